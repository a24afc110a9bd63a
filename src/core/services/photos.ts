/** Lists of photos, pages of them, and search. */
import { sql, type SelectQueryBuilder } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoFilter, PhotoQuery, PhotoTile, PhotoView } from '#contract/photo.ts';
import { shownFile } from '#domain/explain-photo.ts';
import { parseBounds } from '#domain/map-bounds.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { SqlStatement } from '#core/catalog/sql-executor.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import type { Context } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { onlineStorages } from './online-storages.ts';
import { findAlbum } from './organize/albums.ts';
import { groupingOf } from './list-groups.ts';
import { closeStacks, stacksOfPage } from './organize/closed-stacks.ts';
import { folderCondition, wordsAlone } from './search/conditions.ts';
import { searchConditions } from './search/search-conditions.ts';
import { findStorage } from './storage-rows.ts';

/** Photos that are not yet selected from. */
export type PhotoSelect = SelectQueryBuilder<CatalogSchema, 'photo', object>;

/** Freezes the list of a query under a new id; days are those of the wall clock where the photo was taken. */
export async function openView(context: Context, query: PhotoQuery): Promise<PhotoView> {
  const { viewId, view, below, groups } = await openList(context, query);
  const named = view.days;
  const hasDays = query.sort === 'taken_at' || query.sort === 'imported_at';
  return {
    view_id: viewId,
    total: view.total,
    below,
    days: hasDays || view.total === 0 ? [...named] : [{ day: null, count: view.total }],
    groups: named.map((each) => groups.named(each.day, each.count)),
  };
}

async function openList(context: Context, query: PhotoQuery) {
  const album = query.album === undefined ? undefined : await findAlbum(context.catalog, query.album);
  const named = await filterPhotos(context, query);
  const { photos: filtered, below } =
    query.stacks === 'closed' ? await closeStacks(context.catalog, named, query.open_stacks ?? []) : { photos: named, below: [] };
  const viewId = context.clock.newUuid();
  const direction = query.descending ? 'desc' : 'asc';
  const day =
    query.sort === 'taken_at'
      ? sql<string | null>`photo.day`
      : query.sort === 'imported_at'
        ? sql<string | null>`substr(photo.imported_at, 1, 10)`
        : sql<string | null>`null`;
  let list = filtered.select(['photo.id', day.as('day'), 'photo.width', 'photo.height']);
  if (album !== undefined && query.sort === 'album')
    list = list.orderBy((where) =>
      where.selectFrom('album_item').select('position').where('album_id', '=', album.id).whereRef('album_item.photo_id', '=', 'photo.id'),
    );
  list =
    query.sort === 'imported_at'
      ? list.orderBy('photo.imported_at', direction)
      : list.orderBy('photo.taken_at', (order) => (query.descending ? order.desc().nullsLast() : order.asc().nullsLast()));
  const compiled = list.orderBy('photo.id', direction).compile();
  const isWhole = isEverything(query);
  const groups = await groupingOf(context.catalog, query, isWhole ? null : filtered);
  // All orders but that of an album are known to the timeline, those of groups dealt out.
  const part = {
    by: query.sort === 'imported_at' ? ('imported' as const) : ('taken' as const),
    descending: query.descending,
    among: isWhole ? null : idsOf(context, query, named),
    without: below,
  };
  const view = await context.catalog.executor.openView(viewId, compiled, groups.grouping, query.sort === 'album' ? undefined : part);
  return { viewId, view, below: below.length, groups };
}

/** Whether a query names all photos of the library. */
export const isEverything = ({ text, session_id: session, storage, album, folder, bounds }: PhotoFilter): boolean =>
  (text ?? '') === '' && (session ?? storage ?? album ?? folder ?? bounds) === undefined;

/**
 * The ids of the photos that a query names, to be looked for among those that are not hidden: a search of words alone is then
 * answered without a look at its photos.
 * @param photos those that the query names
 */
export function idsOf(context: Context, query: PhotoFilter, photos: PhotoSelect): SqlStatement {
  const { text = '', session_id, storage, album, folder, bounds } = query;
  const match = isEverything({ session_id, storage, album, folder, bounds }) ? wordsAlone(parseQuery(text).clauses) : null;
  if (match === null) return photos.select('photo.id').compile();
  return sql`select rowid as id from photo_search where photo_search match ${match}`.compile(context.catalog.read);
}

