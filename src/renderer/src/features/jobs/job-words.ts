/** Jobs in words. Pure. */
import type { ImportResult } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { formatBytes, formatDuration } from '#renderer/ui/format.ts';

export const isActive = (job: JobDto): boolean => job.status === 'running' || job.status === 'paused';

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

const phases: Partial<Record<string, string>> = {
  listing: 'Looking for photos',
  reading: 'Reading',
  importing: 'Importing',
  applying: 'Applying',
  'writing-index': 'Writing the index',
};

/** One line: what happens, how far, how fast, how long. The rest time appears once it means something, after five seconds. */
export function progressLine(job: JobDto, nowMs: number): string {
  const { progress } = job;
  const parts = [job.status === 'paused' ? 'Paused' : (phases[progress.phase] ?? 'Working')];
  parts.push(
    progress.total_files == null
      ? plural(progress.done_files, 'file')
      : `${formatNumber(progress.done_files)} of ${plural(progress.total_files, 'file')}`,
  );
  if (progress.bytes_per_second != null && job.status === 'running') parts.push(`${formatBytes(progress.bytes_per_second)}/s`);
  if (progress.eta_seconds != null && job.status === 'running' && nowMs - Date.parse(job.started_at) > 5000)
    parts.push(`${formatDuration(progress.eta_seconds)} left`);
  return parts.join(' · ');
}

/** What came of a job that ended. */
export function outcome(job: JobDto): string {
  if (job.status === 'failed') return job.error?.message ?? 'Failed.';
  const counts = importResult(job)?.counts;
  const done =
    counts == null
      ? `${plural(job.progress.done_files, 'file')}${job.kind === 'import' || job.kind === 'resolve' ? '' : ' looked at'}`
      : `${plural(counts.imported, 'photo')} imported${counts.duplicates > 0 ? `, ${formatNumber(counts.duplicates)} already here` : ''}${counts.failed > 0 ? `, ${formatNumber(counts.failed)} failed` : ''}`;
  return job.status === 'cancelled' ? `Cancelled. ${done}; what is done stays done.` : `${done}.`;
}

/** The result document of an import, when there is one. */
export function importResult(job: JobDto): ImportResult | null {
  const { result } = job;
  return typeof result === 'object' && result != null && 'counts' in result && 'session' in result ? (result as ImportResult) : null;
}
