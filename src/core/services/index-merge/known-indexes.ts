/** Which index files stand in a storage as this catalog last wrote or read them, and which somebody else has touched. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { WrittenFile } from '#core/storage/durable-write.ts';
import type { StorageRow } from '../storage-rows.ts';

/** Relative to the storage's root, with `/`. */
type IndexName = string;

export interface NotedIndex extends WrittenFile {
  readonly name: IndexName;
  readonly sha256: string;
  /** Of small files: the base of a later merge. */
  readonly text: string | null;
}

/** Remembers how an index file stands. */
export function noteIndex({ read }: Catalog, storageId: number, noted: NotedIndex): Compilable {
  const values = { sha256: noted.sha256, size_bytes: noted.sizeBytes, mtime_ms: noted.mtimeMs, text: noted.text };
  return read
    .insertInto('index_file')
    .values({ storage_id: storageId, name: noted.name, ...values })
    .onConflict((conflict) => conflict.columns(['storage_id', 'name']).doUpdateSet(values));
}

export const forgetIndex = ({ read }: Catalog, storageId: number, name: IndexName): Compilable =>
  read.deleteFrom('index_file').where('storage_id', '=', storageId).where('name', '=', name);

/** The text of an index file as it was last written or read here; null when it is not known. */
export async function knownText({ read }: Catalog, storageId: number, name: IndexName): Promise<string | null> {
  const row = await read
    .selectFrom('index_file')
    .select('text')
    .where('storage_id', '=', storageId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.text ?? null;
}

/** Size and time of every index file of a storage. @throws errno errors of a disk that cannot be listed */
export async function statIndexes(root: string): Promise<Map<IndexName, WrittenFile>> {
  const found = new Map<IndexName, WrittenFile>();
  for (const folder of ['', 'imports', '.imalink/metadata', '.imalink/metadata/collections'])
    for (const name of await namesIn(join(root, folder))) {
      if (!name.endsWith('.json') || (folder === '' && !/^index\b/.test(name))) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      const info = await stat(join(root, path)).catch(() => null);
      if (info?.isFile()) found.set(path, { sizeBytes: info.size, mtimeMs: info.mtimeMs });
    }
  return found;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/**
 * Index files whose bytes are not those that this catalog wrote or read last. Only files whose size or time changed are
 * read; those that turn out to be the same (a restored copy of the disk) are noted as they stand.
 */
export async function changedIndexes(catalog: Catalog, storage: StorageRow): Promise<IndexName[]> {
  const rows = await catalog.read
    .selectFrom('index_file')
    .select(['name', 'sha256', 'size_bytes', 'mtime_ms'])
    .where('storage_id', '=', storage.id)
    .execute();
  const known = new Map(rows.map((row) => [row.name, row]));
  const changed: IndexName[] = [];
  const touched: Compilable[] = [];
  for (const [name, { sizeBytes, mtimeMs }] of await statIndexes(storage.full_path)) {
    const row = known.get(name);
    if (row?.size_bytes === sizeBytes && row.mtime_ms === mtimeMs) continue;
    const isSame = row?.size_bytes === sizeBytes && (await hashOf(join(storage.full_path, name))) === row.sha256;
    if (isSame)
      touched.push(
        catalog.read.updateTable('index_file').set({ mtime_ms: mtimeMs }).where('storage_id', '=', storage.id).where('name', '=', name),
      );
    else changed.push(name);
  }
  await catalog.write(touched);
  return changed;
}

async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch {
    // Whatever keeps it from being read, it is not known to be ours.
    return null;
  }
  return hash.digest('hex');
}
