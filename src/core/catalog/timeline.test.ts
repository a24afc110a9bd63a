/** The timeline in memory against what SQL says: after random changes, whoever made them. */
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCatalogTwice } from '#test/builders/open-catalog.ts';
import { forgetChanges } from './change-log.ts';
import { packView, unpackView } from './packed-view.ts';
import { Timeline, type TimelinePart } from './timeline.ts';

function opened() {
  const { writer, reader } = openCatalogTwice();
  return { writer, timeline: new Timeline(reader) };
}

// Imported on three days, at two times each.
const insert = `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, day, imported_at)
  values (:id, 'h' || :id, 'img1', 'JPEG', 'image', :width, 200, :takenAt, substr(:takenAt, 1, 10), '2024-02-0' || (1 + :id % 3) || 'T1' || (:id % 2) || ':00:00.000Z')`;

const everything: TimelinePart = { by: 'taken', descending: true, among: null, without: [] };

async function listOf(timeline: Timeline, part: TimelinePart) {
  const { ids, ratios, days } = await timeline.list(part);
  return { ids: [...ids], ratios: [...ratios], days: unpackView(packView({ total: ids.length, days })).days };
}

function expected(database: Database.Database, { by, descending, among, without }: TimelinePart) {
  const direction = descending ? 'desc' : 'asc';
  const rows = database
    .prepare(
      `select id, ${by === 'taken' ? 'day' : 'substr(imported_at, 1, 10) as day'}, width / 200.0 as ratio from photo where hidden is null ${(among?.all ?? []).map(({ sql }) => `and id in (${sql})`).join(' ')} ${(among?.none ?? []).map(({ sql }) => `and id not in (${sql})`).join(' ')}
      and id not in (select value from json_each(?)) order by ${by}_at ${direction} nulls last, id ${direction}`,
    )
    .all(JSON.stringify(without)) as { id: number; day: string | null; ratio: number | null }[];
  const days: { day: string | null; count: number }[] = [];
  for (const { day } of rows) {
    const last = days.at(-1);
    if (last && last.day === day) last.count += 1;
    else days.push({ day, count: 1 });
  }
  return { ids: rows.map(({ id }) => id), ratios: rows.map(({ ratio }) => Math.fround(ratio ?? 0)), days };
}

const id = fc.integer({ min: 1, max: 40 });
const takenAt = fc.option(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 10, max: 12 })).map(([day, hour]) => `2024-01-0${day}T${hour}:00:00.000`),
);
const width = fc.option(fc.integer({ min: 100, max: 400 }));
const change = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), id, takenAt, width }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('hide' as const), id, hidden: fc.constantFrom('forgotten', null) }),
  fc.record({ kind: fc.constant('rate' as const), id }),
);
// Each id twice, as files name their photos.
const queries = (conditions: readonly string[]) =>
  conditions.map((condition) => ({
    sql: `select id from photo where ${condition} union all select id from photo where ${condition}`,
    parameters: [],
  }));
const part = fc.record({
  by: fc.constantFrom('taken' as const, 'imported' as const),
  descending: fc.boolean(),
  among: fc.option(
    fc.record({
      all: fc.subarray(queries(['id % 3 = 1', 'id < 20', 'rating = 3'])),
      none: fc.subarray(queries(['id % 5 = 0', 'width > 300', 'id > 9999'])),
    }),
  ),
  without: fc.array(id, { maxLength: 3 }),
});

test('after any changes the list in memory is the one that SQL makes', { timeout: 60_000 }, async () => {
  const { writer, timeline } = opened();
  const put = writer.prepare(insert);
  const update = writer.prepare('update photo set taken_at = :takenAt, day = substr(:takenAt, 1, 10), width = :width where id = :id');
  const round = fc.record({ changes: fc.array(change, { maxLength: 12 }), part, isPruned: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(round, { maxLength: 8 }), async (rounds) => {
      for (const { changes, part: asked, isPruned } of rounds) {
        writer.transaction(() => {
          for (const each of changes) {
            if (each.kind === 'put') {
              const values = { id: each.id, takenAt: each.takenAt, width: each.width };
              if (update.run(values).changes === 0) put.run(values);
            } else if (each.kind === 'remove') writer.prepare('delete from photo where id = ?').run(each.id);
            else if (each.kind === 'hide') writer.prepare('update photo set hidden = ? where id = ?').run(each.hidden, each.id);
            else writer.prepare('update photo set rating = 3 where id = ?').run(each.id);
          }
          // As the next start does, while others still know the order of before.
          if (isPruned) forgetChanges(writer);
        })();
        expect(await listOf(timeline, asked)).toEqual(expected(writer, asked));
      }
    }),
  );
});

test('more changes than are worth following, and changes while it is read, are in the list', { timeout: 60_000 }, async () => {
  const { writer, timeline } = opened();
  const many = (first: number, last: number): void =>
    void writer.exec(`with recursive n(id) as (select ${first} union all select id + 1 from n where id < ${last})
      insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, day, imported_at)
      select id, 'h' || id, 'img1', 'JPEG', 'image', 300, 200, iif(id % 50 = 0, null, '2024-01-0' || (1 + id % 7)), '2024-01-0' || (1 + id % 7), '2024' from n`);
  many(1, 15_000);
  const reading = timeline.load();
  writer.exec("update photo set taken_at = '2030-01-01', day = '2030-01-01' where id % 1000 = 1; delete from photo where id = 2");
  await reading;
  expect(await listOf(timeline, everything)).toEqual(expected(writer, everything));
  many(15_001, 40_000);
  expect(await listOf(timeline, everything)).toEqual(expected(writer, everything));
});

test('a rating changes nothing in it, and a time that stays the same is no change', async () => {
  const { writer } = opened();
  writer.prepare(insert).run({ id: 1, takenAt: '2024-01-01T10:00:00.000', width: 300 });
  const noted = () => writer.prepare('select count(*) from timeline_change').pluck().get();
  const before = noted();
  writer.exec('update photo set rating = 5, taken_at = taken_at, hidden = null where id = 1');
  expect(noted()).toBe(before);
  writer.exec("update photo set hidden = 'forgotten' where id = 1");
  expect(noted()).toBe((before as number) + 1);
});
