/** Photos move between sessions, a session is split, several are merged: catalog, indexes, undo and recovery agree. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, runCli } from '../builders/cli.ts';
import { nextStart, testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

/** Two sessions of three photos each, one with a sidecar, and a third that shows a photo of the first. */
async function library() {
  const app = await testEngine();
  const storage = await app.newStorage('Home');
  for (const [n, name] of ['first', 'second'].entries()) {
    const files = await Promise.all([0, 1, 2].map(async (k) => [`${name}${k}.jpg`, await jpeg({ seed: n * 10 + k })] as const));
    writeTree(join(app.folder, name), { ...Object.fromEntries(files), [`${name}0.xmp`]: '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>' });
    await app.import({ sources: [join(app.folder, name)], storage: storage.uuid, title: name, author: 'Ada' });
  }
  await app.import({ sources: [join(app.folder, 'first/first2.jpg')], storage: storage.uuid, title: 'third', duplicates: 'reference' });
  return { app, storage, ...views(app, storage.root) };
}

function views(app: TestEngine, root: string) {
  const photos = async (query: string) => (await app.call('search', { query, limit: 50 })).photos;
  return {
    hash: async (name: string) => (await photos(`file:${name}`))[0]?.hothash ?? '',
    shown: async () =>
      Object.fromEntries((await app.call('session.list', {})).sessions.map(({ title, photo_count: n }) => [title, n] as const).toSorted()),
    found: async (title: string) => (await photos(`session:${title}`)).map((tile) => tile.file_name).toSorted(),
    indexed: () =>
      Object.fromEntries(
        readdirSync(join(root, 'imports'))
          .map(
            (name) =>
              JSON.parse(readFileSync(join(root, 'imports', name), 'utf8')) as {
                import_session: { title: string };
                files: Record<string, { path: string }>;
              },
          )
          .map(
            (index) =>
              [
                index.import_session.title,
                Object.values(index.files)
                  .map(({ path }) => path.split('/').at(-1))
                  .toSorted(),
              ] as const,
          )
          .toSorted(),
      ),
    dump: () => app.call('dump', { normalised: true }),
  };
}

/** What a person sees is what a recovery of the storage brings. */
async function requireRecoverable(app: TestEngine, root: string): Promise<void> {
  const wanted = await app.call('dump', { normalised: true });
  await app.engine.close();
  const recovered = await nextStart(join(app.folder, 'recovered'), async ({ call, ended }) => {
    const job = await ended(await call('recover.start', { paths: [root] }));
    expect(job.error).toBeNull();
    return call('dump', { normalised: true });
  });
  expect(recovered).toEqual(wanted);
}

test('photos move into another session with their sidecars, in the indexes too, and come back by undo', async () => {
  const { app, storage, hash, shown, found, indexed, dump } = await library();
  const [before, files] = [await dump(), readTree(storage.photos)];
  const moved = await app.call('session.movePhotos', { hothashes: [await hash('first0'), await hash('first1')], to: 2 });
  expect(moved).toMatchObject({ session_id: 2, photos: 2, files: 2, title: 'Moved 2 photos to “second”' });
  expect([await shown(), await found('second')]).toEqual([
    { first: 1, second: 5, third: 1 },
    ['first0.jpg', 'first1.jpg', 'second0.jpg', 'second1.jpg', 'second2.jpg'],
  ]);
  expect(indexed()).toEqual({
    first: ['first2.jpg'],
    second: ['first0.jpg', 'first1.jpg', 'second0.jpg', 'second1.jpg', 'second2.jpg'],
    third: ['first2.jpg'],
  });
  expect(readTree(storage.photos)).toEqual(files);
  await app.call('edit.undo', {});
  expect(await dump()).toEqual(before);
  await app.call('edit.redo', {});
  expect(await shown()).toEqual({ first: 1, second: 5, third: 1 });
  await requireRecoverable(app, storage.root);
});

test('a session is split, and the new one is a session like any other', async () => {
  const { app, storage, hash, shown, indexed, dump } = await library();
  const before = await dump();
  const split = await app.call('session.split', {
    session_id: 1,
    hothashes: [await hash('first0'), await hash('second0')],
    title: 'wedding',
    notes: 'Anna',
  });
  // Only what is in that session is split from it.
  expect(split).toMatchObject({ session_id: 4, photos: 1 });
  expect(await app.call('session.show', { session_id: 4 })).toMatchObject({
    title: 'wedding',
    notes: 'Anna',
    author: 'Ada',
    photo_count: 1,
    status: 'complete',
  });
  expect(await shown()).toEqual({ first: 2, second: 3, third: 1, wedding: 1 });
  expect(indexed()['wedding']).toEqual(['first0.jpg']);
  await app.call('edit.undo', { id: split.edit_id });
  expect([await dump(), existsSync(join(storage.root, 'imports/session_4.json'))]).toEqual([before, false]);
  await app.call('edit.redo', { id: split.edit_id });
  expect(indexed()['wedding']).toEqual(['first0.jpg']);
  await requireRecoverable(app, storage.root);
});

