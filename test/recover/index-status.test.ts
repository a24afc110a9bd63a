/** The indexes of a storage: what they carry, when they are written, and what their state is. */
import { readFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MasterIndex } from '#core/format/master-index.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { testEngine } from '../builders/engine.ts';
import { hothashOf, writeLibrary, type LibraryModel } from '../builders/library-rows.ts';
import { readTree } from '../builders/tree.ts';

const photo = {
  taken: null,
  offset: null,
  camera: null,
  gps: null,
  exposure: false,
  title: '',
  custom: true,
  previous: true,
  hasHotpreview: false,
};
const file = { photo: 0, session: 0, folder: '', status: 'present', companions: ['sidecar'], verified: true, referencedBy: 0 } as const;
const session = { storage: 0, title: 'One', notes: '', author: 'Anna', problem: true, incomplete: false };
const model: LibraryModel = {
  photos: [photo, photo],
  sessions: [session, { ...session, title: 'Two' }],
  files: [file, { ...file, photo: 1, referencedBy: 1 }, { ...file, folder: 'copies/', status: 'missing' }],
};

async function library() {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeLibrary(join(app.folder, 'home'), [storage], model);
  await app.call('system.doctor', { fix: true });
  const index = (name: string) => parseIndex(readFileSync(join(storage.root, name)), SessionIndex, name);
  return { app, storage, index };
}

test('an entry carries the copies, companions, references, corrections and words of its photo', async () => {
  const { app, storage, index } = await library();
  await app.call('photo.edit', { hothashes: [hothashOf(0)], change: { taken_at: '2001-02-03T04:05:06.007', add_tags: ['rome'] } });
  await app.call('system.doctor', { fix: true });
  const one = index('imports/session_1.json');
  expect(one.files[hothashOf(0)]).toMatchObject({
    path: 'IMG_0.jpg',
    companions: [{ path: 'IMG_0.sidecar', role: 'sidecar', file_size: 7 }],
    copies: [{ path: 'copies/IMG_2.jpg', status: 'missing', companions: [{ path: 'copies/IMG_2.sidecar' }] }],
    photo: {
      tags: ['rome'],
      user_fields: ['tags', 'taken_at'],
      corrections: { taken_at: { taken_at: null, taken_at_source: 'none' } },
      rev: 1,
    },
    custom: { shelf: [0, { deep: null }] },
    verified_at: '2024-09-02T00:00:00.000Z',
  });
  expect(one.import_session).toMatchObject({
    default_author: { name: 'Anna' },
    rules: { mode: 'copy', layout: 'date', duplicates: 'keep' },
    storage: { uuid: storage.uuid, photos_dir: 'photos' },
    problems: [{ path: 'x.jpg', code: 'lying' }],
    found: 7,
  });
  // The second session shows a photo that the first one brought.
  expect(index('imports/session_2.json').files[hothashOf(1)]).toMatchObject({ path: 'IMG_1.jpg', session: one.import_session.uuid });
  expect(parseIndex(readFileSync(join(storage.root, 'index.json')), MasterIndex, 'index.json')).toMatchObject({
    storage_info: { min_copies: 1 },
    import_sessions: [{ file_count: 2 }, { file_count: 1 }],
  });
});

test('files of .imalink/metadata that would be the same bytes are not written again', async () => {
  const { app, storage } = await library();
  const metadata = join(storage.root, '.imalink/metadata');
  await app.call('album.create', { name: 'Empty' });
  await app.call('savedSearch.save', { name: 'Rome', query: 'rome' });
  await app.call('system.doctor', { fix: true });
  const before = Object.keys(readTree(metadata)).map((name) => [name, statSync(join(metadata, name)).ino]);
  expect(before.map(([name]) => name)).toEqual(['authors.json', expect.stringMatching(/^collections\//), 'searches.json']);
  await app.call('savedSearch.save', { name: 'Milan', query: 'milan' });
  await app.call('system.doctor', { fix: true });
  const after = Object.keys(readTree(metadata)).map((name) => [name, statSync(join(metadata, name)).ino]);
  expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(after[2]).not.toEqual(before[2]);
  expect(readdirSync(join(storage.root, '.imalink/history')).filter((name) => name.startsWith('searches.g'))).toHaveLength(1);
});

test('the state of each index is told, and all are written anew from the catalog', async () => {
  const { app, storage } = await library();
  const states = async () =>
    (await app.call('index.status', { storage: storage.uuid })).sessions.map(({ exists, stale, problem }) => [
      exists,
      stale,
      problem !== null,
    ]);
  expect(await states()).toEqual([
    [true, false, false],
    [true, false, false],
  ]);
  truncateSync(join(storage.root, 'imports/session_1.json'), 99);
  rmSync(join(storage.root, 'imports/session_2.json'));
  expect(await states()).toEqual([
    [true, true, true],
    [false, true, false],
  ]);
  await expect(app.call('index.session', { session_id: 1 })).rejects.toMatchObject({ code: 'index-corrupt' });
  await app.call('index.generate', { storage: storage.uuid });
  expect(await states()).toEqual([
    [true, false, false],
    [true, false, false],
  ]);
  expect(await app.call('index.session', { session_id: 2 })).toMatchObject({ import_session: { title: 'Two' } });
  expect(await app.call('index.master', { storage: storage.uuid })).toMatchObject({ storage_info: { uuid: storage.uuid } });
  await expect(app.call('index.generateSession', { session_id: 77 })).rejects.toMatchObject({ code: 'session-not-found' });
});

test('edits by hand are written together, once in two seconds at most, and the last word of them stands', async () => {
  const { app, storage, index } = await library();
  const former = () => readdirSync(join(storage.root, '.imalink/history')).filter((name) => name.startsWith('session_1.g')).length;
  const [before, startedMs] = [former(), performance.now()];
  for (let n = 0; n < 30; n++) await app.call('photo.edit', { hothashes: [hothashOf(0)], change: { caption: `word ${n}` } });
  await app.engine.close();
  expect(former() - before).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - startedMs) / 2000));
  expect(index('imports/session_1.json').files[hothashOf(0)]).toMatchObject({ photo: { caption: 'word 29' } });
});

test('three former generations of an index are kept, the newest ones', async () => {
  const { app, storage } = await library();
  const history = () =>
    readdirSync(join(storage.root, '.imalink/history'))
      .flatMap((name) => /^session_1\.g(\d+)\.json$/.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
  const seen: number[][] = [];
  for (let n = 0; n < 5; n++) {
    await app.call('index.generateSession', { session_id: 1 });
    seen.push(history());
  }
  expect(seen.map((kept) => kept.length)).toEqual([1, 2, 3, 3, 3]);
  expect(seen[4]).toEqual([...(seen[2] ?? []).slice(2), ...(seen[3] ?? []).slice(2), ...(seen[4] ?? []).slice(2)]);
});
