/** Whether a source file may go to the trash: read once more at both ends, a moment before it goes. */
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { fileChecksum, handleChecksum, isAbsent } from '#core/storage/place-file.ts';

export interface SourceAndCopy {
  readonly sourcePath: string;
  readonly storedPath: string;
  /** Of what was read from the source and recorded. */
  readonly checksum: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** `absent`: nothing is there to be moved. */
export type SourceCheck = { readonly may: 'go' | 'absent' } | { readonly may: 'stay'; readonly reason: string };

const stay = (reason: string): SourceCheck => ({ may: 'stay', reason });

/** Promise 1 of a move: the very bytes that go stand in the storage now, in another file. */
export async function checkSource(file: SourceAndCopy): Promise<SourceCheck> {
  try {
    const stored = await lstat(file.storedPath, { bigint: true }).catch((error: unknown) => {
      if (isAbsent(error)) return null;
      throw error;
    });
    if ((await fileChecksum(file.storedPath)) !== file.checksum || stored === null)
      return stay('its stored copy does not read back as it was recorded');
    return await checkBytes(file, stored);
  } catch (error) {
    return stay(`it or its stored copy cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

async function checkBytes({ sourcePath, checksum, sizeBytes, mtimeMs }: SourceAndCopy, stored: BigIntStats): Promise<SourceCheck> {
  let source;
  try {
    source = await open(sourcePath, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (isAbsent(error)) return { may: 'absent' };
    throw error;
  }
  try {
    const before = await source.stat({ bigint: true });
    if (!before.isFile()) return stay('it is no regular file any more');
    if (before.dev === stored.dev && before.ino === stored.ino) return stay('it and its stored copy are one file under two names');
    const isAsListed = Number(before.size) === sizeBytes && Math.abs(Number(before.mtimeNs) / 1e6 - mtimeMs) < 1;
    if (!isAsListed || (await handleChecksum(source)) !== checksum) return stay('it has changed since it was read');
    // What has the name now must still be what was read just now.
    const [after, named] = [await source.stat({ bigint: true }), await lstat(sourcePath, { bigint: true })];
    return isSame(before, after) && isSame(before, named) ? { may: 'go' } : stay('it has changed since it was read');
  } finally {
    await source.close();
  }
}

const isSame = (left: BigIntStats, right: BigIntStats): boolean =>
  left.dev === right.dev &&
  left.ino === right.ino &&
  left.size === right.size &&
  left.mtimeNs === right.mtimeNs &&
  left.ctimeNs === right.ctimeNs;
