/** The kinds of findings as the inbox sorts them: into chips, into lanes, and under headings. Pure. */
import type { Conflict } from '#contract/scan.ts';

/** The chips above the list, in their order. */
export const categories = ['missing', 'moved', 'duplicates', 'edited', 'new', 'unreadable', 'index', 'storage'] as const;
export type Category = (typeof categories)[number];

/** In the order in which groups stand within a lane: what may be lost first. */
const kinds: Readonly<Record<string, Category>> = {
  corrupt: 'unreadable',
  mass_missing: 'missing',
  missing: 'missing',
  replaced: 'edited',
  edited: 'edited',
  metadata_edited: 'edited',
  ambiguous_move: 'moved',
  duplicate: 'duplicates',
  untracked: 'new',
  moved: 'moved',
  pair_broken: 'moved',
  orphan_sidecar: 'moved',
  unreadable: 'unreadable',
  placeholder: 'unreadable',
  name_collision: 'duplicates',
  duplicate_filename: 'duplicates',
  session_conflict: 'index',
  session_id_collision: 'index',
  index_newer: 'index',
  index_corrupt: 'index',
  index_orphan: 'index',
  index_version: 'index',
  index_missing: 'index',
  index_stale: 'index',
  clone_storage: 'storage',
  wrong_storage: 'storage',
  offline: 'storage',
  locked: 'storage',
};

const order = Object.keys(kinds);

/** The sort a kind of finding belongs to; one of a later version is a matter of the index. */
export const categoryOf = (kind: string): Category => kinds[kind] ?? 'index';
/** Place of a kind within its lane; kinds of a later version stand last. */
export const kindOrder = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);

export type Lane = 'suggest' | 'ask' | 'done' | 'info';
export const lanes: readonly Lane[] = ['suggest', 'ask', 'done', 'info'];

/** Where a finding stands. What is open and was marked without asking, such as a file that is still missing, is only told. */
export function laneOf({ lane, status }: Pick<Conflict, 'lane' | 'status'>): Lane {
  if (status === 'applied') return 'done';
  return lane === 'suggest' || lane === 'ask' ? lane : 'info';
}
