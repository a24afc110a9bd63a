/** Imports through the real engine: real files, real SQLite, real sharp. */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { SessionIndex } from '#core/format/session-index.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, sha256, writeTree } from '../builders/tree.ts';

const session = (root: string, id = 1) => SessionIndex.parse(JSON.parse(readFileSync(join(root, `imports/session_${id}.json`), 'utf8')));
const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

test('copies every file byte for byte, with its time, and leaves the source alone', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, {
    'DCIM/IMG_1.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS' }),
    'DCIM/IMG_1.xmp': xmp,
    'IMG_2.JPG': await jpeg({ seed: 2 }),
    'notes.txt': 'no photo',
    'zero.jpg': '',
  });
  const before = readTree(source);
  const result = await app.import({ sources: [source], storage: storage.uuid, title: 'Italy' });
  expect(result.counts).toMatchObject({
    found: 5,
    imported: 2,
    companions: 1,
    duplicates: 0,
    further_copies: 0,
    unsupported: 1,
    failed: 1,
  });
  expect(result.session).toMatchObject({ id: 1, title: 'Italy', status: 'complete' });
  expect(result.problems.map(({ path, code }) => ({ path, code }))).toEqual([
    { path: 'notes.txt', code: 'unsupported' },
    { path: 'zero.jpg', code: 'empty' },
  ]);
  expect(readTree(source)).toEqual(before);
  expect(readTree(storage.photos)).toEqual({
    'Card/DCIM/IMG_1.jpg': before['DCIM/IMG_1.jpg'],
    'Card/DCIM/IMG_1.xmp': before['DCIM/IMG_1.xmp'],
    'Card/IMG_2.JPG': before['IMG_2.JPG'],
  });
  expect(readdirSync(join(storage.root, '.imalink/staging'))).toEqual([]);
});

test('writes an index that holds everything, and a master that points to it', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, {
    'b.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS' }),
    'b.xmp': xmp,
    'a.jpg': await jpeg({ seed: 2 }),
  });
  await app.import({ sources: [source], storage: storage.uuid, title: 'T', notes: 'N', author: 'Ada' });
  const index = session(storage.root);
  expect(index.import_session).toMatchObject({
    id: 1,
    title: 'T',
    description: 'N',
    status: 'complete',
    default_author: { name: 'Ada' },
    source_path: [source],
  });
  const entries = Object.values(index.files);
  expect(entries.map((entry) => entry.path)).toEqual(['Card/a.jpg', 'Card/b.jpg']);
  expect(entries[1]).toMatchObject({
    filename: 'b.jpg',
    file_format: 'JPEG',
    taken_at: '2024-07-15T10:00:00.000',
    taken_at_offset: null,
    taken_at_source: 'exif',
    camera: 'Canon EOS',
    width: 48,
    height: 32,
    has_hotpreview: true,
    status: 'present',
    companions: [{ path: 'Card/b.xmp', role: 'sidecar' }],
  });
  const text = readFileSync(join(storage.root, 'imports/session_1.json'));
  expect(JSON.parse(readFileSync(join(storage.root, 'index.json'), 'utf8')).import_sessions).toMatchObject([
    { id: 1, title: 'T', file_count: 2, index_file: 'imports/session_1.json', sha256: sha256(text) },
  ]);
  for (const hothash of Object.keys(index.files))
    expect(readdirSync(join(storage.root, '.imalink/hotpreviews', hothash.slice(0, 2), hothash.slice(2, 4)))).toEqual([`${hothash}.jpg`]);
});

test('a second import of the same files brings nothing and lists what it recognised', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, { 'a.jpg': await jpeg({ seed: 1 }), 'twin of a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  expect((await app.import({ sources: [source], storage: storage.uuid })).counts).toMatchObject({ imported: 2, duplicates: 1 });
  const before = readTree(storage.photos);
  const again = await app.import({ sources: [source], storage: storage.uuid });
  expect(again.counts).toMatchObject({ imported: 0, duplicates: 3 });
  expect(again.matches).toEqual([
    { path: 'a.jpg', kind: 'duplicate', matches: 'Card/a.jpg' },
    { path: 'b.jpg', kind: 'duplicate', matches: 'Card/b.jpg' },
    { path: 'twin of a.jpg', kind: 'duplicate', matches: 'Card/a.jpg' },
  ]);
  expect(readTree(storage.photos)).toEqual(before);
});

