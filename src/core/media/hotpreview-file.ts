/** Where hotpreviews lie and how they are written: under the hothash, complete or not at all. */
import { existsSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { mediaFailure } from './failure.ts';

/** 200 px: the hotpreview size of the storage format. */
export const hotpreviewLongEdgePx = 200;

/** `<dir>/a1/b2/<hothash>.jpg`. */
export function hotpreviewPath(hotpreviewsDir: string, hothash: string): string {
  return join(hotpreviewsDir, hothash.slice(0, 2), hothash.slice(2, 4), `${hothash}.jpg`);
}

/** Whether the preview is there already. */
export function hasHotpreview(hotpreviewsDir: string, hothash: string): boolean {
  return existsSync(hotpreviewPath(hotpreviewsDir, hothash));
}

/**
 * Writes a preview through a temporary name. Not synced: a preview lost to a power cut is made again.
 * Two writers of the same hothash write the same picture; the last rename wins.
 * @throws a media failure `write-failed`
 */
export function writeHotpreview(hotpreviewsDir: string, hothash: string, jpeg: Buffer): void {
  const path = hotpreviewPath(hotpreviewsDir, hothash);
  const temporary = `${path}.${randomUUID().slice(0, 8)}.tmp`;
  // A folder that is a link may lead out of the storage: a preview is written into folders alone.
  for (let folder = dirname(path); folder.length >= dirname(hotpreviewsDir).length; folder = dirname(folder))
    if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true)
      throw mediaFailure('write-failed', `${folder} is a link: no preview is written through it`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, jpeg, { flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw mediaFailure('write-failed', `${path}: the preview cannot be written`, error);
  }
}
