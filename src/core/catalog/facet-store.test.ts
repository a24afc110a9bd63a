/** The columns in memory against what SQL counts: after random changes, whoever made them. */
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCatalogTwice } from '#test/builders/open-catalog.ts';
import { forgetChanges } from './change-log.ts';
import { FacetStore } from './facet-store.ts';
import type { FacetField } from './facet-rows.ts';

function opened() {
  const { writer, reader } = openCatalogTwice();
  writer.exec(`
    insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at)
      values (1, 'a', 'A', 'a', '/', '/a', 'photos', '2024', '2024'), (2, 'b', 'B', 'b', '/', '/b', 'photos', '2024', '2024');
    insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at)
      values (1, 'x', 1, 'X', '2024', 'complete', '{}', 'x', '2024'), (2, 'y', 2, 'Y', '2024', 'complete', '{}', 'y', '2024');
    insert into tag (id, name) values (1, 'one'), (2, 'two');`);
  return { writer, store: new FacetStore(reader) };
}

const files = (photos: string, columns: string): string =>
  `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at)
   select ${columns}, hex(randomblob(8)), id, 'c', 1, 0, 'x.jpg', '2024', '2024' from (${photos})`;

/** Photos with one file each. */
function put(writer: Database.Database, first: number, last: number): void {
  const numbers = `with recursive n(id) as (select ${first} union all select id + 1 from n where id < ${last}) select id from n`;
  writer.exec(`
    insert into photo (id, hothash, hash_algo, format, kind, taken_at, camera, imported_at, title)
      select id, 'h' || id, 'img1', iif(id % 2, 'JPEG', 'HEIC'), iif(id % 5, 'image', 'raw'), iif(id % 7, '202' || (id % 3) || '-0' || (1 + id % 4) || '-01', null),
        iif(id % 3, 'Camera ' || (id % 3), null), '2024', iif(id % 4, '', 'Words') from (${numbers});
    ${files(numbers, 'id, 1 + id % 2, 1 + id % 2')};`);
}

/** What the fields are in SQL: a photo may have several rows of one value. */
const fields: Readonly<Record<FacetField, string>> = {
  month: 'select id, substr(taken_at, 1, 7) as value from photo',
  rating: 'select id, rating as value from photo',
  flag: 'select id, flag as value from photo',
  label: "select id, coalesce(color, 'none') as value from photo",
  camera: 'select id, camera as value from photo',
  lens: 'select id, lens as value from photo',
  format: "select id, iif(kind = 'raw', 'RAW', format) as value from photo",
  has: `select id, 'gps' as value from photo where latitude is not null union all select id, 'title' from photo where title <> ''
    union all select id, 'caption' from photo where caption <> '' union all select photo_id, 'tags' from photo_tag
    union all select id, 'raw' from photo where kind = 'raw'`,
  tag: 'select photo_id as id, tag_id as value from photo_tag',
  session: 'select photo_id as id, session_id as value from image_file',
  storage: 'select photo_id as id, storage_id as value from image_file',
  status: 'select photo_id as id, status as value from image_file',
};
const names = Object.keys(fields) as FacetField[];
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

function expected(database: Database.Database, among: string | null): Counts {
  const photos = `select id from photo where hidden is null ${among === null ? '' : `and id in (${among})`}`;
  const counts = names.map((name) => {
    const sql = `select value, count(distinct id) from (${fields[name]}) where id in (${photos}) group by value`;
    return [name, Object.fromEntries((database.prepare(sql).raw().all() as [unknown, number][]).map(([value, n]) => [String(value), n]))];
  });
  return Object.fromEntries([['total', { all: (database.prepare(photos).all() as unknown[]).length }], ...counts]) as Counts;
}

async function counted(store: FacetStore, among: string | null): Promise<Counts> {
  const asked = among === null ? null : { all: [{ sql: among, parameters: [] }], none: [] };
  const { total, fields: found } = await store.count(asked, names);
  return Object.fromEntries([
    ['total', { all: total }],
    ...names.map((name, at) => [name, Object.fromEntries((found[at] ?? []).map(([value, n]) => [String(value), n]))]),
  ]) as Counts;
}

