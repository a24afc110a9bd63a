/** Albums: ordered lists of photos; a photo may be in many. Removing one removes no photo. */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Album, AlbumDetail } from '#contract/organize.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { stateOf } from '#domain/organize/album-state.ts';
import { placed, without } from '#domain/organize/order.ts';
import { instant, type Context } from '../context.ts';
import { keptBeside, readOrder, writeOrder, type Member } from './album-order.ts';
import { logArrangement } from './arrange-log.ts';
import { raw } from './touch-photos.ts';

type AlbumRow = Selectable<CatalogSchema['album']>;

const coverPhotos = 4;
/** Shorter starts of a uuid name nothing. */
const leastPrefix = 4;

/** All albums by name, with up to four photos each for the card. */
export async function listAlbums(catalog: Catalog): Promise<Album[]> {
  const rows = await catalog.read.selectFrom('album').selectAll().orderBy('name').orderBy('uuid').execute();
  return Promise.all(rows.map((row) => describe(catalog, row)));
}

/** @throws ImaLinkError album-not-found, bad-input */
export async function showAlbum(catalog: Catalog, reference: string): Promise<AlbumDetail> {
  const row = await findAlbum(catalog, reference);
  return { ...(await describe(catalog, row)), hothashes: await visiblePhotos(catalog, row.id, -1) };
}

/** @throws ImaLinkError bad-input when the name is taken */
export async function createAlbum(context: Context, name: string): Promise<Album> {
  const { catalog, clock } = context;
  await refuseTaken(catalog, name);
  const uuid = clock.newUuid();
  const now = instant(clock);
  await write(context, [
    ...insertAlbum(catalog, uuid, { name: name.trim(), order: [] }, now),
    ...logArrangement(
      catalog,
      { ...about(uuid, `New album ${name.trim()}`, 0), before: null, after: { name: name.trim(), places: [], created_at: now } },
      now,
    ),
  ]);
  return describe(catalog, await findAlbum(catalog, uuid));
}

/** @throws ImaLinkError album-not-found, bad-input */
export async function renameAlbum(context: Context, reference: string, name: string): Promise<Album> {
  const { catalog } = context;
  const album = await findAlbum(catalog, reference);
  const next = name.trim();
  if (album.name === next) return describe(catalog, album);
  await refuseTaken(catalog, name);
  const states = { before: { name: album.name, places: [] }, after: { name: next, places: [] } };
  await write(context, [
    catalog.read.updateTable('album').set({ name: next }).where('id', '=', album.id),
    bump(context, album),
    ...logArrangement(catalog, { ...about(album.uuid, `Album ${album.name} renamed to ${next}`, 0), ...states }, instant(context.clock)),
  ]);
  return describe(catalog, await findAlbum(catalog, album.uuid));
}

/** Removes an album: a storage that is away now will not bring it back; undo makes a new one like it. @throws ImaLinkError album-not-found */
export async function removeAlbum(context: Context, reference: string): Promise<Record<string, never>> {
  const { catalog, clock } = context;
  const album = await findAlbum(catalog, reference);
  const now = instant(clock);
  const order = await readOrder(catalog, album);
  const state = stateOf<Member>(album.name, order, order);
  await write(context, [
    ...removeAlbumQueries(catalog, album, now),
    ...logArrangement(
      catalog,
      {
        ...about(album.uuid, `Album ${album.name} removed`, order.length),
        before: { ...state, created_at: album.created_at, extra: keptBeside(album.extra_json).extra },
        after: null,
      },
      now,
    ),
  ]);
  return {};
}

/**
 * Puts photos into an album, at its end or at a position; those that are in it already move only to a position.
 * @throws ImaLinkError album-not-found, bad-input
 */
export async function addToAlbum(context: Context, reference: string, ids: readonly number[], position?: number): Promise<Album> {
  return reorder(context, reference, ids, {
    arrange: (order) => placed<Member>(order, ids, position),
    title: (name, known) => (known === ids.length ? `Order of ${name}` : `${photos(ids.length - known)} added to ${name}`),
  });
}

/** @throws ImaLinkError album-not-found, bad-input */
export async function removeFromAlbum(context: Context, reference: string, ids: readonly number[]): Promise<Album> {
  return reorder(context, reference, ids, {
    arrange: (order) => without<Member>(order, ids),
    title: (name, known) => `${photos(known)} taken out of ${name}`,
  });
}

async function reorder(
  context: Context,
  reference: string,
  ids: readonly number[],
  change: {
    readonly arrange: (order: readonly Member[]) => Member[];
    /** @param known how many of them were in the album before */
    readonly title: (name: string, known: number) => string;
  },
): Promise<Album> {
  const { catalog } = context;
  const album = await findAlbum(catalog, reference);
  const order = await readOrder(catalog, album);
  const next = change.arrange(order);
  // Each step of these is a tenth of a second for a million photos: others have their turn between them.
  await turn();
  if (next.length !== order.length || next.some((member, index) => member !== order[index])) {
    const before = stateOf<Member>(album.name, order, ids);
    await turn();
    const after = stateOf<Member>(album.name, next, ids);
    await turn();
    const title = change.title(album.name, before.places.length);
    const ordered = writeOrder(catalog, album, next);
    await turn();
    const entry = { ...about(album.uuid, title, ids.length), before, after };
    await write(context, [...ordered, bump(context, album), ...logArrangement(catalog, entry, instant(context.clock))]);
  }
  return describe(catalog, album);
}

