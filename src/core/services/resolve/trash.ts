/** Files that were set aside: what there is, and, as a separate and confirmed step, letting it go for good. */
import { lstat, readFile, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ChecksumSchema } from '#contract/ids.ts';
import type { TrashBatch, TrashPlan } from '#contract/resolve.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { fileChecksum } from '#core/storage/place-file.ts';
import { parseRelPath } from '#domain/rel-path.ts';
import type { Context } from '../context.ts';
import { findStorage, pathsOf, requireWritable, type StorageRow } from '../storage-rows.ts';
import { trashFolder } from './batch.ts';
import { tidyTrash } from './carry-out.ts';
import { keepPlan, takePlan } from './plan-store.ts';

const Manifest = z.looseObject({
  batch: z.string().regex(/^[\w-]{1,64}$/),
  set_aside_at: z.iso.datetime(),
  files: z.array(z.looseObject({ path: z.string(), file_size: z.int().nonnegative(), checksum: ChecksumSchema })),
});

/** Batches of reachable storages, newest first, with the files that still lie in them. */
export async function listTrash(context: Context, reference?: string): Promise<TrashBatch[]> {
  const { read } = context.catalog;
  const storages =
    reference === undefined ? await read.selectFrom('storage').selectAll().execute() : [await findStorage(context.catalog, reference)];
  const batches: TrashBatch[] = [];
  for (const storage of storages) {
    const names = await readdir(join(pathsOf(storage).system, 'trash')).catch((): string[] => []);
    for (const name of names) {
      const batch = await readBatch(context, storage, name);
      if (batch && batch.files.length > 0) batches.push(batch);
    }
  }
  return batches.toSorted((a, b) => (a.created_at < b.created_at ? 1 : -1));
}

async function readBatch(context: Context, storage: StorageRow, name: string): Promise<TrashBatch | null> {
  const path = join(trashFolder(pathsOf(storage), name), 'manifest.json');
  try {
    const manifest = parseIndex(await readFile(path), Manifest, path);
    const files = [];
    for (const { path: stored, file_size, checksum } of manifest.files)
      if (parseRelPath(stored) !== null && (await isFile(fileIn(storage, name, stored)))) files.push({ path: stored, file_size, checksum });
    const journal = await context.catalog.read
      .selectFrom('journal')
      .select('id')
      .where('storage_id', '=', storage.id)
      .where('files_json', 'like', `{"batch":"${name}"%`)
      .executeTakeFirst();
    return {
      batch: name,
      storage_uuid: storage.uuid,
      storage_name: storage.display_name,
      journal_id: journal?.id ?? null,
      created_at: manifest.set_aside_at,
      files,
      size_bytes: files.reduce((sum, file) => sum + file.file_size, 0),
    };
  } catch {
    // Not a batch of ours, or not readable: nothing is said of it, and nothing done to it.
    return null;
  }
}

const fileIn = (storage: StorageRow, batch: string, path: string): string => join(trashFolder(pathsOf(storage), batch), 'files', path);
const isFile = (path: string): Promise<boolean> =>
  lstat(path).then(
    (info) => info.isFile(),
    () => false,
  );

/** What emptying would remove. @throws ImaLinkError storage-not-found */
export async function planEmptyTrash(context: Context, reference: string | undefined, olderThanDays: number): Promise<TrashPlan> {
  const before = new Date(context.clock.now().getTime() - olderThanDays * 86_400_000).toISOString();
  const batches = (await listTrash(context, reference)).filter((batch) => batch.created_at <= before);
  const { planId, expiresAt } = keepPlan(context, { kind: 'empty-trash', batches });
  return {
    plan_id: planId,
    expires_at: expiresAt,
    batches,
    files: batches.reduce((sum, batch) => sum + batch.files.length, 0),
    size_bytes: batches.reduce((sum, batch) => sum + batch.size_bytes, 0),
  };
}

/**
 * Removes exactly the files a plan listed, each only while it holds the bytes it was listed with. This is the one place
 * where ImaLink removes a file of a person for good. @throws ImaLinkError plan-expired
 */
export async function emptyTrash(context: Context, planId: string) {
  const plan = takePlan(context, planId, 'empty-trash');
  const kept: { path: string; reason: string }[] = [];
  let removedFiles = 0;
  let removedBytes = 0;
  for (const batch of plan.batches) {
    const storage = await findStorage(context.catalog, batch.storage_uuid);
    await requireWritable(storage);
    for (const { path, file_size, checksum } of batch.files) {
      const target = fileIn(storage, batch.batch, path);
      if ((await fileChecksum(target)) !== checksum) {
        kept.push({ path, reason: 'It is not the file that was set aside any more.' });
        continue;
      }
      await unlink(target);
      removedFiles += 1;
      removedBytes += file_size;
    }
    await tidyTrash(storage, batch.batch);
    context.emit('storage.changed', { storage_uuid: storage.uuid });
  }
  return { removed_files: removedFiles, removed_bytes: removedBytes, kept };
}
