/** When the storage's own disk fails, nothing more of an import can succeed: it ends, and resumes when the disk is back. */
import { ImaLinkError } from '#contract/errors.ts';
import type { ImportRun } from './types.ts';

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
/** A drive that is gone, has failed or has become read-only. Of one file these codes say nothing. */
const gone: ReadonlySet<string> = new Set(['EROFS', 'EIO', 'ENOTCONN', 'ENODEV', 'ENXIO', 'ESTALE']);

/** @returns the error that ends the run; null when the code is about one file */
export function targetFault({ paths, session }: ImportRun, code: string | undefined, cause?: unknown): ImaLinkError | null {
  const details = { path: paths.root, session_id: session.id };
  if (code !== undefined && full.has(code))
    return new ImaLinkError('disk-full', `The disk of ${paths.root} is full. Free some space and resume session ${session.id}.`, {
      details,
      cause,
    });
  if (code !== undefined && gone.has(code))
    return new ImaLinkError('io-error', `${paths.root}: the disk reported ${code}. Check the drive and resume session ${session.id}.`, {
      details,
      cause,
    });
  return null;
}