test('sessions are merged into one, what they showed of others too, and are themselves again after an undo', async () => {
  const { app, storage, shown, indexed, dump } = await library();
  const before = await dump();
  const merged = await app.call('session.merge', { into: 2, sessions: [1, 3] });
  expect(merged).toMatchObject({ session_id: 2, photos: 3, title: 'Merged “first”, “third” into “second”' });
  expect([await shown(), Object.keys(indexed())]).toEqual([{ second: 6 }, ['second']]);
  const master = JSON.parse(readFileSync(join(storage.root, 'index.json'), 'utf8')) as { import_sessions: unknown[] };
  expect(master.import_sessions).toHaveLength(1);
  await app.call('edit.undo', {});
  expect([await dump(), await shown()]).toEqual([before, { first: 3, second: 3, third: 1 }]);
  expect(Object.keys(indexed())).toEqual(['first', 'second', 'third']);
  await app.call('edit.redo', {});
  await requireRecoverable(app, storage.root);
});

test('only one of two merged sessions: a photo it showed of the other stays shown', async () => {
  const { app, storage, indexed, shown } = await library();
  await app.call('session.merge', { into: 2, sessions: [3] });
  expect([await shown(), indexed()['second']]).toEqual([
    { first: 3, second: 4 },
    ['first2.jpg', 'second0.jpg', 'second1.jpg', 'second2.jpg'],
  ]);
  await requireRecoverable(app, storage.root);
});

test('what cannot be is refused before anything changes, and an undo that does not fit any more, too', async () => {
  const { app, hash, dump } = await library();
  const other = await app.newStorage('Other');
  await app.import({ sources: [join(app.folder, 'second')], storage: other.uuid, title: 'elsewhere' });
  const before = await dump();
  const one = { hothashes: [await hash('first0')] };
  for (const [call, code] of [
    [app.call('session.movePhotos', { ...one, to: 99 }), 'session-not-found'],
    [app.call('session.movePhotos', { ...one, to: 1 }), 'resolution-refused'],
    [app.call('session.movePhotos', { ...one, to: 4 }), 'resolution-refused'],
    [app.call('session.movePhotos', { hothashes: ['0'.repeat(64)], to: 1 }), 'photo-not-found'],
    [app.call('session.split', { ...one, session_id: 2, title: 'x' }), 'resolution-refused'],
    [app.call('session.merge', { into: 1, sessions: [1] }), 'bad-input'],
    [app.call('session.merge', { into: 1, sessions: [4] }), 'bad-input'],
  ] as const)
    await expect(call).rejects.toMatchObject({ code });
  expect(await dump()).toEqual(before);
  const moved = await app.call('session.movePhotos', { ...one, to: 2 });
  await app.call('session.movePhotos', { ...one, to: 3 });
  await expect(app.call('edit.undo', { id: moved.edit_id })).rejects.toMatchObject({ code: 'history-changed' });
});

test('the author of a session becomes the author of its photos, in one edit', async () => {
  const { app, hash } = await library();
  await app.call('session.edit', { session_id: 1, author: 'Grace' });
  const edit = await app.call('session.creditPhotos', { session_id: 1 });
  expect(edit.photo_count).toBe(3);
  const author = async (name: string) => (await app.call('photo.show', { hothash: await hash(name) })).author;
  expect([await author('first1'), await author('second1')]).toEqual(['Grace', 'Ada']);
  await app.call('edit.undo', {});
  expect(await author('first1')).toBe('Ada');
});

test('the command line moves, splits and merges', async () => {
  const { app, hash } = await library();
  const home = join(app.folder, 'home');
  const hothash = await hash('first1');
  await app.engine.close();
  expect(await json(home, ['session', 'split', '1', hothash, '--title', 'wedding'])).toMatchObject({ session_id: 4, photos: 1 });
  expect(await json(home, ['session', 'move', '2', hothash])).toMatchObject({ title: 'Moved 1 photo to “second”' });
  const merged = await runCli(home, ['session', 'merge', '2', '1', '3', '4']);
  expect([merged.code, merged.stdout]).toEqual([0, expect.stringContaining('into “second” (session 2).')]);
});
