/** Records of the catalog in the form that answers take. */
import type { Catalog } from '#core/catalog/catalog.ts';
import type { FileRecord } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile } from '#domain/reconcile/types.ts';
import type { Elsewhere, KnownPhoto } from '#domain/resolve/types.ts';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { lookForStorages } from '../online-storages.ts';
import { factsOfRow } from '../photo-facts.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';

/** SQLite takes a limited number of values at once. */
const pageSize = 1000;

async function inPages<T, R>(values: readonly T[], read: (page: readonly T[]) => Promise<readonly R[]>): Promise<R[]> {
  const rows: R[] = [];
  for (let start = 0; start < values.length; start += pageSize) rows.push(...(await read(values.slice(start, start + pageSize))));
  return rows;
}

/** Files with everything their record holds, so that a dropped one can come back as it was. */
export async function readRecords({ read }: Catalog, files: readonly CataloguedFile[]): Promise<FileRecord[]> {
  const ids = files.map((file) => file.fileId);
  const rows = await inPages(ids, (page) =>
    read.selectFrom('image_file').select(['id', 'original_filename', 'created_at', 'extra_json']).where('id', 'in', page).execute(),
  );
  const references = Map.groupBy(
    await inPages(ids, (page) => read.selectFrom('session_reference').selectAll().where('file_id', 'in', page).execute()),
    (row) => row.file_id,
  );
  const extras = Map.groupBy(
    await inPages(ids, (page) =>
      read
        .selectFrom('companion')
        .select(['id', 'file_id', 'extra_json'])
        .where('file_id', 'in', page)
        .where('extra_json', '<>', '{}')
        .execute(),
    ),
    (row) => row.file_id,
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return files.flatMap((file) => {
    const row = byId.get(file.fileId);
    if (!row) return [];
    const referencedBy = (references.get(file.fileId) ?? []).map((reference) => reference.session_id);
    return [
      {
        file,
        originalFilename: row.original_filename,
        createdAt: row.created_at,
        extraJson: row.extra_json,
        companionExtras: Object.fromEntries((extras.get(file.fileId) ?? []).map(({ id, extra_json: text }) => [id, text])),
        referencedBy,
      },
    ];
  });
}

export async function readPhotos({ read }: Catalog, ids: readonly number[]): Promise<ReadonlyMap<number, KnownPhoto>> {
  const [rows, tags, files] = await Promise.all([
    inPages(ids, (page) => read.selectFrom('photo').selectAll().where('id', 'in', page).execute()),
    inPages(ids, (page) =>
      read
        .selectFrom('photo_tag')
        .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
        .select(['photo_id', 'name'])
        .where('photo_id', 'in', page)
        .orderBy('name')
        .execute(),
    ),
    inPages(ids, (page) =>
      read
        .selectFrom('image_file')
        .select((select) => ['photo_id', select.fn.countAll<number>().as('n')])
        .where('photo_id', 'in', page)
        .groupBy('photo_id')
        .execute(),
    ),
  ]);
  const tagsOf = Map.groupBy(tags, (tag) => tag.photo_id);
  const filesOf = new Map(files.map((row) => [row.photo_id, row.n]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        photoId: row.id,
        facts: factsOfRow(
          row,
          (tagsOf.get(row.id) ?? []).map(({ name }) => name),
        ),
        userFields: JSON.parse(row.user_fields) as string[],
        fileCount: filesOf.get(row.id) ?? 0,
      },
    ]),
  );
}

/** Sessions that files can be added to: those whose import has ended. */
export async function readSessionTitles({ read }: Catalog, storageId: number): Promise<ReadonlyMap<number, string>> {
  const complete = read.selectFrom('session').select(['id', 'title']).where('storage_id', '=', storageId).where('status', '=', 'complete');
  return new Map((await complete.execute()).map(({ id, title }) => [id, title]));
}

/** Numbers of the sessions of a storage by their uuids. */
export async function readSessionIds({ read }: Catalog, storageId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await read.selectFrom('session').select(['id', 'uuid']).where('storage_id', '=', storageId).execute();
  return new Map(rows.map(({ id, uuid }) => [uuid, id]));
}

/** Ids of known photos by hothash. */
export async function readPhotoIds({ read }: Catalog, hothashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await inPages(hothashes, (page) =>
    read.selectFrom('photo').select(['id', 'hothash']).where('hothash', 'in', page).execute(),
  );
  return new Map(rows.map((row) => [row.hothash, row.id]));
}

/** Files of photos in other storages that can be read now. */
export async function readElsewhere(
  context: Context,
  storage: StorageRow,
  photoIds: readonly number[],
): Promise<ReadonlyMap<number, Elsewhere[]>> {
  const { read } = context.catalog;
  const storages = await read.selectFrom('storage').selectAll().where('id', '<>', storage.id).execute();
  if (storages.length === 0) return new Map();
  const online = await lookForStorages(context);
  const rows = await inPages(photoIds, (page) =>
    read
      .selectFrom('image_file')
      .selectAll()
      .where('photo_id', 'in', page)
      .where('storage_id', '<>', storage.id)
      .where('status', '=', 'present')
      .execute(),
  );
  const byId = new Map(storages.map((row) => [row.id, row]));
  const found = rows.flatMap((row): Elsewhere[] => {
    const holder = byId.get(row.storage_id);
    if (!holder || !online.has(holder.id)) return [];
    return [
      {
        photoId: row.photo_id,
        absolutePath: join(pathsOf(holder).photos, row.path),
        where: `${holder.display_name}/${row.path}`,
        checksum: row.checksum,
        sizeBytes: row.size_bytes,
        mtimeMs: row.mtime_ms,
      },
    ];
  });
  return Map.groupBy(found, (each) => each.photoId);
}
