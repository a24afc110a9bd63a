/** What a scan found, in words. Pure. */
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';

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
  const unrecorded = fresh === 0 ? {} : { description: `${plural(fresh, 'file is', 'files are')} in no session yet.` };
  if (missing + waiting + still > 0) {
    const parts = [
      moved > 0 ? `${formatNumber(moved)} moved` : null,
      missing > 0 ? `${formatNumber(missing)} missing` : null,
      still > 0 ? `${formatNumber(still)} still missing` : null,
      waiting > 0 ? plural(waiting, 'waits for you', 'wait for you') : null,
    ];
    return {
      title: parts.filter((part) => part != null).join(', '),
      ...unrecorded,
      undo: null,
      review: waiting + still > 0 ? 'conflicts' : 'history',
    };
  }
  if (moved > 0) return { title: `${plural(moved, 'photo')} moved, all relinked`, ...unrecorded, undo: journal_id, review: null };
  if (changes > 0) return { title: countWords(result.counts) || plural(changes, 'change'), ...unrecorded, undo: journal_id, review: null };
  return { title: 'Everything matches.', ...unrecorded, undo: null, review: fresh > 0 ? 'conflicts' : null };
}

const kindWords: Partial<Record<string, readonly [one: string, many: string]>> = {
  duplicate: ['further copy', 'further copies'],
  ambiguous_move: ['unclear move', 'unclear moves'],
  mass_missing: ['question about many missing', 'questions about many missing'],
  metadata_edited: ['with edited metadata', 'with edited metadata'],
  corrupt: ['looks damaged', 'look damaged'],
  untracked: ['in no session yet', 'in no session yet'],
  pair_broken: ['pair separated', 'pairs separated'],
  orphan_sidecar: ['sidecar without its photo', 'sidecars without their photos'],
  duplicate_filename: ['repeated name', 'repeated names'],
};

/** `211 moved, 3 missing`: what a batch was about, kind by kind. */
export function countWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([kind, count]) => count > 0 && kind !== 'files' && kind !== 'unchanged')
    .map(([kind, count]) => {
      const [one, many] = kindWords[kind] ?? [kind.replaceAll('_', ' '), kind.replaceAll('_', ' ')];
      return plural(count, one, many);
    })
    .join(', ');
}
