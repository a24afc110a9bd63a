/** Keeps a folder of made pictures within an age and a size: whatever goes can be made again. */
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inParallel } from './in-parallel.ts';

export interface CacheBounds {
  readonly maxAgeMs: number;
  readonly maxBytes: number;
}

/** Enough to keep a disk busy, few enough to leave it to others. */
const atOnce = 16;

/**
 * Removes what is older than the bounds say, then the oldest until the rest is small enough, in all folders below. A folder that is
 * absent is empty. @param isInUse asked right before a file goes: it stays this time
 */
export async function trimCache(
  folder: string,
  { maxAgeMs, maxBytes }: CacheBounds,
  now: Date,
  isInUse: (path: string) => boolean = () => false,
): Promise<void> {
  const files: { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number }[] = [];
  await inParallel(await readdir(folder, { recursive: true }).catch((): string[] => []), atOnce, async (name) => {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isFile() === true) files.push({ path, sizeBytes: info.size, mtimeMs: info.mtimeMs });
  });
  let keptBytes = 0;
  const goes = files
    .toSorted((left, right) => right.mtimeMs - left.mtimeMs)
    .filter(({ sizeBytes, mtimeMs }) => (keptBytes += sizeBytes) > maxBytes || now.getTime() - mtimeMs > maxAgeMs);
  // Another process may have taken it first, or a reader may hold it: there is another time.
  await inParallel(goes, atOnce, async ({ path }) => {
    if (!isInUse(path)) await unlink(path).catch(() => undefined);
  });
}
