import type { FindingKind } from '#domain/reconcile/types.ts';

/** Storages at two places or away, and what was read once from an index that somebody else wrote: no scan tells them again. */
export const kindsOfOthers: readonly FindingKind[] = [
  'clone_storage',
  'index_newer',
  'session_conflict',
  'locked',
  'offline',
  'wrong_storage',
];