// Few, so that one photo changes several times.
const id = fc.integer({ min: 1, max: 9 });
const two = fc.integer({ min: 1, max: 2 });
const change = fc.oneof(
  fc.record({ n: id }).map(({ n }) => ({ put: n })),
  fc.oneof(
    id.map((n) => `delete from image_file where photo_id = ${n}; delete from photo where id = ${n}`),
    fc.tuple(id, fc.constantFrom("'forgotten'", 'null')).map(([n, hidden]) => `update photo set hidden = ${hidden} where id = ${n}`),
    fc.tuple(id, fc.integer({ min: 0, max: 5 })).map(([n, stars]) => `update photo set rating = ${stars}, color = 'red' where id = ${n}`),
    fc.tuple(id, two).map(([n, camera]) => `update photo set camera = 'Camera ${camera + 2}', caption = 'x' where id >= ${n}`),
    fc
      .tuple(id, two)
      .map(([n, tag]) => `insert or ignore into photo_tag (photo_id, tag_id) select id, ${tag} from photo where id in (${n}, ${n + 1})`),
    fc.tuple(id, two).map(([n, tag]) => `delete from photo_tag where photo_id = ${n} and tag_id = ${tag}`),
    two.map((tag) => `update or ignore photo_tag set tag_id = ${3 - tag} where tag_id = ${tag}`),
    fc.tuple(id, two).map(([n, to]) => files(`select id from photo where id = ${n}`, `id, ${to}, ${to}`)),
    fc.tuple(id, two).map(([n, to]) => `update image_file set session_id = ${to}, status = 'edited' where photo_id = ${n}`),
    fc
      .tuple(id, id)
      .map(([from, to]) => `update image_file set photo_id = ${to} where photo_id = ${from} and ${to} in (select id from photo)`),
  ),
);
const amongs = [null, 'select id from photo where id % 3 = 1', 'select id from photo where id > 9999'];
const round = fc.record({ changes: fc.array(change, { maxLength: 8 }), isPruned: fc.boolean() });

test('after any changes the columns in memory say what SQL counts', { timeout: 60_000 }, async () => {
  const { writer, store } = opened();
  // Some are there when all is read, the others come later.
  put(writer, 1, 6);
  const exists = writer.prepare('select 1 from photo where id = ?');
  await fc.assert(
    fc.asyncProperty(fc.array(round, { maxLength: 6 }), async (rounds) => {
      for (const { changes, isPruned } of rounds) {
        writer.transaction(() => {
          for (const each of changes) {
            if (typeof each === 'string') writer.exec(each);
            else if (exists.get(each.put) === undefined) put(writer, each.put, each.put);
          }
          // As the next start does, while others still have the columns of before.
          if (isPruned) forgetChanges(writer);
        })();
        for (const among of amongs) expect(await counted(store, among)).toEqual(expected(writer, among));
      }
    }),
  );
});

test('a photo that gets a value and loses it again is as before', async () => {
  const { writer, store } = opened();
  put(writer, 1, 3);
  const asked = 'select id from photo where id <> 3';
  const before = [await counted(store, null), await counted(store, asked)];
  writer.exec('insert into photo_tag (photo_id, tag_id) values (2, 1)');
  expect(await counted(store, asked)).toEqual(expected(writer, asked));
  writer.exec('delete from photo_tag');
  expect([await counted(store, null), await counted(store, asked)]).toEqual(before);
});

test('more changes than are worth following, and changes while they are read, are counted', { timeout: 60_000 }, async () => {
  const { writer, store } = opened();
  put(writer, 1, 12_000);
  const reading = store.count(null, names);
  writer.exec("update photo set rating = 4, camera = 'New' where id % 1000 = 1; insert into photo_tag (photo_id, tag_id) values (2, 1)");
  await reading;
  for (const among of amongs) expect(await counted(store, among)).toEqual(expected(writer, among));
  put(writer, 12_001, 34_000);
  for (const among of amongs) expect(await counted(store, among)).toEqual(expected(writer, among));
});

test('while more changes than can be followed, a count still comes to an end', { timeout: 60_000 }, async () => {
  const { writer, store } = opened();
  put(writer, 1, 21_000);
  let isCounted = false;
  const counting = store.count(null, ['rating']).then(() => (isCounted = true));
  while (!isCounted) {
    writer.exec('update photo set rating = (rating + 1) % 6');
    await turn();
  }
  await counting;
  expect(await counted(store, null)).toEqual(expected(writer, null));
});

test('what no search counts is no change', () => {
  const { writer } = opened();
  put(writer, 1, 1);
  const noted = () => writer.prepare('select count(*) from facet_change').pluck().get();
  const before = noted();
  writer.exec("update photo set rating = rating, width = 7, updated_at = '2025'; update image_file set last_seen = '2025', mtime_ms = 5");
  expect(noted()).toBe(before);
});