/**
 * Finds an album by uuid, name, or unique start of its uuid.
 * @throws ImaLinkError album-not-found; bad-input when several fit
 */
export async function findAlbum(catalog: Catalog, reference: string): Promise<AlbumRow> {
  const rows = await catalog.read.selectFrom('album').selectAll().orderBy('uuid').execute();
  const exact = rows.filter((row) => row.uuid === reference);
  const named = rows.filter((row) => row.name === reference.trim());
  const begun = rows.filter((row) => reference.length >= leastPrefix && row.uuid.startsWith(reference.toLowerCase()));
  const fitting = [exact, named, begun].find((matches) => matches.length > 0) ?? [];
  const [first] = fitting;
  if (!first)
    throw new ImaLinkError('album-not-found', `There is no album ${JSON.stringify(reference)}. \`imalink album list\` shows them all.`, {
      details: { album: reference },
    });
  if (fitting.length > 1)
    throw new ImaLinkError('bad-input', `${JSON.stringify(reference)} fits ${fitting.length} albums; name one by its uuid.`, {
      details: { album: reference, uuids: fitting.map((row) => row.uuid) },
    });
  return first;
}

/** @throws ImaLinkError bad-input when an album has this name */
export async function refuseTaken(catalog: Catalog, name: string): Promise<void> {
  if (name.trim() === '') throw new ImaLinkError('bad-input', 'An album needs a name.');
  const taken = await catalog.read.selectFrom('album').select('uuid').where('name', '=', name.trim()).executeTakeFirst();
  if (taken)
    throw new ImaLinkError('bad-input', `There is an album ${JSON.stringify(name.trim())} already. Choose another name.`, {
      details: { album: taken.uuid },
    });
}

/** One album by its uuid. */
export const albumOf = (catalog: Catalog, uuid: string): Promise<AlbumRow | undefined> =>
  catalog.read.selectFrom('album').selectAll().where('uuid', '=', uuid).executeTakeFirst();

/** Queries that make an album with its photos in order. */
export function insertAlbum(
  catalog: Catalog,
  uuid: string,
  album: {
    readonly name: string;
    readonly order: readonly Member[];
    readonly created_at?: string | undefined;
    readonly extra?: Record<string, unknown> | undefined;
  },
  now: string,
): Compilable[] {
  const rows = album.order.flatMap((member, position) => (typeof member === 'number' ? [[member, position]] : []));
  const unresolved = album.order.flatMap((member, position) => (typeof member === 'string' ? [[position, member]] : []));
  return [
    catalog.read.insertInto('album').values({
      uuid,
      name: album.name,
      created_at: album.created_at ?? now,
      updated_at: now,
      extra_json: JSON.stringify({ unresolved, extra: album.extra ?? {} }),
    }),
    raw(
      catalog,
      sql`insert into album_item (album_id, photo_id, position)
        select (select id from album where uuid = ${uuid}), json_extract(value, '$[0]'), json_extract(value, '$[1]')
        from json_each(${JSON.stringify(rows)})`,
    ),
  ];
}

/** Queries that remove an album, everywhere. */
export function removeAlbumQueries(catalog: Catalog, album: AlbumRow, now: string): Compilable[] {
  return [
    catalog.read.insertInto('removed').values({ uuid: album.uuid, kind: 'album', removed_at: now }),
    catalog.read.deleteFrom('album').where('id', '=', album.id),
  ];
}

const about = (target: string, title: string, photoCount: number) => ({ kind: 'album', target, title, photoCount }) as const;
const photos = (count: number): string => `${count} ${count === 1 ? 'photo' : 'photos'}`;

async function describe(catalog: Catalog, album: AlbumRow): Promise<Album> {
  const [counted, cover] = await Promise.all([
    catalog.read
      .selectFrom('album_item')
      .innerJoin('photo', 'photo.id', 'album_item.photo_id')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('album_id', '=', album.id)
      .where('photo.hidden', 'is', null)
      .executeTakeFirstOrThrow(),
    visiblePhotos(catalog, album.id, coverPhotos),
  ]);
  return { uuid: album.uuid, name: album.name, photo_count: counted.n, cover, created_at: album.created_at };
}

/** Hothashes in order. @param limit -1 for all */
async function visiblePhotos(catalog: Catalog, albumId: number, limit: number): Promise<string[]> {
  const { rows } = await sql<{ hothash: string }>`
    select photo.hothash from album_item join photo on photo.id = album_item.photo_id
    where album_item.album_id = ${albumId} and photo.hidden is null order by album_item.position limit ${limit}`.execute(catalog.read);
  return rows.map((row) => row.hothash);
}

function bump({ catalog, clock }: Context, album: AlbumRow): Compilable {
  return catalog.read
    .updateTable('album')
    .set({ rev: sql<number>`rev + 1`, updated_at: instant(clock) })
    .where('id', '=', album.id);
}

async function write(context: Context, queries: readonly Compilable[]): Promise<void> {
  await context.catalog.write(queries);
  context.indexes.schedule();
  context.emit('organize.changed', {});
}
