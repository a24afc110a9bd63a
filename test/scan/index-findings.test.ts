/** What a scan says of index files that are gone, behind, damaged, of nobody, or of a later version; and what becomes of them. */
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { readTree } from '../builders/tree.ts';

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

test('index_version: an index of a newer ImaLink is told, and not written over', async () => {
  const lib = await scannedLibrary();
  const path = join(lib.root, 'index.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"format_version": "2.0"', '"format_version": "3.0"'));
  expect(readFileSync(path, 'utf8')).toContain('"3.0"');
  expect(ofIndexes(await lib.scan())).toContain('index_version info index.json');
});

test('session_conflict: of a path that two sessions claim the earlier import has it', async () => {
  const lib = await scannedLibrary();
  const before = readTree(lib.photos);
  const other = JSON.parse(readFileSync(join(lib.root, session), 'utf8')) as {
    import_session: Record<string, unknown>;
    files: Record<string, unknown>;
  };
  Object.assign(other.import_session, {
    id: 9,
    uuid: '3f2b8a54-6f0e-4f6e-9c5d-2a1b0c9d8e7f',
    title: 'Again',
    imported_at: '2030-01-01T00:00:00.000Z',
  });
  other.files = Object.fromEntries(Object.entries(other.files).slice(0, 2));
  writeFileSync(join(lib.root, 'imports/session_9.json'), JSON.stringify(other));
  const master = JSON.parse(readFileSync(join(lib.root, 'index.json'), 'utf8')) as { import_sessions: Record<string, unknown>[] };
  master.import_sessions.push({ ...master.import_sessions[0], ...other.import_session, index_file: 'imports/session_9.json' });
  writeFileSync(join(lib.root, 'index.json'), JSON.stringify(master));
  const [told] = ofIndexes(await lib.scan()).filter((line) => line.startsWith('session_conflict'));
  expect(told).toMatch(/^session_conflict info Card\//);
  expect(readTree(lib.photos)).toEqual(before);
});

test('a copy of a whole index that a person left beside it is nobody twice', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  copyFileSync(join(lib.root, session), join(lib.root, 'imports/session_1 (conflicted copy 2024-01-01).json'));
  expect(ofIndexes(await lib.scan())).toEqual([]);
  expect(await lib.dump()).toBe(before);
});
