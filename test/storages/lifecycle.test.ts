/** Storages that move, rest, come back, turn up twice and are forgotten: real folders, a real catalog. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { DiscoveredStorage } from '#contract/storage.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Library {
  readonly app: TestEngine;
  readonly uuid: string;
  readonly root: string;
  readonly photos: string;
}

async function library(count = 3): Promise<Library> {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Uint8Array> = {};
  for (let seed = 0; seed < count; seed++) files[`${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:1${seed} 10:00:00` });
  writeTree(join(app.folder, 'Card'), files);
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Trip' });
  return { app, ...storage };
}

async function discover({ app }: Pick<Library, 'app'>, roots: string[], depth?: number): Promise<DiscoveredStorage[]> {
  const { job_id } = await app.call('storage.discover', { roots, ...(depth === undefined ? {} : { depth }) });
  const job = await app.ended(job_id);
  if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
  return (job.result as { found: DiscoveredStorage[] }).found;
}

const show = ({ app, uuid }: Library) => app.call('storage.show', { storage: uuid });
const sessionText = (root: string) => readFileSync(join(root, 'imports/session_1.json'), 'utf8');
const uuidAt = (root: string) =>
  (JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as { storage_info: { uuid: string } }).storage_info.uuid;
/** Makes the session's index lag behind, and waits until everything that can be written is. */
async function rename({ app }: Library, title: string): Promise<void> {
  await app.call('session.edit', { session_id: 1, title });
}
const clones = async ({ app }: Library) =>
  (await app.call('conflict.list', { kind: 'clone_storage' })).conflicts.map(({ lane, facts }) => ({ lane, facts }));

test('a storage gets another name and asks for more copies; both stand in its index, its folder stays', async () => {
  const lib = await library(1);
  const { app, uuid, root } = lib;
  const other = await app.newStorage('Other');
  expect(await app.call('storage.edit', { storage: uuid, display_name: ' Arkiv Ålesund ', min_copies: 3 })).toMatchObject({
    display_name: 'Arkiv Ålesund',
    min_copies: 3,
    full_path: root,
  });
  expect(await app.call('copies', {})).toMatchObject({ min_copies: 3, total: 1 });
  await app.call('index.generate', { storage: uuid });
  const { storage_info: info } = JSON.parse(readFileSync(join(root, 'index.json'), 'utf8')) as { storage_info: object };
  expect(info).toMatchObject({ display_name: 'Arkiv Ålesund', min_copies: 3 });
  await expect(app.call('storage.edit', { storage: other.uuid, display_name: 'Arkiv Ålesund' })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('Choose another name'),
  });
  await expect(app.call('storage.edit', { storage: uuid, min_copies: 0 })).rejects.toMatchObject({ code: 'bad-input' });
});

test('storages are found below a folder, each with what it is to this catalog', async () => {
  const lib = await library();
  const { root, app } = lib;
  const other = await testEngine();
  const foreign = await other.newStorage();
  cpSync(foreign.root, join(app.folder, 'disks/usb/foreign'), { recursive: true });
  const found = await discover(lib, [app.folder]);
  expect(found).toEqual([
    { path: root, uuid: lib.uuid, display_name: 'base', sessions: 1, files: 3, relation: 'known', known_path: root },
    {
      path: join(app.folder, 'disks/usb/foreign'),
      uuid: foreign.uuid,
      display_name: 'base',
      sessions: 0,
      files: 0,
      relation: 'new',
      known_path: null,
    },
  ]);
});

test('a search follows no links, passes hidden folders over and goes no deeper than it is told', async () => {
  const lib = await library();
  const { folder } = lib.app;
  mkdirSync(join(folder, 'elsewhere/.hidden'), { recursive: true });
  mkdirSync(join(folder, 'search/a/b'), { recursive: true });
  cpSync(lib.root, join(folder, 'elsewhere/storage'), { recursive: true });
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'search/link'));
  symlinkSync(join(folder, 'search'), join(folder, 'search/a/circle'));
  cpSync(lib.root, join(folder, 'search/.hidden/copy'), { recursive: true });
  const moved = join(folder, 'search/a/b/here');
  renameSync(lib.root, moved);
  const relations = async (depth: number) =>
    (await discover(lib, [join(folder, 'search')], depth)).map(({ path, relation }) => [path, relation]);
  expect([await relations(2), await relations(3)]).toEqual([[], [[moved, 'moved']]]);
});

test('a search that is cancelled ends as cancelled', async () => {
  const lib = await library();
  for (let n = 0; n < 200; n++) mkdirSync(join(lib.app.folder, `many/${n}`), { recursive: true });
  const { job_id } = await lib.app.call('storage.discover', { roots: [lib.app.folder] });
  await lib.app.call('job.cancel', { job_id });
  expect((await lib.app.ended(job_id)).status).toBe('cancelled');
});

