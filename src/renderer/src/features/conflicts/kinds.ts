/** The kinds of findings as the inbox sorts them: into chips, into lanes, and under headings. Pure. */
import type { Conflict } from '#contract/scan.ts';

/** The chips above the list, in their order. */
export const categories = ['missing', 'moved', 'duplicates', 'edited', 'new', 'unreadable', 'index', 'storage'] as const;
export type Category = (typeof categories)[number];

export const categoryWords: Readonly<Record<Category, string>> = {
  missing: 'Missing',
  moved: 'Moved',
  duplicates: 'Duplicates',
  edited: 'Edited',
  new: 'New files',
  unreadable: 'Unreadable',
  index: 'Index',
  storage: 'Storage',
};

interface KindWords {
  readonly category: Category;
  /** Before the folder: “Missing from” 2019/Rome. */
  readonly heading: string;
}

/** In the order in which groups stand within a lane: what may be lost first. */
const kinds: Readonly<Record<string, KindWords>> = {
  corrupt: { category: 'unreadable', heading: 'Damaged in' },
  mass_missing: { category: 'missing', heading: 'Gone at once:' },
  missing: { category: 'missing', heading: 'Missing from' },
  replaced: { category: 'edited', heading: 'Replaced in' },
  edited: { category: 'edited', heading: 'Edited in' },
  metadata_edited: { category: 'edited', heading: 'Metadata edited in' },
  ambiguous_move: { category: 'moved', heading: 'Moved, unclear where:' },
  duplicate: { category: 'duplicates', heading: 'Copies in' },
  untracked: { category: 'new', heading: 'New in' },
  moved: { category: 'moved', heading: 'Moved' },
  pair_broken: { category: 'moved', heading: 'Separated in' },
  orphan_sidecar: { category: 'moved', heading: 'Sidecars alone in' },
  unreadable: { category: 'unreadable', heading: 'Not readable in' },
  placeholder: { category: 'unreadable', heading: 'In the cloud:' },
  name_collision: { category: 'duplicates', heading: 'Names that collide in' },
  duplicate_filename: { category: 'duplicates', heading: 'Same name in' },
  session_conflict: { category: 'index', heading: 'Claimed by two sessions in' },
  session_id_collision: { category: 'index', heading: 'Session numbers' },
  index_newer: { category: 'index', heading: 'Index newer than the catalog' },
  index_corrupt: { category: 'index', heading: 'Damaged index' },
  index_orphan: { category: 'index', heading: 'Index without a session' },
  index_version: { category: 'index', heading: 'Index of a newer ImaLink' },
  index_missing: { category: 'index', heading: 'Index missing' },
  index_stale: { category: 'index', heading: 'Index older than the catalog' },
  clone_storage: { category: 'storage', heading: 'Storage there twice' },
  wrong_storage: { category: 'storage', heading: 'Another storage in its place' },
  offline: { category: 'storage', heading: 'Storage not connected' },
  locked: { category: 'storage', heading: 'Another machine works here' },
};

const order = Object.keys(kinds);

export const categoryOf = (kind: string): Category => kinds[kind]?.category ?? 'index';
export const headingOf = (kind: string): string => kinds[kind]?.heading ?? kind.replaceAll('_', ' ');
/** Place of a kind within its lane; kinds of a later version stand last. */
export const kindOrder = (kind: string): number => (order.indexOf(kind) + order.length + 1) % (order.length + 1);

export type Lane = 'suggest' | 'ask' | 'done' | 'info';
export const lanes: readonly Lane[] = ['suggest', 'ask', 'done', 'info'];

export const laneWords: Readonly<Record<Lane, { readonly title: string; readonly note: string }>> = {
  suggest: { title: 'Suggested', note: 'Safe to accept as they are, and each can be undone.' },
  ask: { title: 'Needs you', note: 'ImaLink does not decide these.' },
  done: { title: 'Resolved for you', note: 'Done without asking in the last 30 days.' },
  info: { title: 'Good to know', note: 'Nothing of this needs an answer.' },
};

/** Where a finding stands. What is open and was marked without asking, such as a file that is still missing, is only told. */
export function laneOf({ lane, status }: Pick<Conflict, 'lane' | 'status'>): Lane {
  if (status === 'applied') return 'done';
  return lane === 'suggest' || lane === 'ask' ? lane : 'info';
}