test('a stored file that no longer holds its bytes is no reason to skip its source', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [source], storage: storage.uuid });
  const stored = join(storage.photos, 'Card/a.jpg');
  const rotten = readFileSync(stored);
  rotten[rotten.length - 5] = (rotten[rotten.length - 5] ?? 0) ^ 0xff;
  writeFileSync(stored, rotten);
  expect((await app.import({ sources: [source], storage: storage.uuid })).counts).toMatchObject({ imported: 1, duplicates: 0 });
  expect(sha256(readFileSync(join(storage.photos, 'Card/a-1.jpg')))).toBe(sha256(readFileSync(join(source, 'a.jpg'))));
});

test('the same picture with other metadata is kept as a further copy of one photo', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, {
    'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00' }),
    'retagged.jpg': await jpeg({ seed: 1, takenAt: '2023:01:01 09:00:00' }),
  });
  const result = await app.import({ sources: [source], storage: storage.uuid });
  expect(result.counts).toMatchObject({ imported: 2, further_copies: 1, duplicates: 0 });
  expect(result.matches).toEqual([{ path: 'retagged.jpg', kind: 'further_copy', matches: 'Card/a.jpg' }]);
  const [entry] = Object.values(session(storage.root).files);
  expect(entry).toMatchObject({ path: 'Card/a.jpg', copies: [{ path: 'Card/retagged.jpg' }] });
});

test('a taken name gets a number, and companions follow their photo', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  for (const [card, seed] of [
    ['one', 1],
    ['two', 2],
  ] as const)
    writeTree(join(app.folder, card), {
      'IMG.jpg': await jpeg({ seed }),
      'IMG.jpg.xmp': `${xmp}<!-- ${card} -->`,
      'IMG.aae': `<plist/>${card}`,
    });
  for (const card of ['one', 'two']) await app.import({ sources: [join(app.folder, card)], storage: storage.uuid, layout: 'flat' });
  expect(Object.keys(readTree(storage.photos))).toEqual(['IMG-1.aae', 'IMG-1.jpg', 'IMG-1.jpg.xmp', 'IMG.aae', 'IMG.jpg', 'IMG.jpg.xmp']);
});

test('names that differ only in case or Unicode form do not meet on any disk', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'Card'), { 'É.jpg': await jpeg({ seed: 1 }), 'e\u0301.JPG': await jpeg({ seed: 2 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, layout: 'flat' });
  expect(new Set(Object.keys(readTree(storage.photos)).map((name) => name.normalize('NFC').toLowerCase())).size).toBe(2);
});

test('a file of that name that the catalog does not know is never touched', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  writeTree(storage.photos, { 'a.jpg': 'something of the user', 'b.jpg': await jpeg({ seed: 2 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, layout: 'flat' });
  expect(readFileSync(join(storage.photos, 'a.jpg'), 'utf8')).toBe('something of the user');
  expect(Object.keys(readTree(storage.photos))).toEqual(['a-1.jpg', 'a.jpg', 'b.jpg']);
});

test('an edited sidecar of a stored photo joins it', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp });
  await app.import({ sources: [source], storage: storage.uuid });
  writeTree(source, { 'a.xmp': `${xmp}<!-- five stars -->` });
  expect((await app.import({ sources: [source], storage: storage.uuid })).counts).toMatchObject({
    imported: 0,
    duplicates: 1,
    companions: 1,
  });
  const [hothash] = Object.keys(session(storage.root).files);
  expect((await app.call('photo.show', { hothash: hothash as string })).files[0]?.companions.map((companion) => companion.path)).toEqual([
    'Card/a-1.xmp',
    'Card/a.xmp',
  ]);
});

