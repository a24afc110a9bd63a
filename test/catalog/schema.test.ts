/** Released migrations are never edited: this holds the schema they make, as text. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const snapshot = new URL('./schema.snapshot.sql', import.meta.url);

function schemaOf(path: string): string {
  openSqlite(path, { readOnly: false }).close();
  const database = new Database(path, { readonly: true });
  const rows = database
    .prepare("select sql from sqlite_schema where sql is not null and name not like 'photo_search_%' order by type desc, name")
    .all() as { sql: string }[];
  database.close();
  return `${rows.map((row) => `${row.sql.replace(/\n {4}/g, '\n')};`).join('\n\n')}\n`;
}

test('the schema is the one that was released', () => {
  const schema = schemaOf(join(tempFolder(), 'catalog.sqlite'));
  if (!existsSync(snapshot) || process.env['UPDATE_SCHEMA'] === '1') writeFileSync(snapshot, schema);
  expect(
    schema,
    'The schema changed. Add a new migration instead of editing a released one; then run this test with UPDATE_SCHEMA=1.',
  ).toBe(readFileSync(snapshot, 'utf8'));
});

test('opening twice migrates once', () => {
  const path = join(tempFolder(), 'catalog.sqlite');
  expect(schemaOf(path)).toBe(schemaOf(path));
});
