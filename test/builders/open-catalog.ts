/** A new catalog with a connection that writes and one that reads, as two threads have it. */
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { tempFolder } from './temp-folder.ts';

export function openCatalogTwice(): { readonly writer: Database.Database; readonly reader: Database.Database } {
  const path = join(tempFolder(), 'catalog.sqlite');
  const [writer, reader] = [openSqlite(path, { readOnly: false }), openSqlite(path, { readOnly: true })];
  onTestFinished(() => {
    reader.close();
    writer.close();
  });
  return { writer, reader };
}
