/** Jobs in words. Pure. */
import type { ImportResult } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import { failureWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes, formatDuration } from '#renderer/ui/format.ts';

export const isActive = isUnderWay;

/** A preview belongs to its screen and a search to its dialog; everything else is work of its own. */
export const isShown = ({ kind }: JobDto): boolean => kind !== 'import-preview' && kind !== 'recover-preview' && kind !== 'discover';

/** Done share from 0 to 1; null while it is still counted what there is. Bytes tell more than files where both are known. */
export function jobShare({ progress }: JobDto): number | null {
  const [done, total] =
    progress.total_bytes != null && progress.total_bytes > 0
      ? [progress.done_bytes, progress.total_bytes]
      : [progress.done_files, progress.total_files];
  return total == null || total === 0 ? null : Math.min(1, done / total);
}

/** What a job is called: the title of an import is the session's, the others are named by what they do. */
export const titleOf = ({ title, kind }: Pick<JobDto, 'title' | 'kind'>): string => t.jobs.title(title, kind);

/** One line: what happens, how far, how fast, how long. The rest time appears once it means something, after five seconds. */
export function progressLine(job: JobDto, nowMs: number): string {
  const { progress } = job;
  const parts = [job.status === 'paused' ? t.jobs.paused : job.status === 'waiting' ? t.jobs.waiting : t.jobs.phases[progress.phase]];
  parts.push(
    progress.total_files == null
      ? t.common.files(progress.done_files)
      : (job.kind === 'edit' ? t.jobs.photosOf : t.jobs.filesOf)(progress.done_files, progress.total_files),
  );
  if (progress.bytes_per_second != null && job.status === 'running') parts.push(`${formatBytes(progress.bytes_per_second)}/s`);
  if (progress.eta_seconds != null && job.status === 'running' && nowMs - Date.parse(job.started_at) > 5000)
    parts.push(t.jobs.left(formatDuration(progress.eta_seconds)));
  return parts.join(' · ');
}

/** What came of a job that ended. */
export function outcome(job: JobDto): string {
  if (job.status === 'failed') return job.error == null ? t.jobs.failedSentence : failureWords(job.error);
  const counts = importResult(job)?.counts;
  const done =
    counts == null
      ? job.kind === 'import' || job.kind === 'resolve'
        ? t.common.files(job.progress.done_files)
        : (job.kind === 'edit' ? t.jobs.changed : t.jobs.lookedAt)(job.progress.done_files)
      : t.jobs.imported(counts.imported, counts.duplicates, counts.failed);
  return job.status === 'cancelled' ? t.jobs.cancelledOutcome(done) : `${done}.`;
}

/** The result document of an import, when there is one. */
export function importResult(job: JobDto): ImportResult | null {
  const { result } = job;
  return typeof result === 'object' && result != null && 'counts' in result && 'session' in result ? (result as ImportResult) : null;
}
