/** Lists of photos, pages of them, and search. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoQuery, PhotoTile, PhotoView } from '#contract/photo.ts';
import { shownFile } from '#domain/explain-photo.ts';
import type { Context } from './context.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { onlineStorages } from './online-storages.ts';
import { findAlbum } from './organize/albums.ts';
import { groupingOf } from './list-groups.ts';
import { closeStacks, stacksOfPage } from './organize/closed-stacks.ts';
import { filterPhotos } from './search/filter-photos.ts';

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
  const { select, named } = await filterPhotos(context, query);
  const { photos: filtered, below } =
    query.stacks === 'closed' ? await closeStacks(context.catalog, select, query.open_stacks ?? []) : { photos: select, below: [] };
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
  const groups = await groupingOf(context.catalog, query, named === null ? null : filtered);
  // All orders but that of an album are known to the timeline, those of groups dealt out.
  const part = {
    by: query.sort === 'imported_at' ? ('imported' as const) : ('taken' as const),
    descending: query.descending,
    among: named,
    without: below,
  };
  const view = await context.catalog.executor.openView(viewId, compiled, groups.grouping, query.sort === 'album' ? undefined : part);
  return { viewId, view, below: below.length, groups };
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
