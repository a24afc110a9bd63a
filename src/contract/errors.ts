/**
 * Every way an operation can fail, once: its HTTP status, its CLI exit code and the sentence a person reads.
 * Hosts switch on `code`, never on the message. A file that fails inside a batch is a Problem, not an error.
 */
export interface ErrorEntry {
  readonly httpStatus: number;
  readonly exitCode: number;
  /** What a person reads when the thrower has nothing more precise to say. */
  readonly sentence: string;
}

const entry = (httpStatus: number, exitCode: number, sentence: string): ErrorEntry => ({ httpStatus, exitCode, sentence });

export const errorTable = {
  'bad-input': entry(400, 2, 'The request is not valid.'),
  'unknown-procedure': entry(404, 2, 'There is no such operation.'),
  'not-authorized': entry(401, 1, 'The access token is missing or wrong.'),
  'not-supported-here': entry(422, 1, 'This host cannot do that.'),
  'storage-not-found': entry(404, 10, 'There is no such storage.'),
  'storage-ambiguous': entry(409, 2, 'More than one storage matches; use a longer part of its uuid.'),
  'storage-offline': entry(503, 12, 'The storage is not reachable. Connect its drive and try again.'),
  'storage-read-only': entry(503, 12, 'The storage cannot be written to.'),
  'storage-wrong-uuid': entry(409, 12, 'Another storage is at this place.'),
  'storage-inactive': entry(409, 12, 'The storage is deactivated. Reactivate it first.'),
  'storage-exists': entry(409, 1, 'This folder is already a storage.'),
  'storage-nested': entry(409, 1, 'A storage cannot lie inside another storage.'),
  'samples-not-alone': entry(409, 1, 'There are other photos among the samples; nothing was removed.'),
  'session-not-found': entry(404, 10, 'There is no such session.'),
  'session-complete': entry(409, 1, 'The session is complete; there is nothing to resume.'),
  'session-busy': entry(409, 1, 'The session is still being imported.'),
  'photo-not-found': entry(404, 10, 'There is no such photo.'),
  'conflict-not-found': entry(404, 10, 'There is no such finding.'),
  'history-not-found': entry(404, 10, 'There is no such history entry.'),
  'plan-expired': entry(409, 1, 'The preview is no longer valid. Look at it again and confirm.'),
  'resolution-refused': entry(409, 1, 'It cannot be resolved like this.'),
  'album-not-found': entry(404, 10, 'There is no such album.'),
  'nothing-to-undo': entry(409, 1, 'There is nothing to undo.'),
  'rule-not-found': entry(404, 10, 'There is no such rule.'),
  'rule-refused': entry(409, 1, 'This decision cannot be made into a rule.'),
  'storage-clone': entry(409, 4, 'The same storage is at two places. Say what the second one is.'),
  'history-changed': entry(409, 1, 'It cannot be undone: something else has changed since.'),
  'job-not-found': entry(404, 10, 'There is no such job.'),
  'view-expired': entry(404, 1, 'The list of photos is no longer open.'),
  'path-not-found': entry(404, 1, 'There is no such file or folder.'),
  'path-not-readable': entry(403, 1, 'The file or folder cannot be read.'),
  'path-not-writable': entry(403, 1, 'The folder cannot be written to.'),
  'not-a-folder': entry(422, 1, 'This is not a folder.'),
  'source-in-storage': entry(409, 1, 'The source lies inside the storage.'),
  'disk-full': entry(422, 1, 'The disk is full.'),
  'io-error': entry(422, 1, 'The disk reported an error.'),
  'home-locked': entry(409, 11, 'ImaLink is already running with this home folder.'),
  'storage-locked': entry(409, 11, 'Another process is writing to this storage.'),
  'catalog-unreadable': entry(422, 13, 'The catalog could not be opened. Your photos are not affected.'),
  'catalog-newer': entry(422, 13, 'The catalog was written by a newer ImaLink. Update ImaLink to open it.'),
  'catalog-on-network': entry(422, 1, 'The catalog cannot live on a network drive.'),
  'index-corrupt': entry(422, 13, 'An index file could not be read.'),
  'index-version-unknown': entry(422, 13, 'The storage was written by a newer ImaLink; it is opened read-only.'),
  'too-large': entry(413, 1, 'The request is too large.'),
  cancelled: entry(409, 130, 'Cancelled.'),
  internal: entry(500, 1, 'Something went wrong inside ImaLink.'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

/** JSON-able facts about a failure, for people and scripts; never a stack. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An operation failed for a reason the person can act on. Bugs are plain Errors and become `internal`. */
export class ImaLinkError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message?: string, options: { readonly details?: ErrorDetails; readonly cause?: unknown } = {}) {
    super(message ?? errorTable[code].sentence, { cause: options.cause });
    this.name = 'ImaLinkError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** The form of a failure on every wire. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: ErrorDetails;
}

export type WireResult<T = unknown> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/** Turns anything thrown into its wire form. A bug keeps its message, so that a report can name it, and nothing else. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof ImaLinkError) return { code: thrown.code, message: thrown.message, details: thrown.details };
  return { code: 'internal', message: thrown instanceof Error ? thrown.message : String(thrown), details: {} };
}
