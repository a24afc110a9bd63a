/** The folders of a storage, as far as they hold photos that are known. */
import { ImaLinkError } from '#contract/errors.ts';
import type { CountedFolder, FolderLevel } from '#contract/storage.ts';
import type { CountedFolder as Counted } from '#core/catalog/folder-store.ts';
import { compareNames } from '#domain/natural-order.ts';
import type { Context } from '../context.ts';
import { folderKeys } from '../search/conditions.ts';
import { findStorage } from '../storage-rows.ts';

/** @throws ImaLinkError storage-not-found, path-not-found for a folder that holds no known photo */
export async function listFolders(context: Context, storage: string, path: string): Promise<FolderLevel> {
  const row = await findStorage(context.catalog, storage);
  const keys = folderKeys(path);
  const level = await context.catalog.executor.folders(row.id, keys);
  if (!level) {
    // A storage without photos has its one folder all the same.
    if (keys.length === 0) return { storage_uuid: row.uuid, name: '', path: '', photos: 0, total: 0, folders: 0, children: [] };
    throw new ImaLinkError(
      'path-not-found',
      `No known photo of ${row.display_name} lies in ${JSON.stringify(path)}. \`imalink folder list ${row.uuid.slice(0, 8)}\` shows its folders.`,
      { details: { path } },
    );
  }
  const within = (child: Counted): CountedFolder => ({ ...child, path: level.path === '' ? child.name : `${level.path}/${child.name}` });
  return {
    ...level,
    storage_uuid: row.uuid,
    children: level.children.toSorted((a, b) => compareNames(a.name, b.name)).map(within),
  };
}
