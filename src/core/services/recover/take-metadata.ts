/** Brings .imalink/metadata of the storages into the catalog: authors, decisions, tombstones, albums, stacks, searches. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { z } from 'zod';
import { ImaLinkError } from '#contract/errors.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import {
  AuthorsFile,
  CollectionFile,
  DecisionsFile,
  RulesFile,
  SearchesFile,
  StacksFile,
  TombstonesFile,
} from '#core/format/metadata-files.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { readInside } from '#core/storage/read-inside.ts';
import { isNewer, newestOf } from '#domain/recover/merge.ts';
import { keptBeside, readOrder, writeOrder } from '../organize/album-order.ts';
import { raw } from '../organize/touch-photos.ts';
import { listGenerations } from '../index-history.ts';
import type { FoundStorage } from './discover.ts';
import { resolveMembers, takeAlbum, type AlbumFile } from './take-albums.ts';
import { takeDecisions, takeRules } from './take-decisions.ts';
import { statement, takeAuthor, takePhoto } from './photo-queries.ts';
import type { Recovery } from './state.ts';

/** What the metadata of one storage holds; null where there is no such file. */
interface Metadata {
  readonly found: FoundStorage;
  readonly storageId: number;
  readonly authors: z.output<typeof AuthorsFile> | null;
  readonly stacks: StacksFile | null;
  readonly searches: SearchesFile | null;
  readonly tombstones: TombstonesFile | null;
  readonly rules: RulesFile | null;
  readonly decisions: DecisionsFile | null;
  readonly albums: readonly AlbumFile[];
  /** Texts of the files that were read whole, by their names in the storage. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Reads what can be read; a damaged file gives way to its newest former generation. */
export async function readMetadata(found: FoundStorage, storageId: number, only: ReadonlySet<string> | null): Promise<Metadata> {
  const texts = new Map<string, string>();
  const read = async <S extends z.ZodType>(name: string, schema: S): Promise<z.output<S> | null> => {
    const path = `.imalink/metadata/${name}`;
    return only?.has(path) === false ? null : readFileOf(found, path, schema, texts);
  };
  const folder = join(found.paths.metadata, 'collections');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).toSorted();
  const albums: AlbumFile[] = [];
  for (const name of names) {
    const album = await read(`collections/${name}`, CollectionFile);
    if (album) albums.push({ name: `.imalink/metadata/collections/${name}`, album });
  }
  return {
    found,
    storageId,
    authors: await read('authors.json', AuthorsFile),
    stacks: await read('stacks.json', StacksFile),
    searches: await read('searches.json', SearchesFile),
    tombstones: await read('tombstones.json', TombstonesFile),
    rules: await read('rules.json', RulesFile),
    decisions: await read('decisions.json', DecisionsFile),
    albums,
    texts,
  };
}

async function readFileOf<S extends z.ZodType>(
  found: FoundStorage,
  path: string,
  schema: S,
  texts: Map<string, string>,
): Promise<z.output<S> | null> {
  try {
    const bytes = await readInside(found.root, path, maxIndexBytes);
    const parsed = parseIndex(bytes, schema, path);
    texts.set(path, bytes.toString('utf8'));
    return parsed;
  } catch (error) {
    if (isAbsent(error)) return null;
    const isDamaged = error instanceof ImaLinkError;
    const code = (error as NodeJS.ErrnoException).code;
    if (!isDamaged && code === undefined) throw error;
    found.problems.push({ path, code: isDamaged ? 'index-corrupt' : 'unreadable', message: (error as Error).message });
    if (!isDamaged) return null;
    found.damaged.push({ path, reason: error.message });
  }
  const stem = path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
  for (const { name } of await listGenerations(found.paths, stem).catch(() => [])) {
    try {
      const former = parseIndex(await readInside(found.root, `.imalink/history/${name}`, maxIndexBytes), schema, name);
      found.problems.push({ path, code: 'index-former', message: `${path} was brought back from ${name}`, imported: true });
      return former;
    } catch {
      // The next older one may be whole; that this one is not was not asked for.
    }
  }
  return null;
}

/** Authors come before the photos that name them, so that they keep their uuids. */
export function takeAuthors(recovery: Recovery, metadata: Metadata): Promise<unknown> {
  return recovery.catalog.write((metadata.authors?.authors ?? []).flatMap((author) => takeAuthor(author, recovery.names)));
}

/** Everything but the authors, of all storages together, once their photos are there. Idempotent. */
export async function takeMetadata(recovery: Recovery, all: readonly Metadata[]): Promise<void> {
  const { catalog } = recovery;
  for (const { storageId, rules, decisions, tombstones } of all) {
    await catalog.write([
      ...(rules ? takeRules(storageId, rules) : []),
      ...(decisions ? takeDecisions(storageId, decisions) : []),
      ...(tombstones?.removed ?? []).map((row) =>
        statement('insert into removed (uuid, kind, removed_at) values (?, ?, ?) on conflict do nothing', [
          row.uuid,
          row.kind,
          row.removed_at,
        ]),
      ),
    ]);
    for (const photo of tombstones?.photos ?? []) await takeTombstone(recovery, photo);
  }
  await catalog.write(
    (['album', 'stack', 'saved_search'] as const).map((table) =>
      raw(catalog, sql`delete from ${sql.ref(table)} where uuid in (select uuid from removed)`),
    ),
  );
  await takeSearches(recovery, all);
  await takeAlbums(recovery, all);
  await takeStacks(recovery, all);
}

