/** Failures as sentences with a next step. */
import { ApiError } from '#contract/bridge.ts';
import type { ErrorCode } from '#contract/errors.ts';

const nextSteps: Partial<Record<ErrorCode, string>> = {
  'storage-offline': 'Connect its drive, then try again.',
  'storage-read-only': 'Check that the drive is not write-protected.',
  'storage-exists': 'Choose it under Storages instead.',
  'storage-nested': 'Choose a folder outside the other storage.',
  'disk-full': 'Free some space, then try again. What is done stays done.',
  'path-not-found': 'Check the path, or choose the folder again.',
  'path-not-readable': 'Check the permissions of the folder.',
  'path-not-writable': 'Choose another folder, or check its permissions.',
  'source-in-storage': 'Choose a folder outside the storage.',
  'storage-locked': 'Wait until the other program has finished.',
  'catalog-unreadable': 'Restart ImaLink; if it happens again, run “imalink doctor”.',
};

/** What a person reads about anything that was thrown: a sentence, and where there is one, the next step. */
export function errorWords(thrown: unknown): string {
  if (!(thrown instanceof ApiError))
    return thrown instanceof Error && thrown.message !== '' ? thrown.message : 'Something went wrong inside ImaLink.';
  const step = nextSteps[thrown.code];
  return step == null || thrown.message.includes(step) ? thrown.message : `${thrown.message} ${step}`;
}
