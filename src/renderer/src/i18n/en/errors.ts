import type { ErrorCode } from '#contract/errors.ts';

const nextSteps: Readonly<Partial<Record<string, string>>> = {
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
} satisfies Partial<Record<ErrorCode, string>>;

/** Failures, and what to do next. */
export const errors = {
  noAnswer: 'ImaLink does not answer. Try again in a moment.',
  unreadableList: (status: number) => `The list of photos could not be read (${status}).`,
  scanPromise: 'Scan reads your folders. It never moves or deletes files.',
  chooseThisFolder: 'Choose this folder',
  /** What the core says of a failure: in English its own sentence, elsewhere that of the code. */
  said: (_code: string, message: string, _path: string | null) => message,
  nextStep: (code: string) => nextSteps[code] ?? '',
  /** The reason for which a file gave trouble, likewise. */
  problem: (_code: string, message: string) => message,
  wentWrong: 'Something went wrong inside ImaLink.',
  notScanned: (storage: string) => `${storage} could not be scanned`,
  serverGone: 'ImaLink does not answer. Check that “imalink serve” is still running, then try again.',
  notUnderstood: (status: number) => `ImaLink answered with something that could not be read (${status}).`,
} as const;
