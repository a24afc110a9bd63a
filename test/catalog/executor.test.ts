/** One suite for both ways to reach SQLite: in this thread and in a worker thread. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ImaLinkError } from '#contract/errors.ts';
import { currentVersion } from '#core/catalog/migrations/index.ts';
import { createSqliteExecutor } from '#core/catalog/sqlite-executor.ts';
import type { SqlExecutor, ViewGrouping } from '#core/catalog/sql-executor.ts';
import { createThreadedExecutor } from '#core/catalog/threaded-executor.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const ways = {
  'in this thread': async (path: string) => createSqliteExecutor(path, { readOnly: false }),
  'in a worker thread': (path: string) => createThreadedExecutor(path, { readOnly: false }),
};

const insertTag = (name: string) => ({ sql: 'insert into tag (name) values (?)', parameters: [name] });
const tagNames = async (executor: SqlExecutor) =>
  (await executor.all({ sql: 'select name from tag order by name', parameters: [] })).map((row) => row['name']);

test('in threads, a screen waits neither for a long count nor for work', async () => {
  const executor = await createThreadedExecutor(join(tempFolder(), 'catalog.sqlite'), { readOnly: false });
  onTestFinished(() => executor.close());
  await executor.openView('view', { sql: 'select 7 as id, null, 1, 1', parameters: [] });
  const long = {
    sql: 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000000) select count(*) from n',
    parameters: [],
  };
  const answered: string[] = [];
  await Promise.all([
    executor.all(long, 'counts').then(() => answered.push('count')),
    executor.all(long).then(() => answered.push('work')),
    executor.viewIds('view', 0, 1).then((ids) => answered.push(`screen ${ids?.join()}`)),
  ]);
  expect(answered[0]).toBe('screen 7');
});

describe.each(Object.entries(ways))('catalog %s', (_, openExecutor) => {
  const opened = async (path = join(tempFolder(), 'catalog.sqlite')): Promise<SqlExecutor> => {
    const executor = await openExecutor(path);
    onTestFinished(() => executor.close());
    return executor;
  };

  test('runs with the pragmas that survive a power cut', async () => {
    const executor = await opened();
    const pragma = async (name: string) => Object.values((await executor.all({ sql: `pragma ${name}`, parameters: [] }))[0] ?? {})[0];
    expect([
      await pragma('journal_mode'),
      await pragma('synchronous'),
      await pragma('foreign_keys'),
      await pragma('trusted_schema'),
      await pragma('cell_size_check'),
      await pragma('user_version'),
    ]).toEqual(['wal', 2, 1, 0, 1, currentVersion]);
  });

  test('applies a batch whole or not at all', async () => {
    const executor = await opened();
    await executor.transaction([insertTag('a'), insertTag('b')]);
    await expect(executor.transaction([insertTag('c'), insertTag('a')])).rejects.toThrow(/UNIQUE/);
    expect(await tagNames(executor)).toEqual(['a', 'b']);
  });

  test('refuses a write outside a batch', async () => {
    const executor = await opened();
    await expect(executor.all(insertTag('a'))).rejects.toThrow(/outside a transaction/);
  });

  test('keeps an opened list frozen, and forgets the oldest of nine', async () => {
    const executor = await opened();
    await executor.transaction(['a', 'b', 'c'].map(insertTag));
    const rows = {
      sql: "select id, case when id < 3 then '2024-01-01' end as day, 300 as width, 200 as height from tag order by id",
      parameters: [],
    };
    expect(await executor.openView('first', rows)).toEqual({
      total: 3,
      days: [
        { day: '2024-01-01', count: 2 },
        { day: null, count: 1 },
      ],
    });
    await executor.transaction([insertTag('d')]);
    expect([
      await executor.viewIds('first', 1, 10),
      await executor.viewPosition('first', 3),
      await executor.viewPosition('first', 99),
    ]).toEqual([[2, 3], 2, -1]);
    expect([...new Float32Array(((await executor.viewRatios('first')) as Uint8Array).buffer)]).toEqual([1.5, 1.5, 1.5]);
    for (let view = 0; view < 8; view++) await executor.openView(`view ${view}`, rows);
    expect(await executor.viewIds('first', 0, 1)).toBeNull();
  });

  test('deals a list out to groups, each in the order of the list', async () => {
    const executor = await opened();
    await executor.transaction(['a', 'b', 'c', 'd', 'e', 'f'].map(insertTag));
    const rows = { sql: 'select id, null as day, id as width, 1 as height from tag order by id desc', parameters: [] };
    const members = (values: string) => ({ sql: `select * from (values ${values})`, parameters: [] });
    const open = async (grouping: ViewGrouping) => {
      const { days } = await executor.openView('grouped', rows, grouping);
      const ratios = [...new Float32Array(((await executor.viewRatios('grouped')) as Uint8Array).buffer)];
      expect(ratios).toEqual(await executor.viewIds('grouped', 0, 10));
      return [days.map(({ day, count }) => `${day} ${count}`), ratios];
    };
    const stars = members('(2, 5), (5, 3), (1, 5), (4000, 1)');
    expect(await open({ members: stars, descending: true })).toEqual([
      ['5 2', '3 1', 'null 3'],
      [2, 1, 5, 6, 4, 3],
    ]);
    expect(await open({ members: stars, descending: false, restFirst: true })).toEqual([
      ['null 3', '3 1', '5 2'],
      [6, 4, 3, 5, 2, 1],
    ]);
    expect((await open({ members: stars, order: ['3', '1', '5'], descending: false }))[0]).toEqual(['3 1', '5 2', 'null 3']);
    // A photo in two sessions counts once; the folder of all photos comes before those in it.
    const files = members("(1, 10, 'b/x.jpg'), (1, 20, 'a/x.jpg'), (2, 20, 'y.jpg'), (3, 10, 'a/c/z.jpg'), (4, 20, 'a/w.jpg')");
    const folders = await open({
      members: files,
      storages: [
        [10, 2],
        [20, 11],
      ],
      descending: false,
    });
    expect(folders).toEqual([
      ['2/a/c 1', '2/b 1', '11/ 1', '11/a 1', 'null 2'],
      [3, 1, 2, 4, 6, 5],
    ]);
  });

  test('lists a part of the timeline as its query does, in groups too, and sees what was just written', async () => {
    const executor = await opened();
    const photo = (id: number, takenAt: string | null) => ({
      sql: `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, day, imported_at, rating)
        values (?, 'h' || ?, 'img1', 'JPEG', 'image', ?, 1, ?, substr(?, 1, 10), '2024', ? % 3)`,
      parameters: [id, id, id, takenAt, takenAt, id],
    });
    await executor.transaction([photo(1, '2024-01-02'), photo(2, null), photo(3, '2024-01-01'), photo(4, '2024-01-02')]);
    const order = (direction: 'asc' | 'desc', day: string) => ({
      sql: `select id, ${day} as day, width, height from photo where id <> 3 order by taken_at ${direction} nulls last, id ${direction}`,
      parameters: [],
    });
    const members = { sql: 'select id, rating from photo where rating > 0', parameters: [] };
    const seen: unknown[] = [];
    for (const round of [5, 6]) {
      for (const descending of [true, false]) {
        const part = {
          by: 'taken' as const,
          descending,
          among: { all: [{ sql: 'select id from photo where id <> 3', parameters: [] }], none: [] },
          without: [],
        };
        const open = async (isPart: boolean, grouping?: ViewGrouping) => [
          await executor.openView(
            'view',
            order(descending ? 'desc' : 'asc', grouping ? 'null' : 'day'),
            grouping,
            isPart ? part : undefined,
          ),
          await executor.viewIds('view', 0, 10),
          [...new Float32Array(((await executor.viewRatios('view')) as Uint8Array).buffer)],
        ];
        expect(await open(true)).toEqual(await open(false));
        expect(await open(true, { members, descending })).toEqual(await open(false, { members, descending }));
        seen.push(((await open(true)) as unknown[])[1]);
      }
      await executor.transaction([photo(round, '2024-01-03')]);
    }
    expect(seen).toEqual([
      [4, 1, 2],
      [1, 4, 2],
      [5, 4, 1, 2],
      [1, 4, 5, 2],
    ]);
  });

  test('lists that are dropped take nothing from those that are open, or opened later', async () => {
    const executor = await opened();
    const photo = (id: number) => ({
      sql: `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, day, imported_at)
        values (?, 'h' || ?, 'img1', 'JPEG', 'image', ?, 1, '2024-01-0' || ?, '2024-01-0' || ?, '2024')`,
      parameters: [id, id, id, id, id],
    });
    await executor.transaction([1, 2, 3].map(photo));
    const rows = { sql: 'select id, day, width, height from photo order by taken_at desc', parameters: [] };
    const members = { sql: 'select 3 as id, 5 as stars', parameters: [] };
    const open = async (view: string, among: string | null, grouping?: ViewGrouping) => {
      const part = {
        by: 'taken' as const,
        descending: true,
        among: among === null ? null : { all: [{ sql: among, parameters: [] }], none: [] },
        without: [],
      };
      await executor.openView(view, rows, grouping, part);
      return executor.viewIds(view, 0, 10);
    };
    for (let round = 0; round < 9; round++) {
      expect(await open(`all ${round}`, null)).toEqual([3, 2, 1]);
      expect(await open(`grouped ${round}`, null, { members, descending: false, restFirst: true })).toEqual([2, 1, 3]);
    }
    expect(await executor.viewIds('all 8', 0, 10)).toEqual([3, 2, 1]);
    expect(await executor.viewIds('all 0', 0, 10)).toBeNull();
  });

  test('every lane sees what was written when the write is answered', async () => {
    const executor = await opened();
    for (let n = 0; n < 20; n++) {
      await executor.transaction([insertTag(`tag ${n}`)]);
      const count = { sql: 'select count(*) as n from tag', parameters: [] };
      const lanes = await Promise.all((['work', 'screen', 'counts'] as const).map((lane) => executor.all(count, lane)));
      expect(lanes.map(([row]) => row?.['n'])).toEqual([n + 1, n + 1, n + 1]);
    }
  });

  test('names a catalog that is empty, damaged or from a newer version, and leaves the file alone', async () => {
    const folder = tempFolder();
    const file = (name: string, make: (path: string) => void): string => {
      make(join(folder, name));
      return join(folder, name);
    };
    const empty = file('empty', (path) => writeFileSync(path, ''));
    const damaged = file('damaged', (path) => writeFileSync(path, 'this is no database at all'.repeat(400)));
    const newer = file('newer', (path) => {
      const database = new Database(path);
      database.pragma('user_version = 999');
      database.close();
    });
    const codeOf = async (path: string) =>
      openExecutor(path).then(
        () => 'opened',
        (error: unknown) => (error as ImaLinkError).code,
      );
    expect([await codeOf(empty), await codeOf(damaged), await codeOf(newer)]).toEqual([
      'catalog-unreadable',
      'catalog-unreadable',
      'catalog-newer',
    ]);
  });

  test('makes a backup that opens as a catalog', async () => {
    const executor = await opened();
    await executor.transaction([insertTag('kept')]);
    const target = join(tempFolder(), 'backup.sqlite');
    await executor.backup(target);
    expect(await tagNames(await opened(target))).toEqual(['kept']);
    expect(await executor.check('full')).toBe('ok');
  });
});
