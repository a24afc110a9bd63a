/** Verification, copies and mirrors in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { CopiesReport, MirrorResult, VerifyResult } from '#contract/recover.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** The result document of a verification, when there is one. */
export function verifyResult(job: JobDto | null): VerifyResult | null {
  const result = job?.kind === 'verify' ? job.result : null;
  return typeof result === 'object' && result != null && 'corrupt' in result ? (result as VerifyResult) : null;
}

/** What a mirror did; null until it has. */
export function mirrorResult(job: JobDto | null): MirrorResult | null {
  const result = job?.kind === 'mirror' ? job.result : null;
  return typeof result === 'object' && result != null && 'already_there' in result ? (result as MirrorResult) : null;
}

/** One line under a bar. */
export function careProgress({ status, progress }: JobDto): string {
  const files =
    progress.total_files == null ? t.common.files(progress.done_files) : t.jobs.filesOf(progress.done_files, progress.total_files);
  return status === 'paused' ? t.storages.paused(files) : files;
}

export interface Figure {
  readonly label: string;
  readonly count: number;
  readonly tone: 'ok' | 'warn' | 'bad' | undefined;
}

/** What the reading saw, worst last so that good news comes first; what was not seen is not named. */
export function verifyFigures(result: VerifyResult): Figure[] {
  const figures: Figure[] = [
    { label: t.storages.verifyFigures.ok, count: result.ok, tone: 'ok' },
    { label: t.storages.verifyFigures.edited, count: result.edited, tone: undefined },
    { label: t.storages.verifyFigures.missing, count: result.missing, tone: 'warn' },
    { label: t.storages.verifyFigures.inCloud, count: result.in_cloud, tone: undefined },
    { label: t.storages.verifyFigures.unreadable, count: result.unreadable, tone: 'warn' },
    { label: t.storages.verifyFigures.corrupt, count: result.corrupt, tone: 'bad' },
    { label: t.storages.verifyFigures.repaired, count: result.repaired, tone: 'ok' },
  ];
  // How many are intact is told even when none is: the first stands.
  return figures.filter(({ count }, n) => n === 0 || count > 0);
}

/** Damaged or missing files that a repair may bring back. */
export const repairable = (result: VerifyResult): number => Math.max(0, result.corrupt + result.missing - result.repaired);

/** What a verification saw, in one sentence. */
export function verifySentence(result: VerifyResult): string {
  const read = t.storages.read(result.checked, formatBytes(result.bytes));
  return result.ok === result.checked ? `${read} ${t.storages.allAsRecorded}` : read;
}

/** Whether there are as many copies as wanted, in one sentence. */
export function copiesSentence({ total, min_copies }: Pick<CopiesReport, 'total' | 'min_copies'>): string {
  return total === 0 ? t.storages.enoughCopies(min_copies) : t.storages.fewCopies(total, min_copies);
}

/** What a mirror did, in one sentence. */
export function mirrorSentence({ copied, already_there, failed }: MirrorResult): string {
  const parts = [t.storages.copied(copied)];
  if (already_there > 0) parts.push(t.storages.alreadyThere(already_there));
  if (failed > 0) parts.push(t.storages.notCopied(failed));
  return `${parts.join(', ')}.`;
}