async function takeTombstone(recovery: Recovery, photo: TombstonesFile['photos'][number]): Promise<void> {
  const { catalog } = recovery;
  const known = await catalog.read
    .selectFrom('photo')
    .select(['rev', 'updated_at', 'hidden'])
    .where('hothash', '=', photo.hothash)
    .executeTakeFirst();
  const read = { rev: photo.photo?.rev ?? 0, updated_at: photo.photo?.updated_at ?? null };
  // A photo that shows elsewhere and was touched since is not hidden by an old tombstone.
  if (known && (known.hidden !== null || !isNewer(read, known))) return;
  const { hothash, forgotten_at: forgottenAt, ...entry } = photo;
  await catalog.write([
    ...takePhoto({ hothash, entry, hasHotpreview: entry.has_hotpreview, importedAt: forgottenAt ?? recovery.now }, recovery.names, {
      factsToo: false,
      isKnown: known !== undefined,
    }),
    statement(`update photo set hidden = 'forgotten', hidden_at = ? where hothash = ?`, [forgottenAt, hothash]),
  ]);
}

async function takeSearches({ catalog }: Recovery, all: readonly Metadata[]): Promise<void> {
  const searches = Map.groupBy(
    all.flatMap((metadata) => metadata.searches?.searches ?? []),
    (search) => search.uuid,
  );
  await catalog.write(
    [...searches.values()].map((candidates) => {
      const { uuid, name, query, rev, updated_at } = newestOf(candidates) as SearchesFile['searches'][number];
      return statement(
        `insert into saved_search (uuid, name, query, rev, updated_at) select ?, ?, ?, ?, ? where not exists (select 1 from removed where uuid = ?)
          on conflict (uuid) do update set name = excluded.name, query = excluded.query, rev = excluded.rev, updated_at = excluded.updated_at
          where excluded.rev > saved_search.rev or (excluded.rev = saved_search.rev
            and (coalesce(excluded.updated_at, ''), excluded.name, excluded.query) > (coalesce(saved_search.updated_at, ''), saved_search.name, saved_search.query))`,
        [uuid, name, query, rev, updated_at, uuid],
      );
    }),
  );
}

async function takeAlbums(recovery: Recovery, all: readonly Metadata[]): Promise<void> {
  const { catalog } = recovery;
  for (const { found, storageId, albums } of all) for (const album of albums) await takeAlbum(recovery, found, storageId, album);
  // Members that were unknown when their album was read may be known by now.
  const albums = await catalog.read.selectFrom('album').selectAll().execute();
  for (const album of albums.filter(({ extra_json }) => keptBeside(extra_json).unresolved.length > 0)) {
    const order = await readOrder(catalog, album);
    const resolved = await resolveMembers(recovery, order);
    if (resolved.some((member, index) => member !== order[index])) await catalog.write(writeOrder(catalog, album, resolved));
  }
}

async function takeStacks(recovery: Recovery, all: readonly Metadata[]): Promise<void> {
  const { catalog } = recovery;
  const read = Map.groupBy(
    all.flatMap((metadata) => metadata.stacks?.stacks ?? []),
    (stack) => stack.uuid,
  );
  const newest = [...read.values()].map((candidates) => newestOf(candidates) as StacksFile['stacks'][number]);
  // A photo that two stacks claim stays in the one changed last.
  const ordered = newest.toSorted((left, right) => ((left.updated_at ?? '') < (right.updated_at ?? '') ? 1 : -1));
  for (const stack of ordered) {
    const known = await catalog.read.selectFrom('stack').selectAll().where('uuid', '=', stack.uuid).executeTakeFirst();
    const isUnfinished = known !== undefined && keptBeside(known.extra_json).unresolved.length > 0;
    if (known && (isUnfinished ? isNewer(known, stack) : !isNewer(stack, known))) continue;
    const { uuid, rev, updated_at, hothashes, ...extra } = stack;
    const members = await resolveMembers(recovery, hothashes);
    const unresolved = members.flatMap((member, position) => (typeof member === 'string' ? [[position, member]] : []));
    const queries: Compilable[] = [
      statement(
        `insert into stack (uuid, rev, updated_at, extra_json) select ?, ?, ?, ? where not exists (select 1 from removed where uuid = ?)
          on conflict (uuid) do update set rev = excluded.rev, updated_at = excluded.updated_at, extra_json = excluded.extra_json`,
        [uuid, rev, updated_at, JSON.stringify({ unresolved, extra }), uuid],
      ),
      statement('delete from stack_item where stack_id = (select id from stack where uuid = ?)', [uuid]),
    ];
    for (const [position, member] of members.entries())
      if (typeof member === 'number')
        queries.push(
          statement(
            'insert into stack_item (photo_id, stack_id, position) select ?, id, ? from stack where uuid = ? on conflict do nothing',
            [member, position, uuid],
          ),
        );
    await catalog.write(queries);
  }
}
