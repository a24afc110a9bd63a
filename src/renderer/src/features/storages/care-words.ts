/** Verification, copies and mirrors in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { CopiesReport, MirrorResult, VerifyResult } from '#contract/recover.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** The result document of a verification, when there is one. */
export function verifyResult(job: JobDto | null): VerifyResult | null {
  const result = job?.kind === 'verify' ? job.result : null;
  return typeof result === 'object' && result != null && 'corrupt' in result ? (result as VerifyResult) : null;
}

export function mirrorResult(job: JobDto | null): MirrorResult | null {
  const result = job?.kind === 'mirror' ? job.result : null;
  return typeof result === 'object' && result != null && 'already_there' in result ? (result as MirrorResult) : null;
}

/** One line under a bar. */
export function careProgress({ status, progress }: JobDto): string {
  const files =
    progress.total_files == null
      ? plural(progress.done_files, 'file')
      : `${formatNumber(progress.done_files)} of ${plural(progress.total_files, 'file')}`;
  return status === 'paused' ? `Paused · ${files}` : files;
}

export interface Figure {
  readonly label: string;
  readonly count: number;
  readonly tone: 'ok' | 'warn' | 'bad' | undefined;
}

/** What the reading saw, worst last so that good news comes first; what was not seen is not named. */
export function verifyFigures(result: VerifyResult): Figure[] {
  const figures: Figure[] = [
    { label: 'Intact', count: result.ok, tone: 'ok' },
    { label: 'Edited', count: result.edited, tone: undefined },
    { label: 'Missing', count: result.missing, tone: 'warn' },
    { label: 'Not readable', count: result.unreadable, tone: 'warn' },
    { label: 'Damaged', count: result.corrupt, tone: 'bad' },
    { label: 'Repaired', count: result.repaired, tone: 'ok' },
  ];
  return figures.filter(({ label, count }) => label === 'Intact' || count > 0);
}

/** Damaged or missing files that a repair may bring back. */
export const repairable = (result: VerifyResult): number => Math.max(0, result.corrupt + result.missing - result.repaired);

export function verifySentence(result: VerifyResult): string {
  const read = `${plural(result.checked, 'file')}, ${formatBytes(result.bytes)}, read byte by byte.`;
  return result.ok === result.checked ? `${read} All are what was recorded.` : read;
}

export function copiesSentence({ total, min_copies }: Pick<CopiesReport, 'total' | 'min_copies'>): string {
  const wanted = `${formatNumber(min_copies)} verified copies`;
  return total === 0
    ? `Every photo has ${wanted} or more.`
    : `${plural(total, 'photo')} ${total === 1 ? 'has' : 'have'} fewer than ${wanted}.`;
}

export function mirrorSentence({ copied, already_there, failed }: MirrorResult): string {
  const parts = [`${plural(copied, 'file')} copied and verified`];
  if (already_there > 0) parts.push(`${formatNumber(already_there)} already there`);
  if (failed > 0) parts.push(`${formatNumber(failed)} could not be copied`);
  return `${parts.join(', ')}.`;
}
