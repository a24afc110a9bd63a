/** Brings the albums of a storage into the catalog; one that changed here as well is merged. */
import { sql } from 'kysely';
import { CollectionFile } from '#core/format/metadata-files.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { readInside } from '#core/storage/read-inside.ts';
import { originalOf } from '#domain/merge/conflict-copy.ts';
import type { JsonObject } from '#domain/merge/json.ts';
import { mergeAlbum, says, type AlbumState } from '#domain/merge/merge-album.ts';
import { isNewer } from '#domain/recover/merge.ts';
import { listGenerations } from '../index-history.ts';
import { knownText } from '../index-merge/known-indexes.ts';
import { keptBeside, readOrder, writeOrder, type Member } from '../organize/album-order.ts';
import type { FoundStorage } from './discover.ts';
import { statement } from './photo-queries.ts';
import type { Recovery } from './state.ts';

export interface AlbumFile {
  /** Name in the storage; that of a conflict copy differs from the album's. */
  readonly name: string;
  readonly album: CollectionFile;
}

/** Idempotent. */
export async function takeAlbum(recovery: Recovery, found: FoundStorage, storageId: number, file: AlbumFile): Promise<void> {
  const { catalog } = recovery;
  const { uuid, created_at } = file.album;
  const find = () => catalog.read.selectFrom('album').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  const known = await find();
  const theirs = stateOf(file.album);
  const ours = known && { name: known.name, rev: known.rev, updated_at: known.updated_at, ...(await membersOf(recovery, known)) };
  if (ours && says(ours, theirs) && !isNewer(theirs, ours)) return;
  const merged = ours ? await merge(recovery, found, storageId, file, ours) : theirs;
  if (ours && says(ours, merged) && merged.rev === ours.rev && merged.updated_at === ours.updated_at) return;
  const extraJson = JSON.stringify({ ...keptBeside(known?.extra_json ?? '{}'), extra: merged.extra });
  const [inserted] = await catalog.write([
    statement(
      `insert into album (uuid, name, created_at, rev, updated_at, extra_json)
        select ?, ?, ?, ?, ?, ? where not exists (select 1 from removed where uuid = ?)
        on conflict (uuid) do update set name = excluded.name, rev = excluded.rev, updated_at = excluded.updated_at, extra_json = excluded.extra_json`,
      [uuid, merged.name, created_at, merged.rev, merged.updated_at, extraJson, uuid],
    ),
  ]);
  const album = await find();
  if (inserted !== 0 && album) await catalog.write(writeOrder(catalog, album, await resolveMembers(recovery, merged.hothashes)));
}

/** Known photos become rows, others keep their place until their storage is recovered. */
export async function resolveMembers({ catalog }: Recovery, members: readonly Member[]): Promise<Member[]> {
  const hothashes = JSON.stringify(members.filter((member) => typeof member === 'string'));
  const { rows } = await sql<{ hothash: string; id: number }>`
    select hothash, id from photo where hothash in (select value from json_each(${hothashes}))`.execute(catalog.read);
  const ids = new Map(rows.map((row) => [row.hothash, row.id]));
  return [...new Set(members.map((member) => (typeof member === 'string' ? (ids.get(member) ?? member) : member)))];
}

function stateOf({
  format_version: _version,
  uuid: _uuid,
  created_at: _created,
  name,
  rev,
  updated_at,
  hothashes,
  ...extra
}: CollectionFile): AlbumState {
  return { name, rev, updated_at, hothashes, extra: extra as JsonObject };
}

async function membersOf({ catalog }: Recovery, album: { readonly id: number; readonly extra_json: string }) {
  const { rows } = await sql<{ id: number; hothash: string }>`
    select photo.id, photo.hothash from album_item join photo on photo.id = album_item.photo_id where album_id = ${album.id}`.execute(
    catalog.read,
  );
  const byId = new Map(rows.map((row) => [row.id, row.hothash]));
  const order = await readOrder(catalog, album);
  const hothashes = order.flatMap((member) => (typeof member === 'string' ? [member] : (byId.get(member) ?? [])));
  return { hothashes, extra: keptBeside(album.extra_json).extra as JsonObject };
}

async function merge(recovery: Recovery, found: FoundStorage, storageId: number, { name, album }: AlbumFile, ours: AlbumState) {
  const theirs = stateOf(album);
  const text = await knownText(recovery.catalog, storageId, originalOf(name) ?? name);
  // A storage that this catalog has never written to, or read: the newer state counts as a whole.
  if (text === null) return isNewer(theirs, ours, [JSON.stringify(theirs), JSON.stringify(ours)]) ? theirs : ours;
  const last = stateOf(CollectionFile.parse(JSON.parse(text)));
  // What builds on ours counts on from it; an edit by hand counts nothing.
  const buildsOnOurs =
    originalOf(name) === null && (theirs.rev > last.rev || (theirs.rev === last.rev && theirs.updated_at === last.updated_at));
  return mergeAlbum(buildsOnOurs ? last : await formerState(found, album, theirs), ours, theirs);
}

/** The newest former version that comes before what was read, or is it. */
async function formerState(found: FoundStorage, { uuid }: CollectionFile, theirs: AlbumState): Promise<AlbumState | null> {
  for (const { name } of await listGenerations(found.paths, uuid).catch(() => [])) {
    try {
      const former = stateOf(parseIndex(await readInside(found.root, `.imalink/history/${name}`, maxIndexBytes), CollectionFile, name));
      if (former.rev < theirs.rev || (former.rev === theirs.rev && says(former, theirs))) return former;
    } catch {
      // A damaged former version is no base; an older one may be.
    }
  }
  return null;
}
