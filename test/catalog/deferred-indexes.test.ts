/** What a recovery leaves out of an empty catalog comes back: at its end, when it is cancelled, and after a crash. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openCatalog } from '#core/catalog/catalog.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { beginFill } from '#core/services/recover/fill.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const open = (path: string) => openCatalog(path, { inThread: false, readOnly: false });

function schemaOf(path: string): unknown[] {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare('select name, sql from sqlite_schema order by name').all();
  database.close();
  return rows;
}

test('an empty catalog is filled without its secondary indexes and has them all afterwards', async () => {
  const path = join(tempFolder(), 'catalog.sqlite');
  const catalog = await open(path);
  const whole = schemaOf(path);
  const fill = await beginFill(catalog);
  expect(schemaOf(path).length).toBeLessThan(whole.length - 10);
  await fill.end();
  await fill.end();
  expect(schemaOf(path)).toEqual(whole);
  await catalog.close();
});

test('whoever opens a catalog after a crash builds what was left out, also of what was built in part', async () => {
  const path = join(tempFolder(), 'catalog.sqlite');
  openSqlite(path, { readOnly: false }).close();
  const whole = schemaOf(path);
  const catalog = await open(path);
  await beginFill(catalog);
  await catalog.close();
  const database = new Database(path);
  const { name, sql } = database.prepare('select name, sql from deferred_index limit 1').get() as { name: string; sql: string };
  database.exec(`${sql}; delete from deferred_index where name = '${name}'`);
  database.close();
  openSqlite(path, { readOnly: false }).close();
  expect(schemaOf(path)).toEqual(whole);
});

test('a catalog with photos keeps its indexes', async () => {
  const path = join(tempFolder(), 'catalog.sqlite');
  const catalog = await open(path);
  const photo = { hothash: 'a'.repeat(64), hash_algo: 'img1', format: 'JPEG', kind: 'image', coded_width: 1, coded_height: 1 } as const;
  await catalog.write([
    catalog.read.insertInto('photo').values({ ...photo, width: 1, height: 1, taken_at_source: 'none', imported_at: '2024' } as never),
  ]);
  const whole = schemaOf(path);
  await beginFill(catalog);
  expect(schemaOf(path)).toEqual(whole);
  await catalog.close();
});
