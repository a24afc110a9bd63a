/** Reads one recorded file whole, in a media thread, and says how it compares with its record. Changes nothing. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProblemCode } from '#contract/problem.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { hasNoBlocks } from '#core/storage/placeholder.ts';
import type { Context } from '../context.ts';

/** What is on record of a file or a companion. */
export interface Recorded {
  readonly path: string;
  readonly checksum: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
}

/**
 * `suspect`: other bytes while size and time stayed. `changed`: other bytes and another size or time; a scan decides
 * what that is.
 */
export type Reading =
  | { readonly is: 'ok' | 'suspect' | 'changed'; readonly sizeBytes: number }
  | { readonly is: 'missing' }
  /** Its content is in the cloud: reading it would fetch it. */
  | { readonly is: 'in-cloud' }
  | { readonly is: 'unreadable'; readonly code: ProblemCode; readonly message: string };

/** Times closer than this are the same: conversions round. */
const sameTimeMs = 1;

/** Where files are read, and how. */
export interface Reader {
  readonly context: Context;
  readonly photosFolder: string;
  /** Whether its disk tells a placeholder by its blocks. */
  readonly tellsBlocks: boolean;
  readonly signal: AbortSignal;
}

export async function readFile({ context, photosFolder, tellsBlocks, signal }: Reader, recorded: Recorded): Promise<Reading> {
  const path = join(photosFolder, recorded.path);
  const stands = await standsAt(path, tellsBlocks);
  if (stands !== true) return stands;
  const outcome = await context
    .media()
    .run({ sourcePath: path, copyToPath: null, verify: false, hashOnly: true, hotpreviewsDir: null }, signal);
  if (!outcome.ok) {
    const { code, message } = outcome.problem;
    return code === 'vanished' ? { is: 'missing' } : { is: 'unreadable', code, message };
  }
  const { checksum, sizeBytes, mtimeMs } = outcome.value;
  if (checksum === recorded.checksum) return { is: 'ok', sizeBytes };
  const isSame = sizeBytes === recorded.size_bytes && Math.abs(mtimeMs - recorded.mtime_ms) < sameTimeMs;
  return { is: isSame ? 'suspect' : 'changed', sizeBytes };
}

/** Looked at first, so that what cannot be looked at is never taken for absent. */
async function standsAt(path: string, tellsBlocks: boolean): Promise<true | Reading> {
  try {
    const info = await lstat(path);
    if (info.isFile()) return tellsBlocks && hasNoBlocks(info) ? { is: 'in-cloud' } : true;
    return { is: 'unreadable', code: 'not-a-file', message: `${path} is not a regular file any more` };
  } catch (error) {
    if (isAbsent(error)) return { is: 'missing' };
    return {
      is: 'unreadable',
      code: 'unreadable',
      message: `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    };
  }
}
