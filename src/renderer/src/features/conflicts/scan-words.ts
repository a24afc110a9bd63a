/** What a scan found, in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import { t } from '#renderer/i18n/t.ts';

export interface ScanWords {
  readonly title: string;
  readonly description?: string;
  /** The batch that can be taken back, when taking it back is the one thing one might want. */
  readonly undo: number | null;
  /** Where what was found can be looked at: what is open under Conflicts, what was only recorded in the history. */
  readonly review: 'conflicts' | 'history' | null;
}

/** The result document of a scan, when there is one. */
export function scanResult(job: JobDto): ScanResult | null {
  const { result } = job;
  return job.kind === 'scan' && typeof result === 'object' && result != null && 'moved_files' in result ? (result as ScanResult) : null;
}

/** One sentence for the end of a scan, and what can be done from there. */
export function scanWords(result: ScanResult): ScanWords {
  const moved = new Set(result.moved_files.map((file) => file.hothash)).size;
  const missing = result.missing_files.length;
  const waiting = result.conflicts.filter(({ lane }) => lane === 'ask' || lane === 'suggest').length;
  const still = result.conflicts.filter(
    (conflict) => conflict.kind === 'missing' && conflict.lane !== 'ask' && conflict.lane !== 'suggest',
  ).length;
  const fresh = result.new_files.length;
  const { journal_id, changes } = result.applied;
  const unrecorded = fresh === 0 ? {} : { description: t.conflicts.filesInNoSession(fresh) };
  if (missing + waiting + still > 0) {
    const parts = [
      moved > 0 ? t.conflicts.moved(moved) : null,
      missing > 0 ? t.conflicts.missing(missing) : null,
      still > 0 ? t.conflicts.stillMissing(still) : null,
      waiting > 0 ? t.conflicts.waiting(waiting) : null,
    ];
    return {
      title: parts.filter((part) => part != null).join(', '),
      ...unrecorded,
      undo: null,
      review: waiting + still > 0 ? 'conflicts' : 'history',
    };
  }
  if (moved > 0) return { title: t.conflicts.movedRelinked(moved), ...unrecorded, undo: journal_id, review: null };
  if (changes > 0)
    return { title: countWords(result.counts) || t.conflicts.changes(changes), ...unrecorded, undo: journal_id, review: null };
  return { title: t.conflicts.everythingMatches, ...unrecorded, undo: null, review: fresh > 0 ? 'conflicts' : null };
}

/** `211 moved, 3 missing`: what a batch was about, kind by kind. */
export function countWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([kind, count]) => count > 0 && kind !== 'files' && kind !== 'unchanged')
    .map(([kind, count]) => {
      return t.findings.counted(kind, count);
    })
    .join(', ');
}
