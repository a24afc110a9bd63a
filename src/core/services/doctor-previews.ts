/** Hotpreviews that are missing or damaged: counted by `imalink doctor`, made again from their photos by `--fix`. */
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hotpreviewLongEdgePx, writeHotpreview } from '#core/media/hotpreview-file.ts';
import { hotpreviewPath } from '#core/storage/storage-paths.ts';
import { instant, type Context } from './context.ts';
import { inParallel } from './in-parallel.ts';
import { markSessionsDirty } from './organize/touch-photos.ts';
import { pathsOf, requireWritable, type StorageRow } from './storage-rows.ts';

/** Previews are looked at this many at a time: two small reads each. */
const atOnce = 32;
const pageSize = 2000;

export interface PreviewReport {
  /** Missing or damaged, those that were made again included. */
  readonly wrong: number;
  readonly made: number;
  /** Of photos whose file cannot be decoded, or is another one than was recorded. */
  readonly left: number;
}

interface Photo {
  readonly id: number;
  readonly hothash: string;
  readonly path: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
  readonly has_hotpreview: number;
}

/** Looks at the previews of every photo that has a file in a reachable storage. Photos are only read. */
export async function examinePreviews(context: Context, storages: readonly StorageRow[], fix: boolean): Promise<PreviewReport> {
  const report = { wrong: 0, made: 0, left: 0 };
  for (const storage of storages) {
    const isThere = await requireWritable(storage).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    for (
      let page = await photosAfter(context, storage, 0);
      page.length > 0;
      page = await photosAfter(context, storage, page.at(-1)?.id ?? 0)
    ) {
      const wrong: Photo[] = [];
      await inParallel(page, atOnce, async (photo) => {
        if (!(await isWhole(hotpreviewPath(pathsOf(storage).hotpreviews, photo.hothash)))) wrong.push(photo);
      });
      report.wrong += wrong.length;
      if (!fix) continue;
      const made = await makeAgain(context, storage, wrong);
      report.made += made;
      report.left += wrong.length - made;
    }
  }
  return report;
}

function photosAfter({ catalog }: Context, storage: StorageRow, id: number): Promise<Photo[]> {
  return (
    catalog.read
      .selectFrom('photo')
      .innerJoin('image_file as file', 'file.photo_id', 'photo.id')
      .select(['photo.id', 'photo.hothash', 'photo.has_hotpreview'])
      // SQLite takes the others from the row of the least path.
      .select((select) => [select.fn.min('file.path').as('path'), 'file.size_bytes', 'file.mtime_ms'])
      .where('file.storage_id', '=', storage.id)
      .where('file.status', '=', 'present')
      .where('photo.hidden', 'is', null)
      .where('photo.id', '>', id)
      .groupBy('photo.id')
      .orderBy('photo.id')
      .limit(pageSize)
      .execute()
  );
}

/** A JPEG with its beginning and its end. */
async function isWhole(path: string): Promise<boolean> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    if (size < 4) return false;
    const [head, tail] = [Buffer.alloc(2), Buffer.alloc(2)];
    await file.read(head, 0, 2, 0);
    await file.read(tail, 0, 2, size - 2);
    return head.readUInt16BE() === 0xffd8 && tail.readUInt16BE() === 0xffd9;
  } catch {
    // A preview that cannot be read is as good as none.
    return false;
  } finally {
    await file.close();
  }
}

/** A file that changed since the last scan may show another picture. */
async function isAsRecorded(path: string, photo: Photo): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && info.size === photo.size_bytes && Math.abs(info.mtimeMs - photo.mtime_ms) < 1;
}

/** @returns how many could be made */
async function makeAgain(context: Context, storage: StorageRow, photos: readonly Photo[]): Promise<number> {
  const { photos: folder, hotpreviews } = pathsOf(storage);
  const { catalog } = context;
  if (photos.length === 0) return 0;
  const made: Photo[] = [];
  await inParallel(photos, context.media().concurrency, async (photo) => {
    if (!(await isAsRecorded(join(folder, photo.path), photo))) return;
    const rendered = await context.media().render(join(folder, photo.path), hotpreviewLongEdgePx);
    if (!rendered.ok) return;
    writeHotpreview(hotpreviews, photo.hothash, Buffer.from(rendered.jpeg));
    made.push(photo);
  });
  const ids = made.filter((photo) => photo.has_hotpreview === 0).map((photo) => photo.id);
  if (ids.length > 0)
    await catalog.write([
      catalog.read.updateTable('photo').set({ has_hotpreview: 1 }).where('id', 'in', ids),
      markSessionsDirty(catalog, ids, instant(context.clock)),
    ]);
  return made.length;
}
