/** What a scan says of index files that are gone, behind, damaged, of nobody, or of a later version; and what becomes of them. */
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { testEngine } from '../builders/engine.ts';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const ofIndexes = ({ conflicts }: Awaited<ReturnType<ScannedLibrary['scan']>>) =>
  conflicts
    .filter(({ kind }) => kind.startsWith('index_') || kind.startsWith('session_'))
    .map(({ kind, lane, path }) => `${kind} ${lane} ${path}`);
const session = 'imports/session_1.json';

test('index_missing: an index that is not there is written again from the catalog, and told once', async () => {
  const lib = await scannedLibrary();
  const before = { dump: await lib.dump(), index: lib.index() };
  rmSync(join(lib.root, session));
  expect(ofIndexes(await lib.scan())).toEqual([`index_missing auto ${session}`]);
  expect(lib.index()).toEqual(before.index);
  expect(ofIndexes(await lib.scan())).toEqual([]);
  expect(await lib.dump()).toBe(before.dump);
});

test('index_corrupt: a damaged index is kept in quarantine and written again', async () => {
  const lib = await scannedLibrary();
  const before = { dump: await lib.dump(), index: lib.index() };
  writeFileSync(join(lib.root, session), readFileSync(join(lib.root, session)).subarray(0, 200));
  expect(ofIndexes(await lib.scan())).toEqual([`index_corrupt auto ${session}`]);
  expect(lib.index()).toEqual(before.index);
  expect(readdirSync(join(lib.root, '.imalink/quarantine'))).toEqual(['session_1.json']);
  expect(ofIndexes(await lib.scan())).toEqual([]);
  expect(await lib.dump()).toBe(before.dump);
});

test('index_orphan: the index of a session that no master lists is asked about, and adopted when one says so', async () => {
  const lib = await scannedLibrary();
  const text = readFileSync(join(lib.root, session), 'utf8');
  const other = JSON.parse(text) as { import_session: Record<string, unknown>; files: Record<string, unknown> };
  Object.assign(other.import_session, { uuid: '3f2b8a54-6f0e-4f6e-9c5d-2a1b0c9d8e7f', title: 'From the old machine' });
  other.files = {};
  writeFileSync(join(lib.root, 'imports/session_9.json'), JSON.stringify(other));
  const scanned = await lib.scan();
  expect(ofIndexes(scanned)).toEqual(['index_orphan ask imports/session_9.json']);
  expect((await lib.app.call('session.list', {})).sessions).toHaveLength(1);
  const [found] = scanned.conflicts.filter(({ kind }) => kind === 'index_orphan');
  expect((await lib.resolve([{ id: found?.id ?? 0, as: 'adopt' }])).returned).toEqual([]);
  expect((await lib.app.call('session.list', {})).sessions.map(({ title }) => title)).toContain('From the old machine');
  expect(ofIndexes(await lib.scan())).toEqual([]);
});

test('where there is a window a thread reads what somebody else wrote, and the scan tells the same', async () => {
  const app = await testEngine({ catalogInThread: true });
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid });
  const index = JSON.parse(readFileSync(join(storage.root, session), 'utf8')) as IndexText;
  writeFileSync(join(storage.root, 'imports/session_9.json'), JSON.stringify(renamed(index, index.files)));
  writeFileSync(join(storage.root, session), '{');
  expect(ofIndexes(await app.scan({ storage: storage.uuid }))).toEqual([
    'index_orphan ask imports/session_9.json',
    `index_corrupt auto ${session}`,
  ]);
});

test('index_version: an index of a newer ImaLink is told, and not written over', async () => {
  const lib = await scannedLibrary();
  const path = join(lib.root, 'index.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"format_version": "2.0"', '"format_version": "3.0"'));
  expect(readFileSync(path, 'utf8')).toContain('"3.0"');
  expect(ofIndexes(await lib.scan())).toContain('index_version info index.json');
});

test("an adopted session can be taken back: its index is nobody's again, with every word in it", async () => {
  const lib = await scannedLibrary({ 'b/old.jpg': await jpeg({ seed: 50 }) });
  const index = JSON.parse(readFileSync(join(lib.root, session), 'utf8')) as IndexText;
  const own = Object.entries(index.files).find(([, { path }]) => path.endsWith('b/old.jpg')) as [string, IndexText['files'][string]];
  Object.assign(own[1].photo, { rating: 5, rev: 3, updated_at: '2024-08-01T00:00:00.000Z' });
  // The catalog never knew the session: its photo is a file in no session.
  const database = openSqlite(join(lib.app.folder, 'home/catalog.sqlite'), { readOnly: false });
  database.exec(`delete from image_file where path like '%b/old.jpg'; delete from photo where not exists (select 1 from image_file f where f.photo_id = photo.id);
    update session set generation = generation + 1`);
  database.close();
  await lib.app.call('index.generate', { storage: lib.uuid });
  const orphan = join(lib.root, 'imports/session_9.json');
  writeFileSync(orphan, JSON.stringify(renamed(index, Object.fromEntries([own]))));
  const scanned = await lib.scan();
  const before = { photos: await lib.dump(), orphan: readFileSync(orphan, 'utf8') };
  const [found] = scanned.conflicts.filter(({ kind }) => kind === 'index_orphan');
  const { journal_ids: entries } = await lib.resolve([{ id: found?.id ?? 0, as: 'adopt' }]);
  expect((await lib.app.call('photo.show', { hothash: own[0] })).rating).toBe(5);

  await lib.undo(entries[0]);
  expect(await lib.dump()).toBe(before.photos);
  expect(readFileSync(orphan, 'utf8')).toBe(before.orphan);
  expect(readFileSync(join(lib.root, 'index.json'), 'utf8')).not.toContain('session_9');
  expect(ofIndexes(await lib.scan())).toEqual(['index_orphan ask imports/session_9.json']);

  const [again] = (await lib.open()).filter(({ kind }) => kind === 'index_orphan');
  const { journal_ids: later } = await lib.resolve([{ id: again?.id ?? 0, as: 'adopt' }]);
  await lib.app.call('photo.edit', { hothashes: [own[0]], change: { rating: 1 } });
  await expect(lib.undo(later[0])).rejects.toMatchObject({ code: 'history-changed' });
});

