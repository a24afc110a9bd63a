/** Reading a file of a storage that must not lead out of it. */
import { constants } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';

/**
 * Reads a whole file below `root`. Links are followed as long as they stay inside.
 * @param relative path of ours, `/` separated, already checked
 * @throws ImaLinkError index-corrupt when it leads out of the root, is no regular file or too large; errno errors of the disk
 */
export async function readInside(root: string, relative: string, maxBytes: number): Promise<Buffer> {
  const path = join(root, relative);
  const refuse = (reason: string): ImaLinkError => new ImaLinkError('index-corrupt', `${relative}: ${reason}`, { details: { path } });
  const [realRoot, real] = await Promise.all([realpath(root), realpath(path)]);
  if (!real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) throw refuse('it is a link that leads out of the storage');
  // Without waiting: a pipe would never answer.
  const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
  try {
    const info = await file.stat();
    if (!info.isFile()) throw refuse('it is not a regular file');
    if (info.size > maxBytes) throw refuse(`${info.size} bytes are more than an index may have`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}