/** The photos a query names, not yet ordered. @throws ImaLinkError bad-input for a part that cannot be understood */
export async function filterPhotos(context: Context, query: PhotoFilter): Promise<PhotoSelect> {
  let photos: PhotoSelect = context.catalog.read.selectFrom('photo').where('photo.hidden', 'is', null);
  for (const condition of await searchConditions(context, query.text ?? '')) photos = photos.where(condition);
  if (query.album !== undefined) {
    const album = await findAlbum(context.catalog, query.album);
    photos = photos.where((where) =>
      where('photo.id', 'in', where.selectFrom('album_item').select('photo_id').where('album_id', '=', album.id)),
    );
  }
  const sessionId = query.session_id;
  if (sessionId !== undefined)
    photos = photos.where((where) =>
      where('photo.id', 'in', where.selectFrom('session_file').select('photo_id').where('session_id', '=', sessionId)),
    );
  if (query.bounds !== undefined) {
    const { west, south, east, north } = parseBounds(query.bounds);
    photos = photos
      // What the partial index is about: SQLite takes it only when it stands there.
      .where('photo.latitude', 'is not', null)
      .where('photo.longitude', '>=', west)
      .where('photo.longitude', '<=', east)
      .where('photo.latitude', '>=', south)
      .where('photo.latitude', '<=', north);
  }
  const storageId = query.storage === undefined ? null : (await findStorage(context.catalog, query.storage)).id;
  // A folder of a storage says the storage too.
  if (query.folder !== undefined) return photos.where(folderCondition(query.folder, { storageId, isWhole: query.subfolders ?? true }));
  if (storageId !== null)
    photos = photos.where((where) =>
      where('photo.id', 'in', where.selectFrom('image_file').select('photo_id').where('storage_id', '=', storageId)),
    );
  return photos;
}

/** @throws ImaLinkError view-expired */
export async function readPage(context: Context, viewId: string, offset: number, limit: number): Promise<{ items: PhotoTile[] }> {
  const ids = await context.catalog.executor.viewIds(viewId, offset, limit);
  if (ids === null) throw new ImaLinkError('view-expired', undefined, { details: { view_id: viewId } });
  return { items: await readTiles(context, ids) };
}

/** @throws ImaLinkError view-expired */
export async function readPosition(context: Context, viewId: string, hothash: string): Promise<{ index: number | null }> {
  const photo = await context.catalog.read.selectFrom('photo').select('id').where('hothash', '=', hothash).executeTakeFirst();
  const position = await context.catalog.executor.viewPosition(viewId, photo?.id ?? -1);
  if (position === null) throw new ImaLinkError('view-expired', undefined, { details: { view_id: viewId } });
  return { index: position < 0 ? null : position };
}

export interface SearchInput {
  readonly query: string;
  readonly sort: PhotoQuery['sort'];
  readonly offset: number;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Search of one page: freezes the list, or goes on in the one that the cursor names, so that nothing is met twice or left out
 * when the library changes between two pages. @throws ImaLinkError view-expired for a list that was closed since
 */
export async function search(context: Context, input: SearchInput) {
  const { viewId, offset, total } = input.cursor === undefined ? await openSearch(context, input) : continued(input.cursor);
  const { items } = await readPage(context, viewId, offset, input.limit);
  const next = offset + items.length;
  return { query: input.query, total, photos: items, next_cursor: next < total ? writeCursor('search', viewId, next, total) : null };
}

async function openSearch(context: Context, { query, sort, offset }: SearchInput) {
  const { viewId, view } = await openList(context, { text: query, sort, descending: sort !== 'folder' });
  return { viewId, offset, total: view.total };
}

function continued(cursor: string) {
  const [viewId = '', ...numbers] = readCursor('search', cursor, 3);
  const [offset = 0, total = 0] = numbers.map((number) => (/^\d{1,9}$/.test(number) ? Number(number) : 0));
  return { viewId, offset, total };
}

async function readTiles(context: Context, ids: readonly number[]): Promise<PhotoTile[]> {
  if (ids.length === 0) return [];
  const { read } = context.catalog;
  const [photos, files, companions, stacks, online] = await Promise.all([
    read
      .selectFrom('photo')
      .select(['id', 'hothash', 'taken_at', 'width', 'height', 'format', 'rating', 'flag', 'color', 'has_hotpreview'])
      .where('id', 'in', ids)
      .execute(),
    read
      .selectFrom('image_file')
      .select(['id', 'photo_id', 'storage_id', 'path', 'status'])
      .where('photo_id', 'in', ids)
      .orderBy('status', 'desc')
      .orderBy('id')
      .execute(),
    read
      .selectFrom('companion')
      .innerJoin('image_file', 'image_file.id', 'companion.file_id')
      .select(['image_file.photo_id', 'companion.role'])
      .where('image_file.photo_id', 'in', ids)
      .execute(),
    stacksOfPage(context.catalog, ids),
    onlineStorages(context),
  ]);
  const byId = new Map(photos.map((photo) => [photo.id, photo]));
  const filesOf = Map.groupBy(files, (file) => file.photo_id);
  const rolesOf = Map.groupBy(companions, (companion) => companion.photo_id);
  return ids.flatMap((id) => {
    const photo = byId.get(id);
    const own = filesOf.get(id) ?? [];
    const best = shownFile(own.map((file) => ({ ...file, isOnline: online.has(file.storage_id) })));
    if (!photo || !best) return [];
    const roles = new Set((rolesOf.get(id) ?? []).map((companion) => companion.role));
    return [
      {
        hothash: photo.hothash,
        file_name: best.path.slice(best.path.lastIndexOf('/') + 1),
        taken_at: photo.taken_at,
        width: photo.width,
        height: photo.height,
        format: photo.format,
        status: best.status,
        storage_online: online.has(best.storage_id),
        has_hotpreview: photo.has_hotpreview === 1,
        has_raw: roles.has('raw'),
        has_live: roles.has('live'),
        rating: photo.rating,
        flag: photo.flag as PhotoTile['flag'],
        color: photo.color,
        copies: own.length,
        stack: stacks.get(id) ?? null,
      },
    ];
  });
}
