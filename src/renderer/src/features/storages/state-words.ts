import type { StorageState } from '#contract/storage.ts';

/** How a storage is, in a word or two. */
export const stateWords: Record<StorageState, string> = {
  online: 'Online',
  'read-only': 'Read-only',
  offline: 'Offline',
  'wrong-uuid': 'Another storage is at its place',
  'no-marker': 'Not recognised',
  denied: 'No permission',
  inactive: 'Inactive',
};
