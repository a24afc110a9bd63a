/** One suite for both ways to reach SQLite: in this thread and in a worker thread. */
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ImaLinkError } from '#contract/errors.ts';
import { currentVersion } from '#core/catalog/migrations/index.ts';
import { createSqliteExecutor } from '#core/catalog/sqlite-executor.ts';
import type { SqlExecutor } from '#core/catalog/sql-executor.ts';
import { createThreadedExecutor } from '#core/catalog/threaded-executor.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const ways = {
  'in this thread': async (path: string) => createSqliteExecutor(path, { readOnly: false }),
  'in a worker thread': (path: string) => createThreadedExecutor(path, { readOnly: false }),
};

const insertTag = (name: string) => ({ sql: 'insert into tag (name) values (?)', parameters: [name] });
const tagNames = async (executor: SqlExecutor) =>
  (await executor.all({ sql: 'select name from tag order by name', parameters: [] })).map((row) => row['name']);

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