test('session_conflict: of a path that two sessions claim the earlier import has it', async () => {
  const lib = await scannedLibrary();
  const before = readTree(lib.photos);
  claimTwice(lib);
  const [told] = ofIndexes(await lib.scan()).filter((line) => line.startsWith('session_conflict'));
  expect(told).toMatch(/^session_conflict info Card\//);
  expect(readTree(lib.photos)).toEqual(before);
  expect(await filesBySession(lib)).toEqual({ Trip: [10, 0], Again: [0, 2] });
});

test.for([
  ['swap', { Trip: [8, 2], Again: [2, 0] }],
  ['split', { Trip: [10, 0], Again: [0, 0] }],
] as const)('session_conflict: %s changes who has the files in catalog and indexes, and can be undone', async ([as, after]) => {
  const lib = await scannedLibrary();
  claimTwice(lib);
  await lib.scan();
  const before = { photos: await lib.dump(), tree: readTree(lib.photos) };
  // A second scan, which has nothing to tell of it, does not take the question away.
  await lib.scan();
  const [found] = (await lib.open()).filter(({ kind }) => kind === 'session_conflict');
  expect(found?.resolutions).toEqual(['none', 'swap', 'split']);
  const { journal_ids: entries, returned } = await lib.resolve([{ id: found?.id ?? 0, as }]);
  expect([returned, await filesBySession(lib)]).toEqual([[], after]);
  expect(readTree(lib.photos)).toEqual(before.tree);
  expect((await lib.scan()).changes_detected).toBe(false);

  // Whoever recovers the storage, and whoever had it before, sees the same.
  const other = await testEngine();
  await other.ended((await other.call('recover.start', { paths: [lib.root], dry_run: false })).job_id);
  expect(JSON.stringify((await other.call('dump', { normalised: true }))['photos'])).toBe(await lib.dump());
  await lib.undo(entries[0]);
  expect(await lib.dump()).toBe(before.photos);
  await other.call('system.doctor', { fix: true });
  expect(JSON.stringify((await other.call('dump', { normalised: true }))['photos'])).toBe(await lib.dump());
});

interface IndexText {
  readonly import_session: Record<string, unknown>;
  readonly files: Record<string, { readonly path: string; readonly photo: object }>;
}

/** The same index as that of another session. */
const renamed = ({ import_session: head, ...rest }: IndexText, files: IndexText['files']): object => ({
  ...rest,
  import_session: { ...head, id: 9, uuid: '3f2b8a54-6f0e-4f6e-9c5d-2a1b0c9d8e7f', title: 'Again', imported_at: '2030-01-01T00:00:00.000Z' },
  files,
});

/** Two sessions claim two of the files. */
function claimTwice(lib: ScannedLibrary): void {
  const index = JSON.parse(readFileSync(join(lib.root, session), 'utf8')) as IndexText;
  const other = renamed(index, Object.fromEntries(Object.entries(index.files).slice(0, 2))) as IndexText;
  writeFileSync(join(lib.root, 'imports/session_9.json'), JSON.stringify(other));
  const master = JSON.parse(readFileSync(join(lib.root, 'index.json'), 'utf8')) as { import_sessions: Record<string, unknown>[] };
  master.import_sessions.push({ ...master.import_sessions[0], ...other.import_session, index_file: 'imports/session_9.json' });
  writeFileSync(join(lib.root, 'index.json'), JSON.stringify(master));
}

/** By title: how many files a session has, and to how many it refers. */
async function filesBySession(lib: ScannedLibrary): Promise<Record<string, [own: number, referred: number]>> {
  const database = openSqlite(join(lib.app.folder, 'home/catalog.sqlite'), { readOnly: true });
  const rows = database
    .prepare(
      `select title, (select count(*) from image_file f where f.session_id = s.id) as own,
        (select count(*) from session_reference r where r.session_id = s.id) as referred from session s`,
    )
    .all() as { title: string; own: number; referred: number }[];
  database.close();
  return Object.fromEntries(rows.map(({ title, own, referred }) => [title, [own, referred]]));
}

test('a copy of a whole index that a person left beside it is nobody twice', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  copyFileSync(join(lib.root, session), join(lib.root, 'imports/session_1 (conflicted copy 2024-01-01).json'));
  expect(ofIndexes(await lib.scan())).toEqual([]);
  expect(await lib.dump()).toBe(before);
});