test('duplicates can be kept, or referred to by the new session', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [source], storage: storage.uuid });
  expect((await app.import({ sources: [source], storage: storage.uuid, duplicates: 'reference' })).counts).toMatchObject({
    imported: 0,
    duplicates: 1,
  });
  expect((await app.import({ sources: [source], storage: storage.uuid, duplicates: 'keep' })).counts).toMatchObject({ imported: 1 });
  expect(Object.values(session(storage.root, 2).files).map((entry) => entry.path)).toEqual(['Card/a.jpg']);
  expect(Object.keys(readTree(storage.photos))).toEqual(['Card/a-1.jpg', 'Card/a.jpg']);
  expect((await app.call('session.list', {})).sessions.map((row) => row.photo_count)).toEqual([1, 1, 1]);
});

test('a preview counts exactly what the import then does, and writes nothing', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, {
    'a.jpg': await jpeg({ seed: 1 }),
    'twin.jpg': await jpeg({ seed: 1 }),
    'b/c.jpg': await jpeg({ seed: 2 }),
    'b/c.xmp': xmp,
    'x.txt': 'x',
    'zero.jpg': '',
    'fake.jpg': '<html></html>',
  });
  const before = readTree(storage.root);
  const preview = await app.preview({ sources: [source], storage: storage.uuid });
  expect(readTree(storage.root)).toEqual(before);
  expect((await app.call('session.list', {})).sessions).toEqual([]);
  expect((await app.import({ sources: [source], storage: storage.uuid })).counts).toEqual(preview.counts);
});

test('an adopted folder is registered in place: nothing of the user moves', async () => {
  const app = await testEngine();
  const root = join(app.folder, 'Pictures');
  writeTree(root, {
    '2023/a.jpg': await jpeg({ seed: 1 }),
    '2023/a.xmp': xmp,
    '2023/copy of a.jpg': await jpeg({ seed: 1 }),
    'b.jpg': await jpeg({ seed: 2 }),
  });
  const before = readTree(root);
  const storage = await app.call('storage.adopt', { path: root });
  expect(storage).toMatchObject({ photos_dir: '.', state: 'online', display_name: 'Pictures' });
  expect((await app.import({ sources: [root], storage: storage.uuid, mode: 'register' })).counts).toMatchObject({
    imported: 3,
    companions: 1,
  });
  expect(readTree(root)).toMatchObject(before);
  expect(Object.values(session(root).files).map((entry) => entry.path)).toEqual(['2023/a.jpg', 'b.jpg']);
});

test('names that no index can hold are listed when they are registered in place, and replaced when they are copied', async () => {
  const app = await testEngine();
  const root = join(app.folder, 'Pictures');
  writeTree(root, { 'a.jpg': await jpeg({ seed: 1 }), 'b\\c.jpg': await jpeg({ seed: 2 }), 'C:d.jpg': await jpeg({ seed: 3 }) });
  const storage = await app.call('storage.adopt', { path: root });
  const registered = await app.import({ sources: [root], storage: storage.uuid, mode: 'register' });
  expect([registered.counts.imported, registered.problems.map(({ path, code }) => `${code} ${path}`)]).toEqual([
    1,
    ['name-not-storable b\\c.jpg', 'name-not-storable C:d.jpg'],
  ]);
  expect(Object.values(session(root).files).map((entry) => entry.path)).toEqual(['a.jpg']);
  const other = await app.newStorage('other');
  const copied = await app.import({ sources: [join(root, 'C:d.jpg'), join(root, 'b\\c.jpg')], storage: other.uuid });
  expect([copied.counts.imported, copied.problems]).toEqual([2, []]);
  expect(
    Object.values(session(other.root, 2).files)
      .map((entry) => entry.path)
      .toSorted(),
  ).toEqual(['C_d.jpg', 'b_c.jpg']);
});

test('a catalog thread and an own thread import the same', async () => {
  const dumps = [];
  for (const catalogInThread of [false, true]) {
    const app = await testEngine({ catalogInThread });
    const storage = await app.newStorage();
    writeTree(join(app.folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp });
    await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid });
    dumps.push(
      ((await app.call('dump', { normalised: true }))['photos'] as { files: { storage: string; session: string }[] }[]).map((photo) => ({
        ...photo,
        files: photo.files.map((file) => ({ ...file, storage: '', session: '' })),
      })),
    );
  }
  expect(dumps[0]).toEqual(dumps[1]);
});

