/** Scans through the real engine: people move files, ImaLink follows, and takes it back. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Library {
  readonly app: TestEngine;
  readonly uuid: string;
  readonly root: string;
  readonly photos: string;
}

const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

/** Ten photos in two folders, one of them with a sidecar. */
async function library(): Promise<Library> {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Uint8Array | string> = { 'a/0.xmp': xmp };
  for (let seed = 0; seed < 10; seed++)
    files[`${seed < 5 ? 'a' : 'b'}/${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:1${seed} 10:00:00` });
  writeTree(join(app.folder, 'Card'), files);
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Trip' });
  return { app, ...storage };
}

const scan = ({ app, uuid }: Library, more: object = {}) => app.scan({ storage: uuid, ...more });
const kinds = (result: { counts: Record<string, number> }) =>
  Object.fromEntries(Object.entries(result.counts).filter(([kind]) => kind !== 'files' && kind !== 'unchanged'));
const normalised = async ({ app }: Library) => JSON.stringify((await app.call('dump', { normalised: true }))['photos']);
const move = (library: Library, from: string, to: string): void => {
  mkdirSync(dirname(join(library.photos, to)), { recursive: true });
  renameSync(join(library.photos, from), join(library.photos, to));
};
const paths = ({ root }: Library) =>
  Object.values(SessionIndex.parse(JSON.parse(readFileSync(join(root, 'imports/session_1.json'), 'utf8'))).files).map(
    (entry) => entry.path,
  );

test('a storage that nobody touched has nothing to tell, and nothing is written', async () => {
  const lib = await library();
  const before = readTree(lib.root);
  const result = await scan(lib);
  expect([result.changes_detected, kinds(result), result.conflicts, result.applied]).toEqual([
    false,
    {},
    [],
    { journal_id: null, changes: 0 },
  ]);
  expect(readTree(lib.root)).toEqual(before);
});

test('moved, renamed and swapped files are followed, with their companions, in catalog and index', async () => {
  const lib = await library();
  const before = readTree(lib.photos);
  move(lib, 'Card/a/0.jpg', 'Italy/rome.jpg');
  move(lib, 'Card/a/0.xmp', 'Italy/rome.xmp');
  move(lib, 'Card/b', 'Card/c');
  move(lib, 'Card/a/1.jpg', 'Card/a/swap');
  move(lib, 'Card/a/2.jpg', 'Card/a/1.jpg');
  move(lib, 'Card/a/swap', 'Card/a/2.jpg');
  const result = await scan(lib);
  expect(result.missing_files).toEqual([]);
  expect(result.moved_files.map(({ old_path, new_path }) => `${old_path} > ${new_path}`).sort()).toEqual([
    'Card/a/0.jpg > Italy/rome.jpg',
    'Card/a/1.jpg > Card/a/2.jpg',
    'Card/a/2.jpg > Card/a/1.jpg',
    'Card/b/5.jpg > Card/c/5.jpg',
    'Card/b/6.jpg > Card/c/6.jpg',
    'Card/b/7.jpg > Card/c/7.jpg',
    'Card/b/8.jpg > Card/c/8.jpg',
    'Card/b/9.jpg > Card/c/9.jpg',
  ]);
  expect(paths(lib)).toEqual(Object.keys(readTree(lib.photos)).filter((path) => path.endsWith('.jpg')));
  expect(Object.values(readTree(lib.photos)).sort()).toEqual(Object.values(before).sort());
  const again = await scan(lib);
  expect([again.changes_detected, kinds(again)]).toEqual([false, {}]);
  expect((await lib.app.call('search', { query: 'rome' })).total).toBe(1);
});

test('undo brings the catalog back exactly, and the next scan follows again', async () => {
  const lib = await library();
  const before = await normalised(lib);
  move(lib, 'Card/a', 'Elsewhere');
  const { applied } = await scan(lib);
  const after = await normalised(lib);
  expect(after).not.toBe(before);
  await lib.app.call('history.undo', { id: applied.journal_id as number });
  expect(await normalised(lib)).toBe(before);
  expect((await lib.app.call('history.list', {})).entries[0]?.undone_at).not.toBeNull();
  expect((await scan(lib)).moved_files).toHaveLength(5);
  expect(await normalised(lib)).toBe(after);
});

