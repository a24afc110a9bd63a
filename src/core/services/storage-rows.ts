/** Finding storages in the catalog and requiring what an operation needs of them. */
import type { Selectable } from 'kysely';
import { resolve } from 'node:path';
import { ImaLinkError, type ErrorCode } from '#contract/errors.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { storagePaths, type StoragePaths } from '#core/storage/storage-paths.ts';
import { probeStorage, type ProbedStorage } from './storage-state.ts';

export type StorageRow = Selectable<CatalogSchema['storage']>;

/**
 * Finds a storage by uuid, unique uuid prefix, display name or path.
 * @throws ImaLinkError storage-not-found, storage-ambiguous
 */
export async function findStorage(catalog: Catalog, reference: string): Promise<StorageRow> {
  const rows = await catalog.read.selectFrom('storage').selectAll().orderBy('id').execute();
  const exact = rows.filter((row) => row.uuid === reference || row.display_name === reference || row.full_path === resolve(reference));
  const matches = exact.length > 0 ? exact : rows.filter((row) => reference.length >= 4 && row.uuid.startsWith(reference.toLowerCase()));
  const [first] = matches;
  if (!first)
    throw new ImaLinkError(
      'storage-not-found',
      `There is no storage ${JSON.stringify(reference)}. \`imalink storage list\` shows them all.`,
      { details: { storage: reference } },
    );
  if (matches.length > 1)
    throw new ImaLinkError('storage-ambiguous', `${JSON.stringify(reference)} fits ${matches.length} storages; name one by its uuid.`, {
      details: { storage: reference, uuids: matches.map((row) => row.uuid) },
    });
  return first;
}

export function pathsOf(row: StorageRow): StoragePaths {
  return storagePaths(row.full_path, row.photos_dir);
}

const refusals: Partial<Record<ProbedStorage['state'], ErrorCode>> = {
  'read-only': 'storage-read-only',
  'wrong-uuid': 'storage-wrong-uuid',
};

/** Looks at the storage now. @throws ImaLinkError storage-offline, storage-read-only, storage-wrong-uuid */
export async function requireWritable(row: StorageRow): Promise<ProbedStorage> {
  const probed = await probeStorage(row.full_path, row.photos_dir, row.uuid);
  if (probed.state === 'online') return probed;
  throw new ImaLinkError(refusals[probed.state] ?? 'storage-offline', `Storage ${row.display_name}: ${probed.hint ?? probed.state}`, {
    details: { storage: row.uuid, state: probed.state, path: row.full_path },
  });
}
