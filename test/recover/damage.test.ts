/** Storages that come back in pieces: every kind of damage keeps what can be kept, names the rest, deletes nothing. */
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { maxIndexBytes } from '#core/format/parse-json.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { hothashOf, writeLibrary, type FileModel, type LibraryModel } from '../builders/library-rows.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const photo = {
  taken: '2024-07-15T10:00:00.000',
  offset: null,
  camera: 'Canon EOS 40D',
  gps: null,
  exposure: false,
  title: '',
  custom: false,
  previous: false,
  hasHotpreview: true,
};
const file = (index: number, session: number): FileModel => ({
  photo: index,
  session,
  folder: `${session}/`,
  status: 'present',
  companions: index === 0 ? ['sidecar'] : [],
  verified: false,
  referencedBy: 0,
});
const session = (title: string) => ({ storage: 0, title, notes: '', author: 'Anna', problem: false, incomplete: false });
/** Two sessions of two photos each. */
const model: LibraryModel = {
  photos: [photo, photo, photo, photo],
  sessions: [session('One'), session('Two')],
  files: [file(0, 0), file(1, 0), file(2, 1), file(3, 1)],
};

interface Lost {
  readonly folder: string;
  readonly root: string;
  readonly before: Dump;
}
type Dump = { photos: { hothash: string; rating: number; files: { path: string; status: string }[] }[]; sessions: { title: string }[] };
const dumpOf = async (app: TestEngine) => (await app.call('dump', { normalised: true })) as unknown as Dump;

/** A library whose catalog is gone. Every photo was rated, so that each index has a former generation. */
async function lostLibrary(): Promise<Lost> {
  const folder = tempFolder();
  const app = await testEngine({ folder });
  const storage = await app.newStorage('a');
  writeLibrary(join(folder, 'home'), [storage], model);
  await app.call('system.doctor', { fix: true });
  await app.call('photo.edit', { hothashes: [0, 1, 2, 3].map(hothashOf), change: { rating: 4, add_tags: ['rome'] } });
  await app.call('album.create', { name: 'Best' });
  await app.call('album.addPhotos', { album: 'Best', hothashes: [hothashOf(3), hothashOf(0)] });
  await app.engine.close();
  const again = await testEngine({ folder });
  const before = await dumpOf(again);
  await again.engine.close();
  rmSync(join(folder, 'home'), { recursive: true });
  return { folder, root: storage.root, before };
}

async function recover(app: TestEngine, paths: readonly string[], dryRun = false): Promise<RecoverResult> {
  const { job_id: jobId } = await app.call('recover.start', { paths: [...paths], dry_run: dryRun });
  const job = await app.ended(jobId);
  if (job.error) throw Object.assign(new Error(job.error.message), { code: job.error.code });
  return job.result as RecoverResult;
}

const codes = (result: RecoverResult) => result.problems.map((problem) => problem.code);
const photosOf = (root: string) => Object.entries(readTree(join(root, 'photos')));

test('a dry run tells the same counts and changes nothing', async () => {
  const { folder, root } = await lostLibrary();
  const trees = readTree(root);
  const app = await testEngine({ folder });
  const dry = await recover(app, [root], true);
  expect(dry).toMatchObject({ storages: 1, sessions: 2, restored: 4, missing: 0, unreadable: 0, untracked: 0, applied: false });
  expect(await app.call('storage.list', {})).toEqual({ storages: [] });
  expect((await app.call('dump', { normalised: true }))['photos']).toEqual([]);
  expect(readTree(root)).toEqual(trees);
});

test('the folder that holds storages may be named as well', async () => {
  const { folder, root, before } = await lostLibrary();
  const app = await testEngine({ folder });
  expect(await recover(app, [join(root, '..')])).toMatchObject({ storages: 1, restored: 4 });
  expect(await dumpOf(app)).toEqual(before);
});

test('master-missing: it is made anew from its former generation, or from the sessions alone', async () => {
  for (const withHistory of [true, false]) {
    const { folder, root, before } = await lostLibrary();
    rmSync(join(root, 'index.json'));
    if (!withHistory) rmSync(join(root, '.imalink/history'), { recursive: true });
    const app = await testEngine({ folder });
    const result = await recover(app, [root]);
    expect(result).toMatchObject({ sessions: 2, restored: 4, missing: 0 });
    const after = await dumpOf(app);
    expect({ photos: after.photos, sessions: after.sessions }).toEqual({ photos: before.photos, sessions: before.sessions });
    expect(JSON.parse(readFileSync(join(root, 'index.json'), 'utf8'))).toMatchObject({
      import_sessions: [{ title: 'One' }, { title: 'Two' }],
    });
    expect((await app.call('storage.list', {})).storages).toMatchObject([{ state: 'online', full_path: root }]);
    await app.engine.close();
  }
});

