/** What the files of .imalink/metadata hold, for one storage, from the catalog's present state. */
import { sql } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import {
  metadataText,
  type CollectionFile,
  type DecisionsFile,
  type RulesFile,
  type SearchesFile,
  type StacksFile,
  type TombstonesFile,
} from '#core/format/metadata-files.ts';
import { formatVersion } from '#core/format/version.ts';
import { keptBeside } from './organize/album-order.ts';
import { photoEntry, readPhotoWords } from './session-entry.ts';

/** A file of .imalink/metadata. Null text: it goes away. An empty one is not written where there is none. */
export interface MetadataFile {
  readonly name: string;
  readonly text: string | null;
  readonly isEmpty: boolean;
}

/** All files of a storage, one after the other: an album of a hundred thousand photos is a few megabytes. */
export async function* metadataFiles(catalog: Catalog, storageId: number): AsyncGenerator<MetadataFile> {
  const { read } = catalog;
  yield lists('authors.json', { authors: await read.selectFrom('author').select(['uuid', 'name']).orderBy('name').execute() });
  yield lists('stacks.json', { stacks: await readStacks(catalog, storageId) });
  yield lists('searches.json', { searches: await readSearches(catalog) });
  yield lists('rules.json', await readRules(catalog, storageId));
  yield lists('decisions.json', await readDecisions(catalog, storageId));
  yield tombstones(catalog, storageId);
  yield* albums(catalog, storageId);
}

/** A row of an ordered group: an album or a stack with its members. */
interface GroupRow {
  readonly uuid: string;
  readonly extra_json: string;
  readonly members: string;
}

function hothashesOf(group: GroupRow): string[] {
  const members = JSON.parse(group.members) as [number, string][];
  const { unresolved } = keptBeside(group.extra_json);
  const all = unresolved.length === 0 ? members : [...members, ...unresolved].toSorted((left, right) => left[0] - right[0]);
  return all.map(([, hothash]) => hothash);
}

/**
 * Groups of a table that have a photo in the storage, or in no storage at all: those stand everywhere.
 * @param columns of the group, beside uuid and extra_json
 */
async function readGroups<T>(catalog: Catalog, storageId: number, table: 'album' | 'stack', columns: readonly string[]) {
  const item = sql.ref(`${table}_item`);
  const owner = sql.ref(`${table}_item.${table}_id`);
  const own = sql`from ${item} join image_file on image_file.photo_id = ${item}.photo_id where ${owner} = ${sql.ref(`${table}.id`)}`;
  const { rows } = await sql<GroupRow & T>`
    select ${sql.ref(`${table}.uuid`)} as uuid, ${sql.ref(`${table}.extra_json`)} as extra_json,
      ${sql.join(columns.map((column) => sql.ref(`${table}.${column}`)))},
      (select json_group_array(json_array(position, hothash)) from (
        select ${item}.position, photo.hothash from ${item} join photo on photo.id = ${item}.photo_id
        where ${owner} = ${sql.ref(`${table}.id`)} order by ${item}.position)) as members
    from ${sql.ref(table)}
    where exists (select 1 ${own} and image_file.storage_id = ${storageId}) or not exists (select 1 ${own})
    order by ${sql.ref(`${table}.uuid`)}`.execute(catalog.read);
  return rows;
}

async function* albums(catalog: Catalog, storageId: number): AsyncGenerator<MetadataFile> {
  type Row = Pick<CollectionFile, 'name' | 'created_at' | 'rev' | 'updated_at'>;
  for (const album of await readGroups<Row>(catalog, storageId, 'album', ['name', 'created_at', 'rev', 'updated_at'])) {
    const { uuid, name, created_at, rev, updated_at } = album;
    const extra = keptBeside(album.extra_json).extra;
    const document = { format_version: formatVersion, uuid, name, created_at, rev, updated_at, hothashes: hothashesOf(album), ...extra };
    yield { name: `collections/${uuid}.json`, text: metadataText(document), isEmpty: false };
  }
  const removed = await catalog.read.selectFrom('removed').select('uuid').where('kind', '=', 'album').execute();
  for (const { uuid } of removed) yield { name: `collections/${uuid}.json`, text: null, isEmpty: true };
}

