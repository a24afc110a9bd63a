/** Taking back changes of albums, stacks and saved searches, and making them again. */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import { isIn, restoredOrder } from '#domain/organize/album-state.ts';
import { instant, type Context } from '../context.ts';
import { readOrder, writeOrder, type Member } from './album-order.ts';
import { albumOf, insertAlbum, refuseTaken, removeAlbumQueries } from './albums.ts';
import { AlbumSnapshot, SearchSnapshot, StackSnapshot } from './arrange-log.ts';
import { insertStack, readStacks, removeStackQueries } from './stacks.ts';
import { raw } from './touch-photos.ts';
import { settleIndexes } from '../arrange-sessions/settle-indexes.ts';
import { differsFrom, photosOfFiles, queriesBetween, SessionSnapshot } from '../arrange-sessions/snapshot.ts';
import { refreshSearchOfAll } from '../search-text.ts';

export interface LoggedArrangement {
  readonly kind: 'album' | 'stack' | 'search' | 'session';
  readonly target: string | null;
  readonly title: string;
  readonly before_json: string;
  readonly after_json: string;
}

/**
 * Queries that bring a thing from the one state of an entry to the other.
 * @throws ImaLinkError history-changed when it is no longer as the entry left it; bad-input when its name is taken
 */
export async function moveArrangement(context: Context, entry: LoggedArrangement, to: 'before' | 'after'): Promise<Compilable[]> {
  const [from, wanted] = to === 'before' ? [entry.after_json, entry.before_json] : [entry.before_json, entry.after_json];
  // An album may have a million members: others have their turn between the steps, here and below.
  const fromValue: unknown = JSON.parse(from);
  await turn();
  const toValue: unknown = JSON.parse(wanted);
  await turn();
  switch (entry.kind) {
    case 'album':
      return moveAlbum(context, entry, AlbumSnapshot.parse(fromValue), AlbumSnapshot.parse(toValue));
    case 'stack':
      return moveStacks(context, entry, StackSnapshot.parse(fromValue), StackSnapshot.parse(toValue));
    case 'session':
      return moveSessions(context, entry, SessionSnapshot.parse(fromValue), SessionSnapshot.parse(toValue));
    case 'search':
      return moveSearch(context, entry, SearchSnapshot.parse(fromValue), SearchSnapshot.parse(toValue));
  }
}

const changed = (entry: LoggedArrangement): ImaLinkError =>
  new ImaLinkError('history-changed', `It is no longer as “${entry.title}” left it. Undo what was done since first.`);

async function moveAlbum(context: Context, entry: LoggedArrangement, from: AlbumSnapshot, to: AlbumSnapshot): Promise<Compilable[]> {
  const { catalog, clock } = context;
  const now = instant(clock);
  const album = entry.target === null ? undefined : await albumOf(catalog, entry.target);
  if (from === null) {
    if (album || to === null) throw changed(entry);
    await refuseTaken(catalog, to.name);
    // A new one: whoever has seen the old one removed will not bring it back.
    const uuid = clock.newUuid();
    return [
      ...insertAlbum(catalog, uuid, { ...to, order: to.places.map(([member]) => member) }, now),
      catalog.read.updateTable('edit').set({ target: uuid }).where('target', '=', entry.target),
    ];
  }
  const members = album ? await readOrder(catalog, album) : [];
  await turn();
  const nothing: AlbumSnapshot & object = { name: from.name, places: [] };
  // To remove an album it has to be as it was made, with nothing else in it.
  if (!album || !isIn<Member>(from, to ?? nothing, album.name, members) || (to === null && members.length !== from.places.length))
    throw changed(entry);
  if (to === null) return removeAlbumQueries(catalog, album, now);
  if (to.name !== album.name) await refuseTaken(catalog, to.name);
  await turn();
  const order = restoredOrder<Member>(members, from, to);
  await turn();
  return [
    catalog.read
      .updateTable('album')
      .set({ name: to.name, updated_at: now, rev: sql<number>`rev + 1` })
      .where('id', '=', album.id),
    ...writeOrder(catalog, album, order),
  ];
}

async function moveStacks(context: Context, entry: LoggedArrangement, from: StackSnapshot, to: StackSnapshot): Promise<Compilable[]> {
  const { catalog, clock } = context;
  const now = instant(clock);
  const photos = [...new Set([...from, ...to].flatMap((stack) => stack.photos))];
  const present = await readStacks(catalog, photos);
  const known = new Set(from.map((stack) => JSON.stringify(stack.photos)));
  if (present.length !== from.length || !present.every((stack) => known.has(JSON.stringify(stack.photos)))) throw changed(entry);
  return [
    ...present.flatMap((stack) => removeStackQueries(catalog, stack, now)),
    ...to.flatMap((stack) => insertStack(catalog, { uuid: clock.newUuid(), photos: stack.photos, extra: stack.extra }, now)),
  ];
}

async function moveSessions(context: Context, entry: LoggedArrangement, from: SessionSnapshot, to: SessionSnapshot): Promise<Compilable[]> {
  const { catalog, clock } = context;
  const difference = await differsFrom(catalog, from);
  if (difference !== null) throw new ImaLinkError('history-changed', `“${entry.title}” cannot be taken back: ${difference}.`);
  const photos = await photosOfFiles(catalog, from);
  return [...queriesBetween(catalog, from, to, instant(clock)), ...refreshSearchOfAll(catalog, photos)];
}

/** What is left to be done on disk once the catalog is as it is to be. */
export async function settleArrangement(context: Context, entry: LoggedArrangement, to: 'before' | 'after'): Promise<void> {
  if (entry.kind !== 'session') return;
  const [before, after] = [SessionSnapshot.parse(JSON.parse(entry.before_json)), SessionSnapshot.parse(JSON.parse(entry.after_json))];
  await (to === 'before' ? settleIndexes(context, after, before) : settleIndexes(context, before, after));
}

async function moveSearch(context: Context, entry: LoggedArrangement, from: SearchSnapshot, to: SearchSnapshot): Promise<Compilable[]> {
  const { catalog, clock } = context;
  const { read } = catalog;
  const now = instant(clock);
  const search = await read
    .selectFrom('saved_search')
    .selectAll()
    .where('uuid', '=', entry.target ?? '')
    .executeTakeFirst();
  if (from === null) {
    if (search || to === null) throw changed(entry);
    const uuid = clock.newUuid();
    return [
      read.insertInto('saved_search').values({ uuid, name: to.name, query: to.query, updated_at: now }),
      read.updateTable('edit').set({ target: uuid }).where('target', '=', entry.target),
    ];
  }
  if (search?.name !== from.name || search.query !== from.query) throw changed(entry);
  if (to === null)
    return [
      read.insertInto('removed').values({ uuid: search.uuid, kind: 'search', removed_at: now }),
      read.deleteFrom('saved_search').where('id', '=', search.id),
    ];
  return [
    raw(
      catalog,
      sql`update saved_search set name = ${to.name}, query = ${to.query}, rev = rev + 1, updated_at = ${now} where id = ${search.id}`,
    ),
  ];
}