test('a folder to search in that is not there is named', async () => {
  const lib = await library();
  writeFileSync(join(lib.app.folder, 'file'), '');
  await expect(discover(lib, [join(lib.app.folder, 'nowhere')])).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(discover(lib, [join(lib.app.folder, 'file')])).rejects.toMatchObject({ code: 'not-a-folder' });
});

test('a storage that was moved and renamed is relocated without a single file event', async () => {
  const lib = await library();
  const moved = join(lib.app.folder, 'new disk/My photos');
  mkdirSync(dirname(moved), { recursive: true });
  renameSync(lib.root, moved);
  const before = readTree(moved);
  const storage = await lib.app.call('storage.relocate', { storage: lib.uuid, path: moved });
  expect([storage.state, storage.full_path, storage.base_path, storage.directory_name]).toEqual([
    'online',
    moved,
    dirname(moved),
    basename(moved),
  ]);
  expect(readTree(moved)).toEqual(before);
  expect((await lib.app.call('history.list', {})).entries).toEqual([]);
  expect((await lib.app.scan({ storage: lib.uuid })).changes_detected).toBe(false);
});

test('a storage is relocated only to a place that holds it', async () => {
  const lib = await library();
  const foreign = await (await testEngine()).newStorage();
  const relocate = (path: string) => lib.app.call('storage.relocate', { storage: lib.uuid, path });
  await expect(relocate(foreign.root)).rejects.toMatchObject({ code: 'storage-wrong-uuid' });
  await expect(relocate(lib.photos)).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(relocate(join(lib.app.folder, 'nowhere'))).rejects.toMatchObject({ code: 'path-not-found' });
  expect((await show(lib)).full_path).toBe(lib.root);
});

test('an inactive storage is not scanned and no index of it is written, until it is reactivated', async () => {
  const lib = await library();
  expect((await lib.app.call('storage.deactivate', { storage: lib.uuid })).state).toBe('inactive');
  await expect(lib.app.call('scan.start', { storage: lib.uuid })).rejects.toMatchObject({ code: 'storage-inactive' });
  await expect(lib.app.call('import.start', { sources: [join(lib.app.folder, 'Card')], storage: lib.uuid })).rejects.toMatchObject({
    code: 'storage-inactive',
  });
  const before = sessionText(lib.root);
  await rename(lib, 'While it rests');
  await lib.app.engine.close();
  expect(sessionText(lib.root)).toBe(before);
  const again = await testEngine({ folder: lib.app.folder });
  expect((await again.call('storage.show', { storage: lib.uuid })).health.stale_indexes).toBe(1);
  await again.call('storage.reactivate', { storage: lib.uuid });
  await again.engine.close();
  expect(sessionText(lib.root)).toContain('While it rests');
});

test('forgetting says first what would go, then takes the records and leaves every file', async () => {
  const lib = await library();
  const { app } = lib;
  const second = await app.newStorage('second');
  writeTree(join(app.folder, 'Other'), { 'shared.jpg': await jpeg({ seed: 0, takenAt: '2024:07:10 10:00:00' }) });
  await app.import({ sources: [join(app.folder, 'Other')], storage: second.uuid, title: 'Shared', duplicates: 'keep' });
  renameSync(join(lib.photos, 'Card/1.jpg'), join(lib.photos, 'Card/one.jpg'));
  await app.scan({ storage: lib.uuid });
  const before = readTree(lib.root);
  const dry = await app.call('storage.forget', { storage: lib.uuid });
  expect(dry).toEqual({ forgotten: false, photos: 2, sessions: 1, files_touched_on_disk: 0, unwritten_sessions: 0 });
  expect((await app.call('storage.list', {})).storages).toHaveLength(2);
  expect(await app.call('storage.forget', { storage: lib.uuid, confirm: true })).toEqual({ ...dry, forgotten: true });
  expect(readTree(lib.root)).toEqual(before);
  expect((await app.call('storage.list', {})).storages.map(({ uuid }) => uuid)).toEqual([second.uuid]);
  expect((await app.call('photos.open', {})).total).toBe(1);
  expect((await app.call('search', { query: 'one' })).total).toBe(0);
  await expect(app.call('storage.show', { storage: lib.uuid })).rejects.toMatchObject({ code: 'storage-not-found' });
  expect((await discover(lib, [app.folder])).find(({ uuid }) => uuid === lib.uuid)?.relation).toBe('new');
});

test('forgetting tells of changes that only the catalog holds', async () => {
  const lib = await library();
  renameSync(lib.root, `${lib.root}-away`);
  await rename(lib, 'Not written anywhere');
  expect((await lib.app.call('storage.forget', { storage: lib.uuid })).unwritten_sessions).toBe(1);
});

