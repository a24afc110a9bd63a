/** What was decided on one machine, and what was taken back, holds on the other. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import type { TestEngine } from '../builders/engine.ts';
import { settle, twoHosts } from '../builders/two-hosts.ts';

const rule = '00000000-0000-4000-8000-00000000000a';

function change({ folder }: TestEngine, ...statements: string[]): void {
  const database: Database.Database = openSqlite(join(folder, 'home/catalog.sqlite'), { readOnly: false });
  for (const statement of statements) database.exec(statement);
  database.close();
}

const ignore = (path: string): string =>
  `insert into remembered (storage_id, decision, path, decided_at) values (1, 'ignored', '${path}', '2024-01-01')`;
const makeRule = `insert into rule (uuid, storage_id, folder, kind, resolution, created_at) values ('${rule}', 1, 'a', 'duplicate', 'keep_both', '2024')`;

async function decided(app: TestEngine): Promise<unknown> {
  const dump = (await app.call('dump', { normalised: true })) as Record<string, unknown[]>;
  return [dump['rules'], dump['decisions']];
}

test('a rule and a decision go over, are taken back on the other machine, and stay so', async () => {
  const { a, b } = await twoHosts();
  change(a, ignore('x'), makeRule);
  await settle(a);
  await settle(b);
  expect(await decided(b)).toEqual([
    [expect.objectContaining({ folder: 'a', resolution: 'keep_both', enabled: 1 })],
    [expect.objectContaining({ decision: 'ignored', path: 'x' })],
  ]);
  change(b, `delete from remembered`, `delete from rule`);
  await settle(b);
  await settle(a);
  await settle(b);
  expect(await decided(a)).toEqual([[], []]);
  expect(await decided(b)).toEqual([[], []]);
  // Decided again, it holds again: not the clock, the revision says what came later.
  change(a, ignore('x'));
  await settle(a);
  await settle(b);
  expect(await decided(b)).toEqual([[], [expect.objectContaining({ path: 'x' })]]);
});

test('a rule that one machine turns off while the other removes it is kept, turned off', async () => {
  const { a, b } = await twoHosts();
  change(a, makeRule);
  await settle(a);
  await settle(b);
  change(a, 'update rule set enabled = 0');
  change(b, 'delete from rule');
  await settle(a);
  await settle(b);
  await settle(a);
  for (const app of [a, b]) expect(await decided(app)).toEqual([[expect.objectContaining({ folder: 'a', enabled: 0 })], []]);
});