test('undo of something that has moved on since is refused', async () => {
  const lib = await library();
  move(lib, 'Card/a/0.jpg', 'Card/a/first.jpg');
  const { applied } = await scan(lib);
  move(lib, 'Card/a/first.jpg', 'Card/a/second.jpg');
  await scan(lib);
  await expect(lib.app.call('history.undo', { id: applied.journal_id as number })).rejects.toMatchObject({ code: 'history-changed' });
});

test('a copy is recorded, an edit of pixels asks, an edit of metadata is taken over', async () => {
  const lib = await library();
  const before = await normalised(lib);
  copyFileSync(join(lib.photos, 'Card/a/0.jpg'), join(lib.photos, 'copy.jpg'));
  utimesSync(join(lib.photos, 'copy.jpg'), new Date(1e12), new Date(1e12));
  writeTree(lib.photos, {
    'Card/a/1.jpg': await jpeg({ seed: 1, takenAt: '2024:07:11 10:00:00', camera: 'Canon EOS' }),
    'Card/a/2.jpg': await jpeg({ seed: 222, takenAt: '2024:07:12 10:00:00' }),
  });
  utimesSync(join(lib.photos, 'Card/a/1.jpg'), new Date(1e12), new Date(1e12));
  utimesSync(join(lib.photos, 'Card/a/2.jpg'), new Date(1e12), new Date(1e12));
  const result = await scan(lib);
  expect(kinds(result)).toMatchObject({ duplicate: 1, metadata_edited: 1, edited: 1 });
  expect(result.conflicts.filter((conflict) => conflict.lane === 'ask').map(({ kind, path }) => ({ kind, path }))).toEqual([
    { kind: 'edited', path: 'Card/a/2.jpg' },
  ]);
  expect((await lib.app.call('conflict.list', { kind: 'edited' })).conflicts).toHaveLength(1);
  expect(await lib.app.call('conflict.explain', { kind: 'edited' })).toMatchObject({ kind: 'edited' });
  // Other bytes than those that were verified; an undo brings back that they were.
  const unverified = (dump: string): number => dump.split('"verified":false').length - 1;
  expect([unverified(before), unverified(await normalised(lib))]).toEqual([0, 2]);
  await lib.app.call('history.undo', { id: result.applied.journal_id as number });
  expect(await normalised(lib)).toBe(before);
});

test('a few missing files are marked and keep everything; when they come back they are present again', async () => {
  const lib = await library();
  renameSync(join(lib.photos, 'Card/a/3.jpg'), join(lib.app.folder, 'away.jpg'));
  const gone = await scan(lib);
  expect(gone.missing_files.map((file) => file.path)).toEqual(['Card/a/3.jpg']);
  const tile = async () => (await lib.app.call('search', { query: '3' })).photos.find((photo) => photo.file_name === '3.jpg');
  expect(await tile()).toMatchObject({ status: 'missing', has_hotpreview: true });
  renameSync(join(lib.app.folder, 'away.jpg'), join(lib.photos, 'Card/a/3.jpg'));
  await scan(lib);
  expect(await tile()).toMatchObject({ status: 'present' });
});

test('when much is gone at once nothing is marked and one question is asked', async () => {
  const lib = await library();
  const before = await normalised(lib);
  rmSync(join(lib.photos, 'Card'), { recursive: true });
  const result = await scan(lib);
  expect([result.missing_files, kinds(result)]).toEqual([[], { mass_missing: 1 }]);
  expect(await normalised(lib)).toBe(before);
  expect((await scan(lib)).conflicts).toHaveLength(1);
});

test('an empty mount point, another storage and an unplugged drive change nothing', async () => {
  const lib = await library();
  const before = await normalised(lib);
  renameSync(lib.root, `${lib.root}.away`);
  await expect(scan(lib)).rejects.toMatchObject({ code: 'storage-offline' });
  mkdirSync(join(lib.root, 'photos'), { recursive: true });
  await expect(scan(lib)).rejects.toMatchObject({ code: 'storage-offline' });
  const other = await lib.app.newStorage('other');
  copyFileSync(join(other.root, 'index.json'), join(lib.root, 'index.json'));
  await expect(scan(lib)).rejects.toMatchObject({ code: 'storage-wrong-uuid' });
  expect(await normalised(lib)).toBe(before);
});

