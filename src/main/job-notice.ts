/** The words of a notification, apart from Electron. */
import type { JobDto } from '#contract/job.ts';
import type { Texts } from './texts/texts.ts';

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