test('session-truncated: its former generation takes its place, the damaged file is kept in quarantine', async () => {
  const { folder, root, before } = await lostLibrary();
  truncateSync(join(root, 'imports/session_1.json'), 700);
  const damaged = readFileSync(join(root, 'imports/session_1.json'));
  const photos = photosOf(root);
  const app = await testEngine({ folder });
  const result = await recover(app, [root]);
  expect(result).toMatchObject({ sessions: 2, restored: 4 });
  expect(codes(result)).toEqual(['index-corrupt', 'index-former']);
  expect(readFileSync(join(root, '.imalink/quarantine/session_1.json'))).toEqual(damaged);
  const after = await dumpOf(app);
  // The former generation is the one before the ratings; those of the other session are there.
  expect(after.photos.map(({ hothash, rating }) => ({ hothash, rating }))).toEqual(
    before.photos.map(({ hothash, files }) => ({ hothash, rating: files[0]?.path.startsWith('0/') ? 0 : 4 })),
  );
  expect(JSON.parse(readFileSync(join(root, 'imports/session_1.json'), 'utf8'))).toMatchObject({ import_session: { title: 'One' } });
  expect(photosOf(root)).toEqual(photos);
});

test('session-truncated without a former generation: the others come back, its files are untracked', async () => {
  const { folder, root } = await lostLibrary();
  truncateSync(join(root, 'imports/session_1.json'), 700);
  rmSync(join(root, '.imalink/history'), { recursive: true });
  const app = await testEngine({ folder });
  const result = await recover(app, [root]);
  expect(result).toMatchObject({ sessions: 1, restored: 2, missing: 0, unreadable: 0, untracked: 2 });
  expect(codes(result)).toEqual(['index-corrupt']);
  expect((await dumpOf(app)).sessions.map(({ title }) => title)).toEqual(['Two']);
  expect(existsSync(join(root, '.imalink/quarantine/session_1.json'))).toBe(true);
});

test('index-missing: while the catalog knows the storage, its indexes are written again', async () => {
  const { folder, root, before } = await lostLibrary();
  const app = await testEngine({ folder });
  await recover(app, [root]);
  const indexes = readTree(join(root, 'imports'));
  for (const piece of ['index.json', 'imports', '.imalink']) rmSync(join(root, piece), { recursive: true });
  await recover(app, [root]);
  const after = await dumpOf(app);
  expect(after).toEqual(before);
  expect(Object.keys(readTree(join(root, 'imports')))).toEqual(Object.keys(indexes));
  expect(readdirSync(join(root, '.imalink/metadata/collections'))).toHaveLength(1);
});

test('index-missing: a storage that nothing knows any more is adopted by a scan of its photos', async () => {
  const folder = tempFolder();
  const root = join(folder, 'imalink_20240101_000000_aaaaaaaa');
  writeTree(join(root, 'photos'), { '2024/a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  const photos = photosOf(root);
  const app = await testEngine({ folder });
  expect(await recover(app, [root])).toMatchObject({ storages: 1, sessions: 1, untracked: 2 });
  const after = await dumpOf(app);
  expect(after.sessions.map(({ title }) => title)).toEqual([expect.stringMatching(/^Adopted \d{4}-\d\d-\d\d$/)]);
  expect(after.photos.flatMap(({ files }) => files.map(({ path }) => path)).toSorted()).toEqual(['2024/a.jpg', 'b.jpg']);
  expect(photosOf(root)).toEqual(photos);
  const again = await recover(app, [root]);
  expect(again).toMatchObject({ sessions: 0, restored: 2, already_known: 2, untracked: 0, problems: [] });
});

test('session-hand-edited: what a person changed in the text counts, and keys of theirs survive', async () => {
  const { folder, root } = await lostLibrary();
  const path = join(root, 'imports/session_1.json');
  const index = JSON.parse(readFileSync(path, 'utf8')) as { import_session: object; files: Record<string, { photo: object }> };
  Object.assign(index, { mine: 1 });
  Object.assign(index.import_session, { title: 'By hand', shelf: 'B' });
  const entry = index.files[hothashOf(0)] as { photo: object };
  Object.assign(entry, { note: { deep: [1] } });
  Object.assign(entry.photo, { caption: 'written by hand', mood: 'calm' });
  writeFileSync(path, `\uFEFF${JSON.stringify(index, null, '\t').replaceAll('\n', '\r\n')}`);
  const app = await testEngine({ folder });
  expect(await recover(app, [root])).toMatchObject({ restored: 4, problems: [] });
  expect(await app.call('photo.show', { hothash: hothashOf(0) })).toMatchObject({ caption: 'written by hand', rating: 4 });
  await app.call('photo.edit', { hothashes: [hothashOf(0)], change: { rating: 5 } });
  await app.engine.close();
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
    mine: 1,
    import_session: { title: 'By hand', shelf: 'B' },
    files: { [hothashOf(0)]: { note: { deep: [1] }, photo: { caption: 'written by hand', mood: 'calm', rating: 5 } } },
  });
});