async function readStacks(catalog: Catalog, storageId: number): Promise<StacksFile['stacks']> {
  type Row = Pick<StacksFile['stacks'][number], 'rev' | 'updated_at'>;
  const stacks = await readGroups<Row>(catalog, storageId, 'stack', ['rev', 'updated_at']);
  return stacks.map((stack) => ({
    uuid: stack.uuid,
    rev: stack.rev,
    updated_at: stack.updated_at,
    hothashes: hothashesOf(stack),
    ...keptBeside(stack.extra_json).extra,
  }));
}

function readSearches(catalog: Catalog): Promise<SearchesFile['searches']> {
  return catalog.read.selectFrom('saved_search').select(['uuid', 'name', 'query', 'rev', 'updated_at']).orderBy('uuid').execute();
}

async function readRules(catalog: Catalog, storageId: number): Promise<Pick<RulesFile, 'rules' | 'removed'>> {
  const { read } = catalog;
  const [rows, removed] = await Promise.all([
    read
      .selectFrom('rule')
      .select(['uuid', 'folder', 'kind', 'resolution', 'enabled', 'created_at', 'rev'])
      .where('storage_id', '=', storageId)
      .orderBy('uuid')
      .execute(),
    read.selectFrom('removed_rule').select(['uuid', 'rev']).where('storage_id', '=', storageId).orderBy('uuid').execute(),
  ]);
  return { rules: rows.map((row) => ({ ...row, enabled: row.enabled === 1 })), ...(removed.length > 0 ? { removed } : {}) };
}

async function readDecisions(catalog: Catalog, storageId: number): Promise<Pick<DecisionsFile, 'decisions' | 'removed'>> {
  const { read } = catalog;
  const [decisions, removed] = await Promise.all([
    read
      .selectFrom('remembered')
      .select(['decision', 'hothash', 'path', 'decided_at', 'rev'])
      .where('storage_id', '=', storageId)
      .orderBy('decision')
      .orderBy('hothash')
      .orderBy('path')
      .execute(),
    read
      .selectFrom('removed_decision')
      .select(['decision', 'hothash', 'path', 'rev'])
      .where('storage_id', '=', storageId)
      .orderBy('decision')
      .orderBy('hothash')
      .orderBy('path')
      .execute(),
  ]);
  return { decisions, ...(removed.length > 0 ? { removed } : {}) };
}

/** A file of lists: nothing in any of them, and nothing is written where there is none. */
const lists = (name: string, content: Readonly<Record<string, unknown>>): MetadataFile => ({
  name,
  text: metadataText({ format_version: formatVersion, ...content }),
  isEmpty: Object.values(content).every((rows) => Array.isArray(rows) && rows.length === 0),
});

async function tombstones(catalog: Catalog, storageId: number): Promise<MetadataFile> {
  const { read } = catalog;
  // Photos forgotten here; those without any file stand in every storage.
  const photos = await read
    .selectFrom('photo')
    .selectAll()
    .where('hidden', '=', 'forgotten')
    .where(
      sql<boolean>`(exists (select 1 from image_file where photo_id = photo.id and storage_id = ${storageId})
        or exists (select 1 from remembered where storage_id = ${storageId} and decision = 'tombstone' and hothash = photo.hothash)
        or not exists (select 1 from image_file where photo_id = photo.id))`,
    )
    .orderBy('hothash')
    .execute();
  const words = await readPhotoWords(
    catalog,
    photos.map((photo) => photo.id),
  );
  const removed = await read.selectFrom('removed').select(['uuid', 'kind', 'removed_at']).orderBy('uuid').execute();
  const document: TombstonesFile = {
    format_version: formatVersion,
    photos: photos.map((photo) => ({ hothash: photo.hothash, forgotten_at: photo.hidden_at, ...photoEntry(photo, words) })),
    removed,
  };
  return { name: 'tombstones.json', text: metadataText(document), isEmpty: photos.length + removed.length === 0 };
}
