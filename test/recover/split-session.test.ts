/** A session that is larger than an index may be is split before it is written, and everything of it comes back. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCatalog } from '#core/catalog/catalog.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { splitSession } from '#core/services/split-session.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { settle, twoHosts } from '../builders/two-hosts.ts';

const filesOf = async (app: TestEngine): Promise<Record<string, number>> =>
  Object.fromEntries((await app.call('session.list', {})).sessions.map((session) => [session.title, session.file_count]));

const photosOf = async (app: TestEngine): Promise<unknown> => (await app.call('dump', { normalised: true }))['photos'];

test('two hosts agree on a session that one of them splits, and a recovery brings the same', async () => {
  const { root, a, b } = await twoHosts();
  const catalog = await openCatalog(join(a.folder, 'home/catalog.sqlite'), { inThread: false, readOnly: false });
  await splitSession(catalog, root, 2, 1);
  await catalog.close();
  await settle(a);
  await settle(b);
  await settle(a);
  expect(await filesOf(a)).toEqual({ One: 2, Two: 1, 'Two (part 1)': 1 });
  expect(await filesOf(b)).toEqual(await filesOf(a));
  const dump = await a.call('dump', { normalised: true });
  expect(await photosOf(b)).toEqual(await photosOf(a));
  await a.engine.close();
  rmSync(join(a.folder, 'home'), { recursive: true });
  const again = await testEngine({ folder: a.folder });
  await again.ended((await again.call('recover.start', { paths: [root], dry_run: false })).job_id);
  expect(await again.call('dump', { normalised: true })).toEqual(dump);
});

test(
  '50,001 files of a session that an earlier version let grow stand in two indexes after the next start',
  { timeout: 60_000 },
  async () => {
    const folder = tempFolder();
    const app = await testEngine({ folder });
    const storage = await app.newStorage();
    await app.engine.close();
    const database = openSqlite(join(folder, 'home/catalog.sqlite'), { readOnly: false });
    database.exec(`
    insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at, generation, index_generation)
      values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024-01-01T00:00:00.000Z', 'complete', '{"sources":[]}',
        'imports/session_1.json', '2024-01-01T00:00:00.000Z', 1, 1);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 50001)
      insert into photo (id, hothash, hash_algo, format, kind, taken_at_source, imported_at)
      select i, printf('%064x', i), 'img1', 'JPEG', 'image', 'none', '2024-01-01T00:00:00.000Z' from n;
    insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at)
      select id, 1, 1, id || '.jpg', id || '.jpg', hothash, 1, 0, 'x.jpg', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z' from photo`);
    database.close();

    const again = await testEngine({ folder });
    await settle(again);
    expect(await filesOf(again)).toEqual({ All: 1, 'All (part 1)': 50_000 });
    const master = JSON.parse(readFileSync(join(storage.root, 'index.json'), 'utf8')) as {
      import_sessions: { index_file: string; file_count: number }[];
    };
    expect(master.import_sessions.map(({ index_file, file_count }) => [index_file, file_count])).toEqual([
      ['imports/session_1.json', 1],
      ['imports/session_2.json', 50_000],
    ]);
    const index = JSON.parse(readFileSync(join(storage.root, 'imports/session_2.json'), 'utf8')) as { files: object };
    expect(Object.keys(index.files)).toHaveLength(50_000);
  },
);
