/** The photos that a query names: as SQL over `photo`, and as queries of ids that are put together in memory. */
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { PhotoFilter } from '#contract/photo.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { NamedPhotos } from '#core/catalog/sql-executor.ts';
import { parseBounds } from '#domain/map-bounds.ts';
import type { Context } from '../context.ts';
import { findAlbum } from '../organize/albums.ts';
import { findStorage } from '../storage-rows.ts';
import { folderCondition, holdsOf, idsIn, whereShown, type Asked, type Condition } from './conditions.ts';
import { searchConditions } from './search-conditions.ts';

/** Photos that are not yet selected from. */
export type PhotoSelect = SelectQueryBuilder<CatalogSchema, 'photo', object>;

export interface FilteredPhotos {
  /** Those that are not hidden, not yet ordered. */
  readonly select: PhotoSelect;
  /** The same ones, hidden ones perhaps among them; null for all. Each question has its own index, and none looks at the photos. */
  readonly named: NamedPhotos | null;
}

/** @throws ImaLinkError bad-input for a part that cannot be understood; album-not-found, storage-not-found */
export async function filterPhotos(context: Context, query: PhotoFilter): Promise<FilteredPhotos> {
  const asked = await conditionsOfFilter(context, query);
  let select: PhotoSelect = context.catalog.read.selectFrom('photo').where('photo.hidden', 'is', null);
  for (const each of asked) select = select.where(holdsOf(each));
  return { select, named: asked.length === 0 ? null : namedBy(context, asked) };
}

/** Marks tell this many questions apart, and more are not typed by people; those behind them are asked as one. */
const mostQuestions = 100;

function namedBy({ catalog: { read } }: Context, asked: readonly Asked[]): NamedPhotos {
  const queries = (which: readonly Asked[]) => which.map(({ ids }) => ids.compile(read));
  const first = asked.slice(0, mostQuestions);
  const rest = asked.slice(mostQuestions).map(holdsOf);
  const all = queries(first.filter(({ isNegated }) => !isNegated));
  const none = queries(first.filter(({ isNegated }) => isNegated));
  return { all: rest.length === 0 ? all : [...all, sql`select id from photo where ${sql.join(rest, sql` and `)}`.compile(read)], none };
}

async function conditionsOfFilter(context: Context, query: PhotoFilter): Promise<readonly Asked[]> {
  const asked = [...(await searchConditions(context, query.text ?? ''))];
  const holds = (condition: Condition): void => void asked.push({ ...condition, isNegated: false });
  if (query.album !== undefined) {
    const album = await findAlbum(context.catalog, query.album);
    holds(idsIn(sql`select photo_id as id from album_item where album_id = ${album.id}`));
  }
  if (query.session_id !== undefined) holds(idsIn(sql`select photo_id as id from session_file where session_id = ${query.session_id}`));
  if (query.bounds !== undefined) holds(whereShown(within(query.bounds)));
  const storageId = query.storage === undefined ? null : (await findStorage(context.catalog, query.storage)).id;
  // A folder of a storage says the storage too.
  if (query.folder !== undefined) holds(folderCondition(query.folder, { storageId, isWhole: query.subfolders ?? true }));
  else if (storageId !== null) holds(idsIn(sql`select photo_id as id from image_file where storage_id = ${storageId}`));
  return asked;
}

/** The first term is what the partial index is about: SQLite takes it only when it stands there. */
function within(bounds: string): RawBuilder<SqlBool> {
  const { west, south, east, north } = parseBounds(bounds);
  return sql<SqlBool>`(photo.latitude is not null and photo.longitude >= ${west} and photo.longitude <= ${east}
    and photo.latitude >= ${south} and photo.latitude <= ${north})`;
}