test('a copied storage is asked about, and until it is answered no index is written to either place', async () => {
  const lib = await library();
  const copy = join(lib.app.folder, 'base/copy');
  cpSync(lib.root, copy, { recursive: true });
  const [before, beforeCopy] = [readTree(lib.root), readTree(copy)];
  expect((await lib.app.call('storage.check', { storage: lib.uuid })).clone_path).toBe(copy);
  const storage = await show(lib);
  expect([storage.clone_path, storage.state_hint?.includes(copy)]).toEqual([copy, true]);
  expect(await clones(lib)).toMatchObject([
    { lane: 'ask', facts: { known: { path: lib.root, files: 3, sessions: 1 }, other: { path: copy, files: 3, sessions: 1 } } },
  ]);
  await rename(lib, 'Asked');
  await expect(lib.app.call('import.start', { sources: [join(lib.app.folder, 'Card')], storage: lib.uuid })).rejects.toMatchObject({
    code: 'storage-clone',
  });
  await lib.app.scan({ storage: lib.uuid });
  expect(await clones(lib)).toHaveLength(1);
  await lib.app.engine.close();
  expect([readTree(lib.root), readTree(copy)]).toEqual([before, beforeCopy]);
});

test('a copy that is a backup gets a uuid of its own that says whose copy it is; then the storage is written again', async () => {
  const lib = await library();
  const copy = join(lib.app.folder, 'backup');
  cpSync(lib.root, copy, { recursive: true });
  const former = readFileSync(join(copy, 'index.json'), 'utf8');
  const found = await discover(lib, [lib.app.folder]);
  expect(found.map(({ path, relation }) => [path, relation])).toEqual([
    [copy, 'clone'],
    [lib.root, 'known'],
  ]);
  await rename(lib, 'After the answer');
  await lib.app.call('storage.answerClone', { storage: lib.uuid, path: copy, answer: 'backup' });
  const info = (JSON.parse(readFileSync(join(copy, 'index.json'), 'utf8')) as { storage_info: Record<string, unknown> }).storage_info;
  expect([info['uuid'] === lib.uuid, info['copy_of']]).toEqual([false, lib.uuid]);
  expect(readTree(join(copy, '.imalink/history'))).not.toEqual({});
  expect(
    Object.keys(readTree(join(copy, '.imalink/history'))).map((name) => readFileSync(join(copy, '.imalink/history', name), 'utf8')),
  ).toContain(former);
  expect([await clones(lib), (await show(lib)).clone_path]).toEqual([[], null]);
  expect((await discover(lib, [copy]))[0]?.relation).toBe('new');
  await lib.app.engine.close();
  expect(sessionText(lib.root)).toContain('After the answer');
  expect(sessionText(copy)).not.toContain('After the answer');
});

test('a place that is called the storage itself takes its part, and the former place is not asked about again', async () => {
  const lib = await library();
  const moved = join(lib.app.folder, 'moved');
  cpSync(lib.root, moved, { recursive: true });
  await expect(lib.app.call('storage.relocate', { storage: lib.uuid, path: moved })).rejects.toMatchObject({
    code: 'storage-clone',
    details: { known_path: lib.root, path: moved },
  });
  const storage = await lib.app.call('storage.answerClone', { storage: lib.uuid, path: moved, answer: 'moved' });
  expect([storage.full_path, storage.clone_path]).toEqual([moved, null]);
  await discover(lib, [lib.app.folder]);
  expect([await clones(lib), (await show(lib)).clone_path, uuidAt(lib.root)]).toEqual([[], null, lib.uuid]);
});

test('a storage of its own gets another uuid and no word of where it came from', async () => {
  const lib = await library();
  const copy = join(lib.app.folder, 'own');
  cpSync(lib.root, copy, { recursive: true });
  await lib.app.call('storage.answerClone', { storage: lib.uuid, path: copy, answer: 'separate' });
  const info = (JSON.parse(readFileSync(join(copy, 'index.json'), 'utf8')) as { storage_info: Record<string, unknown> }).storage_info;
  expect([info['uuid'] === lib.uuid, 'copy_of' in info]).toEqual([false, false]);
  await expect(lib.app.call('storage.answerClone', { storage: lib.uuid, path: lib.root, answer: 'separate' })).rejects.toMatchObject({
    code: 'bad-input',
  });
  expect(uuidAt(lib.root)).toBe(lib.uuid);
});

test('the question ends by itself when the second place is gone', async () => {
  const lib = await library();
  const copy = join(lib.app.folder, 'base/copy');
  cpSync(lib.root, copy, { recursive: true });
  await lib.app.call('storage.check', { storage: lib.uuid });
  rmSync(copy, { recursive: true });
  expect((await lib.app.call('storage.check', { storage: lib.uuid })).clone_path).toBe(null);
  expect([await clones(lib), (await show(lib)).clone_path]).toEqual([[], null]);
});

test('when a storage was last seen stays known while it is away', async () => {
  const lib = await library();
  const seen = (await show(lib)).last_seen;
  renameSync(lib.root, `${lib.root}-away`);
  const away = await show(lib);
  expect([seen === null, away.state, away.last_seen === null]).toEqual([false, 'offline', false]);
});