test('preview-orphan: a hotpreview without a photo is left alone, a photo without its hotpreview says so', async () => {
  const { folder, root } = await lostLibrary();
  const own = join(root, '.imalink/hotpreviews', hothashOf(1).slice(0, 2), hothashOf(1).slice(2, 4), `${hothashOf(1)}.jpg`);
  renameSync(own, own.replace(hothashOf(1), hothashOf(99)));
  const app = await testEngine({ folder });
  await recover(app, [root]);
  expect(await app.call('photo.show', { hothash: hothashOf(0) })).toMatchObject({ has_hotpreview: true });
  expect(await app.call('photo.show', { hothash: hothashOf(1) })).toMatchObject({ has_hotpreview: false });
  expect(existsSync(own.replace(hothashOf(1), hothashOf(99)))).toBe(true);
});

test('files that are gone are missing and stay on record; an empty photos folder says nothing about any', async () => {
  const one = await lostLibrary();
  rmSync(join(one.root, 'photos/1/IMG_2.jpg'));
  const app = await testEngine({ folder: one.folder });
  expect(await recover(app, [one.root])).toMatchObject({ restored: 3, missing: 1, unreadable: 0 });
  const statuses = (dump: Dump) => dump.photos.flatMap(({ files }) => files.map((entry) => entry.status)).toSorted();
  expect(statuses(await dumpOf(app))).toEqual(['missing', 'present', 'present', 'present']);
  await app.engine.close();
  expect(readFileSync(join(one.root, 'imports/session_2.json'), 'utf8')).toContain('"status": "missing"');

  const two = await lostLibrary();
  rmSync(join(two.root, 'photos'), { recursive: true });
  mkdirSync(join(two.root, 'photos'));
  const other = await testEngine({ folder: two.folder });
  expect(await recover(other, [two.root])).toMatchObject({ restored: 0, missing: 0, unreadable: 4 });
  expect(statuses(await dumpOf(other))).toEqual(['present', 'present', 'present', 'present']);
});

test('two storages one after the other: an album across both is whole again, whichever comes first', async () => {
  const folder = tempFolder();
  const app = await testEngine({ folder });
  const storages = [await app.newStorage('a'), await app.newStorage('b')];
  writeLibrary(join(folder, 'home'), storages, { ...model, sessions: [session('One'), { ...session('Two'), storage: 1 }] });
  await app.call('album.create', { name: 'Across' });
  const order = [3, 0, 2, 1].map(hothashOf);
  await app.call('album.addPhotos', { album: 'Across', hothashes: order });
  await app.engine.close();
  rmSync(join(folder, 'home'), { recursive: true });
  const again = await testEngine({ folder });
  await recover(again, [storages[1]?.root ?? '']);
  expect((await again.call('album.show', { album: 'Across' })).hothashes).toEqual([3, 2].map(hothashOf));
  // What is not known yet is not lost from the file either.
  await again.call('album.rename', { album: 'Across', name: 'Both' });
  await again.call('album.addPhotos', { album: 'Both', hothashes: [hothashOf(2)], position: 0 });
  await again.call('system.doctor', { fix: true });
  await recover(again, [storages[0]?.root ?? '']);
  expect((await again.call('album.show', { album: 'Both' })).hothashes).toEqual([2, 3, 0, 1].map(hothashOf));
});

