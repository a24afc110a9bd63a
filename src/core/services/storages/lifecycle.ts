/** Where a storage is and whether it is looked after. None of this touches a photo, and none of it is a file event. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { StorageDto } from '#contract/storage.ts';
import type { MasterIndex } from '#core/format/master-index.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { instant, type Context } from '../context.ts';
import { cloneError, findStorage, type StorageRow } from '../storage-rows.ts';
import { showStorage } from '../storages.ts';
import { requireIdle } from './busy.ts';
import { askAboutClone, closeQuestion, isOpenClone, isSamePlace } from './clones.ts';
import { readMarker } from './marker.ts';

/**
 * Says where a storage is now. Only its place in the catalog changes; its files keep their relative paths.
 * @throws ImaLinkError storage-not-found, path-not-found, storage-wrong-uuid, storage-locked, and storage-clone when the former place holds it, too
 */
export async function relocateStorage(context: Context, reference: string, path: string): Promise<StorageDto> {
  const row = await findStorage(context.catalog, reference);
  requireIdle(context, row);
  const { root, marker } = await requireStorageAt(row, path);
  if (await isOpenClone(context, row, root)) {
    await askAboutClone(context, row, root);
    throw cloneError(row, root);
  }
  await context.catalog.write([
    ...(row.clone_path !== null && (await isSamePlace(row.clone_path, root))
      ? closeQuestion(context, row, row.clone_path, 'gone', null)
      : []),
    ...moveTo(context, row, root, marker),
  ]);
  return changed(context, row);
}

/** The folder as the system names it, and what it says of itself; it must be this storage. */
export async function requireStorageAt(row: StorageRow, path: string): Promise<{ readonly root: string; readonly marker: MasterIndex }> {
  const absolute = resolve(path);
  const details = { storage: row.uuid, path: absolute };
  let root: string;
  let marker: MasterIndex | null;
  try {
    root = await realpath(absolute);
    marker = await readMarker(root);
  } catch (error) {
    if (error instanceof ImaLinkError) throw error;
    if (isAbsent(error))
      throw new ImaLinkError('path-not-found', `There is no folder ${absolute}. Name the storage's own folder.`, { details });
    throw new ImaLinkError('path-not-readable', `${absolute} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { details });
  }
  if (!marker)
    throw new ImaLinkError(
      'path-not-found',
      `${root} is not a storage: a storage has index.json and .imalink in it. \`imalink storage discover ${root}\` looks below it.`,
      { details },
    );
  const { uuid, display_name } = marker.storage_info;
  if (uuid !== row.uuid)
    throw new ImaLinkError('storage-wrong-uuid', `${root} is another storage (${display_name}, ${uuid}), not ${row.display_name}.`, {
      details: { ...details, found: uuid },
    });
  return { root, marker };
}

/** Queries that note a storage's new place. */
export function moveTo({ catalog: { read }, clock }: Context, row: StorageRow, root: string, marker: MasterIndex): Compilable[] {
  return [
    read
      .updateTable('storage')
      .set({
        full_path: root,
        base_path: dirname(root),
        directory_name: basename(root),
        photos_dir: marker.storage_info.photos_dir ?? row.photos_dir,
        last_seen: instant(clock),
      })
      .where('id', '=', row.id),
  ];
}

/**
 * Changes what a person calls a storage and wants of it; its index follows. Its folder keeps its name.
 * @throws ImaLinkError storage-not-found, bad-input for a name that another storage has
 */
export async function editStorage(
  context: Context,
  reference: string,
  change: { readonly display_name?: string | undefined; readonly min_copies?: number | undefined },
): Promise<StorageDto> {
  const { catalog, clock } = context;
  const row = await findStorage(catalog, reference);
  const name = change.display_name?.normalize('NFC');
  const namesake = await catalog.read
    .selectFrom('storage')
    .select('uuid')
    .where('display_name', '=', name ?? '')
    .where('id', '<>', row.id)
    .executeTakeFirst();
  if (namesake)
    throw new ImaLinkError('bad-input', `Another storage is called ${JSON.stringify(name)} (${namesake.uuid}). Choose another name.`, {
      details: { display_name: name ?? '', storage: namesake.uuid },
    });
  await catalog.write([
    catalog.read
      .updateTable('storage')
      .set((set) => ({
        display_name: name ?? row.display_name,
        min_copies: change.min_copies ?? row.min_copies,
        generation: set('generation', '+', 1),
        changed_at: instant(clock),
      }))
      .where('id', '=', row.id),
  ]);
  return changed(context, row);
}

/** Puts a storage to rest: no scans, no watching, no index writes. @throws ImaLinkError storage-not-found, storage-locked */
export async function deactivateStorage(context: Context, reference: string): Promise<StorageDto> {
  const row = await findStorage(context.catalog, reference);
  requireIdle(context, row);
  await setActive(context, row, 0);
  return changed(context, row);
}

/** Looks after a storage again; what changed meanwhile is written to its indexes. @throws ImaLinkError storage-not-found */
export async function reactivateStorage(context: Context, reference: string): Promise<StorageDto> {
  const row = await findStorage(context.catalog, reference);
  await setActive(context, row, 1);
  return changed(context, row);
}

async function setActive({ catalog }: Context, row: StorageRow, isActive: 0 | 1): Promise<void> {
  await catalog.write([catalog.read.updateTable('storage').set({ is_active: isActive }).where('id', '=', row.id)]);
}

/** Tells everyone, and has written what could not be written before. */
async function changed(context: Context, row: StorageRow): Promise<StorageDto> {
  context.indexes.schedule();
  context.emit('storage.changed', { storage_uuid: row.uuid });
  context.emit('conflicts.changed', { storage_uuid: row.uuid });
  return showStorage(context, row.uuid);
}