test('a cancelled import keeps what is done and goes on where it stopped', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(
    source,
    Object.fromEntries(await Promise.all(Array.from({ length: 60 }, async (_, seed) => [`${seed}.jpg`, await jpeg({ seed })] as const))),
  );
  const { job_id, session_id } = await app.call('import.start', { sources: [source], storage: storage.uuid });
  await new Promise<void>((resolve) =>
    app.engine.onEvent(
      (name, payload) =>
        name === 'job.changed' && (payload as { job: { progress: { done_files: number } } }).job.progress.done_files > 5 && resolve(),
    ),
  );
  await app.call('job.cancel', { job_id });
  expect((await app.ended(job_id)).status).toBe('cancelled');
  expect((await app.call('session.show', { session_id })).status).toBe('incomplete');
  expect(readdirSync(join(storage.root, '.imalink/staging'))).toEqual([]);
  const resumed = await app.call('session.resume', { session_id });
  expect((await app.ended(resumed.job_id)).result).toMatchObject({
    counts: { found: 60, imported: 60, failed: 0 },
    session: { status: 'complete' },
  });
  expect(Object.keys(readTree(storage.photos))).toHaveLength(60);
});

test('what was removed, renamed or unplugged before a resume is named before anything is done', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const source = join(app.folder, 'Card');
  writeTree(source, { 'a.jpg': await jpeg({ seed: 1 }) });
  renameSync(storage.root, `${storage.root}.away`);
  await expect(app.import({ sources: [source], storage: storage.uuid })).rejects.toMatchObject({ code: 'storage-offline' });
  mkdirSync(storage.root);
  await expect(app.import({ sources: [source], storage: storage.uuid })).rejects.toMatchObject({
    code: 'storage-offline',
    message: expect.stringContaining('not mounted'),
  });
  rmSync(storage.root, { recursive: true });
  renameSync(`${storage.root}.away`, storage.root);
  expect((await app.call('session.list', {})).sessions).toEqual([]);
});

test('search finds file names, captions, tags, cameras, lenses, places and session titles, in any spelling', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Besançon" photoshop:Country="France">
    <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Northern lights</rdf:li></rdf:Alt></dc:description>
    <dc:subject><rdf:Bag><rdf:li>aurora</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const photo = await sharp(await jpeg({ seed: 1 }))
    .withExif({ IFD0: { Make: 'Canon', Model: 'Canon EOS R6' }, IFD2: { LensModel: 'RF24mm F1.8' } })
    .withXmp(packet)
    .toBuffer();
  writeTree(join(app.folder, 'Card'), { 'IMG_7.jpg': photo, 'other.jpg': await jpeg({ seed: 2 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Winter holidays' });
  const found = async (query: string) => (await app.call('search', { query })).photos.map((tile) => tile.file_name);
  for (const query of ['img_7', 'lights', 'AURORA', 'canon r6', 'rf24', 'besancon', 'france', 'besan fra aur'])
    expect(await found(query), query).toEqual(['IMG_7.jpg']);
  expect((await found('winter')).sort()).toEqual(['IMG_7.jpg', 'other.jpg']);
  expect(await found('nothing"; drop table photo; --')).toEqual([]);
  const [hothash] = Object.entries(session(storage.root).files).find(([, entry]) => entry.path === 'Card/IMG_7.jpg') ?? [];
  expect(await app.call('photo.show', { hothash: hothash as string })).toMatchObject({
    place: 'Besançon, France',
    caption: 'Northern lights',
    tags: ['aurora'],
  });
});

test('an index that a kill left behind its catalog is written at the next start', async () => {
  const folder = tempFolder();
  const first = await testEngine({ folder });
  const storage = await first.newStorage();
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  await first.import({ sources: [join(folder, 'Card')], storage: storage.uuid });
  await first.engine.close();
  const index = join(storage.root, 'imports/session_1.json');
  const database = new Database(join(folder, 'home/catalog.sqlite'));
  database.exec("update session set generation = generation + 1, title = 'Newer'");
  database.close();
  const second = await testEngine({ folder });
  await second.engine.close();
  expect(JSON.parse(readFileSync(index, 'utf8')).import_session.title).toBe('Newer');
  expect(JSON.parse(readFileSync(join(storage.root, 'index.json'), 'utf8')).import_sessions[0].title).toBe('Newer');
});
