/** One notification of the system when long work ends while the person is elsewhere; a click leads to it. */
import { BrowserWindow, Notification } from 'electron';
import type { Events } from '#contract/events.ts';
import type { Engine } from '#core/services/engine.ts';
import { noticeOf } from './job-notice.ts';
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
