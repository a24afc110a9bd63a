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

/** Nothing is done with a storage that its person has put to rest. @throws ImaLinkError storage-inactive */
export function requireActive(row: StorageRow): void {
  if (row.is_active === 1) return;
  throw new ImaLinkError(
    'storage-inactive',
    `Storage ${row.display_name} is deactivated. \`imalink storage reactivate ${row.uuid.slice(0, 8)}\` looks after it again.`,
    { details: { storage: row.uuid, path: row.full_path } },
  );
}

/** The same storage at two places: neither is written until a person has said which is which. @throws ImaLinkError storage-clone */
export function requireNoClone(row: StorageRow): void {
  if (row.clone_path === null) return;
  throw cloneError(row, row.clone_path);
}

/** Says what to do about a storage that is at two places. */
export function cloneError(row: StorageRow, otherPath: string): ImaLinkError {
  return new ImaLinkError(
    'storage-clone',
    `Storage ${row.display_name} is at two places: ${row.full_path} and ${otherPath}. Nothing is written to either until you say what ${otherPath} is: \`imalink storage answer ${row.uuid.slice(0, 8)} <path> --as moved|backup|separate\`.`,
    { details: { storage: row.uuid, known_path: row.full_path, path: otherPath, answers: ['moved', 'backup', 'separate'] } },
  );
}

/** Looks at the storage now. @throws ImaLinkError storage-offline, storage-read-only, storage-wrong-uuid, storage-inactive, storage-clone */
export async function requireWritable(row: StorageRow): Promise<ProbedStorage> {
  requireActive(row);
  requireNoClone(row);
  const probed = await probeStorage(row.full_path, row.photos_dir, row.uuid);
  if (probed.state === 'online') return probed;
  throw new ImaLinkError(refusals[probed.state] ?? 'storage-offline', `Storage ${row.display_name}: ${probed.hint ?? probed.state}`, {
    details: { storage: row.uuid, state: probed.state, path: row.full_path },
  });
}