test('a scan of one folder says nothing about the rest', async () => {
  const lib = await library();
  move(lib, 'Card/a/0.jpg', 'Card/b/from-a.jpg');
  rmSync(join(lib.photos, 'Card/a/1.jpg'));
  const result = await scan(lib, { path: 'Card/b' });
  expect(result.moved_files.map((file) => file.new_path)).toEqual(['Card/b/from-a.jpg']);
  expect(result.missing_files).toEqual([]);
  await expect(scan(lib, { path: '../..' })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(scan(lib, { path: 'nowhere' })).rejects.toMatchObject({ code: 'path-not-found' });
});

test('a dry run and a quick scan conclude nothing that is not sure', async () => {
  const lib = await library();
  const before = await normalised(lib);
  move(lib, 'Card/a/0.jpg', 'x.jpg');
  expect((await scan(lib, { dry_run: true })).conflicts.map((conflict) => conflict.kind)).toContain('moved');
  expect((await scan(lib, { mode: 'quick' })).missing_files).toEqual([]);
  expect(await normalised(lib)).toBe(before);
});

test('a full scan finds a flipped bit that size and time do not show', async () => {
  const lib = await library();
  const path = join(lib.photos, 'Card/a/4.jpg');
  const bytes = readFileSync(path);
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 0x10;
  const mtime = new Date('2024-08-01T12:00:00.123Z');
  writeFileSync(path, bytes);
  utimesSync(path, mtime, mtime);
  expect(kinds(await scan(lib))).toEqual({});
  expect(kinds(await scan(lib, { mode: 'full' }))).toEqual({ corrupt: 1 });
  expect(existsSync(path)).toBe(true);
});

test('a photo overwritten with garbage is damaged, not edited', async () => {
  const lib = await library();
  writeFileSync(join(lib.photos, 'Card/a/4.jpg'), 'oh no');
  expect(kinds(await scan(lib))).toEqual({ corrupt: 1 });
});

test('a scan that was interrupted goes on where it was', async () => {
  const lib = await library();
  // One new picture under many names, so that reading them takes long enough to be interrupted.
  const picture = await jpeg({ seed: 100 });
  const fresh = Array.from({ length: 1500 }, (_, index) => `new/${1000 + index}.jpg`);
  writeTree(lib.photos, Object.fromEntries(fresh.map((path) => [path, picture])));
  const { job_id } = await lib.app.call('scan.start', { storage: lib.uuid });
  // Asked for, because it is told ten times a second, and some of it is read in less. Eleven files are known before.
  const readFiles = async (): Promise<number> => (await lib.app.call('job.show', { job_id })).progress.done_files;
  while ((await readFiles()) <= 11) await new Promise(setImmediate);
  await lib.app.call('job.cancel', { job_id });
  expect((await lib.app.ended(job_id)).status).toBe('cancelled');
  // Same size and time, other bytes: only what is read again would be seen. Nothing of the first readings is.
  const first = join(lib.photos, fresh[0] ?? '');
  const bytes = readFileSync(first);
  const { mtime } = statSync(first);
  writeFileSync(first, Buffer.alloc(bytes.length));
  utimesSync(first, mtime, mtime);
  const result = await scan(lib);
  const found = result.conflicts.find(({ path }) => path === fresh[0]);
  expect(found?.facts['checksum']).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(result.counts).toMatchObject({ untracked: 1500 });
});

test('a file that is still being written is looked at again by itself', async () => {
  const lib = await library();
  // Written this very moment: too young to be read.
  mkdirSync(join(lib.photos, 'new'));
  writeFileSync(join(lib.photos, 'new/now.jpg'), await jpeg({ seed: 77 }));
  const followed = Promise.withResolvers<ScanResult>();
  const first = await scan(lib);
  expect([first.deferred, first.conflicts]).toEqual([1, []]);
  const unsubscribe = lib.app.engine.onEvent((name, payload) => {
    const { job } = payload as { job?: JobDto };
    if (name === 'job.changed' && job?.kind === 'scan' && job.result !== null) followed.resolve(job.result as ScanResult);
  });
  const second = await followed.promise;
  unsubscribe();
  expect([second.deferred, second.conflicts.map(({ path }) => path)]).toEqual([0, ['new/now.jpg']]);
});
