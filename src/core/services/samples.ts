/**
 * The sample library: painted landscapes in a storage inside the home, to try ImaLink with. It is an ordinary storage
 * filled by an ordinary import, and the only one that can be removed with its files, because they are copies of ours.
 */
import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImaLinkError } from '#contract/errors.ts';
import { ImportRequest } from '#contract/import.ts';
import { fileChecksum, isAbsent } from '#core/storage/place-file.ts';
import { walk } from '#core/storage/walk.ts';
import type { Context } from './context.ts';
import { startImport } from './import/start-import.ts';
import { createStorage } from './storages.ts';
import { forgetQueries } from './storages/forget.ts';
import { pathsOf, type StorageRow } from './storage-rows.ts';

/** Two folders below the checkout from out/chunks, three from src/core/services; unpacked beside the archive in a package. */
const bundled = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../resources/samples' : '../../resources/samples', import.meta.url),
).replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);

const samplesFolder = (context: Context): string => join(context.home.home, 'samples');

/** The storage of the samples; undefined when there is none. */
async function sampleStorage(context: Context): Promise<StorageRow | undefined> {
  const rows = await context.catalog.read.selectFrom('storage').selectAll().execute();
  return rows.find((row) => row.base_path === samplesFolder(context));
}

/** Makes the sample storage, once, and starts the import of the sample photos into it. */
export async function startSamples(context: Context): Promise<{ job_id: string; session_id: number }> {
  await mkdir(samplesFolder(context), { recursive: true });
  const uuid = (await sampleStorage(context))?.uuid ?? (await createStorage(context, samplesFolder(context), 'Sample photos')).uuid;
  return startImport(
    context,
    ImportRequest.parse({
      sources: [bundled],
      storage: uuid,
      title: 'Sample photos',
      notes: 'Painted by a program; remove them whenever you like.',
    }),
  );
}

/** Removes the sample storage with its files. Nothing outside `<home>/samples` is touched; without samples nothing happens. @throws ImaLinkError storage-locked while a job works on it, samples-not-alone */
export async function removeSamples(context: Context): Promise<{ removed: boolean }> {
  const storage = await sampleStorage(context);
  if (!storage) return { removed: false };
  if (context.jobs.list().some((job) => job.storage_uuid === storage.uuid && job.finished_at === null)) {
    throw new ImaLinkError('storage-locked', 'The sample photos are being worked on. Remove them when that is done.');
  }
  await refuseForeignFiles(storage);
  await context.catalog.write(forgetQueries(context.catalog, storage.id));
  await rm(storage.full_path, { recursive: true, force: true });
  // The folder around it goes only when nothing else is in it.
  await rmdir(samplesFolder(context)).catch(() => undefined);
  context.emit('storage.changed', { storage_uuid: storage.uuid });
  context.emit('photos.changed', { reason: 'edit', session_id: null });
  return { removed: true };
}

/**
 * Promise 1: only copies of our own samples may be removed. A person may have imported photos into this storage, or
 * put some there; then nothing of it is removed. Whatever cannot be read counts as theirs.
 */
async function refuseForeignFiles(storage: StorageRow): Promise<void> {
  // Someone removed the folder by hand: nothing is left to lose.
  if (await stat(storage.full_path).then(() => false, isAbsent)) return;
  const ours = new Set<string | null>();
  for await (const folder of walk(bundled)) for (const file of folder.files) ours.add(await fileChecksum(file.absolutePath));
  for await (const folder of walk(pathsOf(storage).photos)) {
    const unread = folder.problems[0]?.path;
    for (const path of [...(unread === undefined ? [] : [unread]), ...folder.files.map((file) => file.absolutePath)]) {
      const checksum = await fileChecksum(path).catch(() => null);
      if (checksum !== null && ours.has(checksum)) continue;
      throw new ImaLinkError(
        'samples-not-alone',
        `${path} is not one of the sample photos, so nothing was removed. Move your own files out of ${storage.full_path} first.`,
        {
          details: { path, storage: storage.uuid },
        },
      );
    }
  }
}
