/** The dump is what its page says: no key is missing there, none has gone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { hothashOf, uuidOf } from '../builders/library-rows.ts';
import { scannedLibrary } from '../builders/scanned-library.ts';

type Row = Readonly<Record<string, unknown>>;

/** Keys by object as docs/format/dump.md lists them; those in brackets only when `local`. */
function documented(local: boolean): Record<string, string[]> {
  const page = readFileSync(new URL('../../docs/format/dump.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| (the document|[a-z.]+) \| ([^|]+) \|$/gm)].map(([, name = '', keys = '']) => [name, keys] as const);
  return Object.fromEntries(
    rows
      .filter(([name]) => name !== 'object' && name !== 'tombstones')
      .map(([name, keys]) => [
        name,
        keys
          .split(', ')
          .filter((key) => local || !key.startsWith('['))
          .map((key) => key.replaceAll(/[[\]]/g, ''))
          .toSorted(),
      ]),
  );
}

const keysOf = (rows: readonly unknown[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row as Row)))].toSorted();

test.each([true, false])('every key stands on the page, local ones: %s', async (local) => {
  const { app } = await scannedLibrary();
  const hothashes = (await app.call('search', { query: 'jpg', limit: 3 })).photos.map(({ hothash }) => hothash);
  await app.call('photo.edit', { hothashes, change: { author: 'Anna' } });
  await app.call('album.create', { name: 'Best' });
  await app.call('album.addPhotos', { album: 'Best', hothashes });
  await app.call('stack.create', { hothashes });
  await app.call('savedSearch.save', { name: 'Rome', query: 'rome' });
  const database = openSqlite(join(app.folder, 'home/catalog.sqlite'), { readOnly: false });
  database.exec(`insert into remembered (storage_id, decision, hothash, path, decided_at) values (1, 'ignored', '${hothashOf(1)}', 'a', '2024');
    insert into rule (uuid, storage_id, folder, kind, resolution, created_at) values ('${uuidOf('rule')}', 1, 'a', 'edited', 'new_version', '2024')`);
  database.close();
  const dump = (await app.call('dump', { normalised: !local })) as Readonly<Record<string, readonly Row[]>>;
  const photos = dump['photos'] ?? [];
  const files = photos.flatMap((photo) => photo['files'] as Row[]);
  expect({
    'the document': Object.keys(dump).toSorted(),
    ...Object.fromEntries(
      ['storages', 'sessions', 'photos', 'authors', 'albums', 'stacks', 'searches', 'rules', 'decisions'].map((name) => [
        name,
        keysOf(dump[name] ?? []),
      ]),
    ),
    'photos.files': keysOf(files),
    'photos.files.companions': keysOf(files.flatMap((file) => file['companions'] as Row[])),
  }).toEqual(documented(local));
});