test('merging keeps the newer word, whichever side has it', async () => {
  const { folder, root } = await lostLibrary();
  const app = await testEngine({ folder });
  await recover(app, [root]);
  await app.call('photo.edit', { hothashes: [hothashOf(0)], change: { rating: 1 } });
  await app.call('system.doctor', { fix: true });
  // Another machine rates on: its index is ahead.
  const path = join(root, 'imports/session_2.json');
  const index = JSON.parse(readFileSync(path, 'utf8')) as {
    import_session: { generation: number };
    files: Record<string, { photo: { rating: number; rev: number } }>;
  };
  const entry = index.files[hothashOf(2)] as { photo: { rating: number; rev: number } };
  Object.assign(entry.photo, { rating: 2, rev: entry.photo.rev + 1 });
  index.import_session.generation += 5;
  writeFileSync(path, JSON.stringify(index, null, 2));
  expect(await recover(app, [root])).toMatchObject({ sessions: 0, restored: 4, conflicts: 0 });
  const ratings = await Promise.all([0, 1, 2, 3].map(async (id) => (await app.call('photo.show', { hothash: hothashOf(id) })).rating));
  expect(ratings).toEqual([1, 4, 2, 4]);
  // It renames the album on; of two states the higher rev counts.
  const collections = join(root, '.imalink/metadata/collections');
  const albumPath = join(collections, readdirSync(collections)[0] as string);
  const album = JSON.parse(readFileSync(albumPath, 'utf8')) as { rev: number; hothashes: string[] };
  writeFileSync(albumPath, JSON.stringify({ ...album, name: 'Finest', rev: album.rev + 1, hothashes: album.hothashes.toReversed() }));
  await recover(app, [root]);
  expect(await app.call('album.show', { album: 'Finest' })).toMatchObject({ hothashes: album.hothashes.toReversed() });
  writeFileSync(albumPath, JSON.stringify({ ...album, name: 'Older', rev: album.rev }));
  await recover(app, [root]);
  expect((await app.call('album.list', {})).albums.map(({ name }) => name)).toEqual(['Finest']);
});

test('what was removed for good does not come back from a storage that was away', async () => {
  const { folder, root } = await lostLibrary();
  const app = await testEngine({ folder });
  await recover(app, [root]);
  renameSync(root, `${root}-away`);
  await app.call('album.remove', { album: 'Best' });
  renameSync(`${root}-away`, root);
  await recover(app, [root]);
  expect(await app.call('album.list', {})).toEqual({ albums: [] });
  await app.call('system.doctor', { fix: true });
  expect(readdirSync(join(root, '.imalink/metadata/collections'))).toEqual([]);
});

test('indexes that lead out of the storage are refused and stay where they point', async () => {
  const { folder, root } = await lostLibrary();
  const outside = join(folder, 'outside.json');
  renameSync(join(root, 'imports/session_1.json'), outside);
  symlinkSync(outside, join(root, 'imports/session_1.json'));
  rmSync(join(root, '.imalink/history'), { recursive: true });
  const before = readFileSync(outside);
  const app = await testEngine({ folder });
  const result = await recover(app, [root]);
  expect(result).toMatchObject({ sessions: 1, restored: 2 });
  expect(result.problems).toMatchObject([
    { code: 'index-corrupt', message: expect.stringContaining('leads out of the storage') as string },
  ]);
  expect(readFileSync(outside)).toEqual(before);
});

test('an index that is larger than any may be is not opened, and the others come back', async () => {
  const { folder, root } = await lostLibrary();
  truncateSync(join(root, 'imports/session_1.json'), maxIndexBytes + 1);
  rmSync(join(root, '.imalink/history'), { recursive: true });
  const app = await testEngine({ folder });
  const result = await recover(app, [root]);
  expect(result).toMatchObject({ sessions: 1, restored: 2, untracked: 2 });
  expect(result.problems.map(({ message }) => message)).toEqual([expect.stringContaining('are more than an index may have')]);
});

test('a storage of a newer version is read and never written', async () => {
  const { folder, root } = await lostLibrary();
  const path = join(root, 'index.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"format_version": "2.0"', '"format_version": "3.0"'));
  const trees = readTree(root);
  const app = await testEngine({ folder });
  expect(await recover(app, [root])).toMatchObject({ restored: 4, problems: [] });
  expect((await app.call('storage.list', {})).storages).toMatchObject([{ state: 'read-only' }]);
  await app.call('photo.edit', { hothashes: [hothashOf(0)], change: { rating: 1 } });
  await app.engine.close();
  expect(readTree(root)).toEqual(trees);
});

test('paths that are not there or no folders are named', async () => {
  const { folder, root } = await lostLibrary();
  const app = await testEngine({ folder });
  await expect(recover(app, [join(folder, 'nope')])).rejects.toMatchObject({ code: 'path-not-found' });
  await expect(recover(app, [join(root, 'index.json')])).rejects.toMatchObject({ code: 'not-a-folder' });
});

test('the same storage at two places is not merged', async () => {
  const { folder, root } = await lostLibrary();
  const copy = join(folder, 'copy');
  writeTree(copy, Object.fromEntries(Object.keys(readTree(root)).map((path) => [path, readFileSync(join(root, path))])));
  const app = await testEngine({ folder });
  expect(await recover(app, [root, copy])).toMatchObject({ storages: 1, restored: 4, conflicts: 1 });
});
