/** One notification of the system when long work ends while the person is elsewhere; a click leads to it. */
import { BrowserWindow, Notification } from 'electron';
import type { Events } from '#contract/events.ts';
import type { JobDto } from '#contract/job.ts';
import type { Engine } from '#core/services/engine.ts';
import type { Texts } from './texts/texts.ts';

/** Who has just pressed the button still remembers; tests do not wait. */
const longMs = Number(process.env['IMALINK_LONG_JOB_MS'] ?? 10_000);

/** Notices that are still shown: one that is collected loses its click. */
const shown = new Set<Notification>();

/** @param onClick brings the window to the front and shows the job */
export function notifyOfJobs(engine: Engine, texts: () => Texts, onClick: (jobId: string) => void): void {
  const running = new Set<string>();
  engine.onEvent((name, payload) => {
    if (name !== 'job.changed') return;
    const { job } = payload as Events['job.changed'];
    if (job.status === 'running' || job.status === 'paused') return void running.add(job.job_id);
    // Each job ends once, whatever is told of it afterwards.
    if (!running.delete(job.job_id) || !engine.settings.get().notify_jobs) return;
    const notice = noticeOf(job, texts(), longMs);
    if (notice == null || BrowserWindow.getAllWindows().some((window) => window.isFocused()) || !Notification.isSupported()) return;
    const notification = new Notification(notice);
    shown.add(notification);
    notification.on('close', () => shown.delete(notification));
    notification.on('click', () => {
      shown.delete(notification);
      onClick(job.job_id);
    });
    notification.show();
  });
}

/** What is said of a job that ended; null for what nobody waits for: short work, previews, what a person has stopped. Pure. */
export function noticeOf(
  {
    kind,
    title,
    status,
    started_at,
    finished_at,
    progress,
  }: Pick<JobDto, 'kind' | 'title' | 'status' | 'started_at' | 'finished_at' | 'progress'>,
  texts: Texts,
  leastMs: number,
): { readonly title: string; readonly body: string } | null {
  const name = texts.jobs[kind];
  if (name == null || (status !== 'done' && status !== 'failed') || finished_at == null) return null;
  if (Date.parse(finished_at) - Date.parse(started_at) < leastMs) return null;
  const problems = progress.problem_count > 0 ? ` ${texts.withProblems(progress.problem_count)}` : '';
  // The title of an import is that of its session; the others have one in the words of the core.
  const about = kind === 'import' ? `${title}. ` : '';
  return { title: texts.appName, body: `${about}${status === 'done' ? texts.isDone(name) : texts.hasStopped(name)}${problems}` };
}
