/** Pictures of files that an import would bring, made while they are looked at and kept for a while in the home. */
import { lstat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { perEngine, type Context } from '../context.ts';
import { trimCache, type CacheBounds } from '../trim-cache.ts';
import { previewedFile, type PreviewedFile } from './preview-files.ts';

/** An import is looked at and done within days; 256 MB are the pictures of some 25,000 files, more than anybody scrolls past. */
export const previewPictureBounds: CacheBounds = { maxAgeMs: 7 * 86_400_000, maxBytes: 256e6 };
/** Pictures made between two looks at the folder: about 5 MB. */
const trimAfter = 500;

const madeOf = perEngine(() => ({ sinceTrim: 0 }));

/**
 * The picture of a file of a preview. The source is not ours and may change: what was made of it counts only while it has the size
 * and time it was read with, and what it has become meanwhile is not shown under the name of what it was.
 * @param make renders a source to a path, null when it cannot
 * @returns null for a hothash of no preview that is kept
 */
export async function previewPicture(
  context: Context,
  hothash: string,
  make: (source: string, path: string) => Promise<string | null>,
): Promise<string | null> {
  const file = previewedFile(context, hothash);
  if (file === null || !(await isAsRead(file))) return null;
  const path = join(folderOf(context), `${hothash}-${file.sizeBytes.toString(16)}-${Math.round(file.mtimeMs).toString(16)}.jpg`);
  if (await lstat(path).catch(() => null)) return path;
  const made = madeOf(context);
  if (++made.sinceTrim >= trimAfter) await trimPreviewPictures(context);
  const picture = await make(file.path, path);
  if (picture === null || (await isAsRead(file))) return picture;
  // It changed while it was read.
  await unlink(picture).catch(() => undefined);
  return null;
}

/** Removes what is too old or too much: before files are counted, and each time many more pictures were made. */
export async function trimPreviewPictures(context: Context): Promise<void> {
  madeOf(context).sinceTrim = 0;
  await trimCache(folderOf(context), previewPictureBounds, context.clock.now());
}

const folderOf = ({ home }: Context): string => join(home.cache, 'importpreviews');

async function isAsRead({ path, sizeBytes, mtimeMs }: PreviewedFile): Promise<boolean> {
  const info = await lstat(path).catch(() => null);
  return info !== null && info.size === sizeBytes && Math.abs(info.mtimeMs - mtimeMs) < 1;
}
