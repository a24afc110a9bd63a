/** Files that nobody imported, companions on their own, names that collide, files that cannot be read. */
import { chmodSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, xmp, type ScannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree } from '../builders/tree.ts';

const ofKind = async (lib: ScannedLibrary, kind: string) => (await lib.app.call('conflict.list', { storage: lib.uuid, kind })).conflicts;

test('new photos join as one session with what belongs to them, and leave as one', async () => {
  const lib = await scannedLibrary();
  for (const seed of [50, 51]) lib.write(`Phone/${seed}.jpg`, await jpeg({ seed }));
  lib.write('Phone/50.xmp', xmp);
  await lib.scan();
  const found = await ofKind(lib, 'untracked');
  expect(found.map(({ path, lane }) => [path, lane])).toEqual([
    ['Phone/50.jpg', 'info'],
    ['Phone/51.jpg', 'info'],
  ]);
  const before = { dump: await lib.dump(), tree: readTree(lib.photos) };
  const result = await lib.resolve(found.map(({ id }) => ({ id: id ?? 0, as: 'import' as const })));
  expect(result.returned).toEqual([]);
  const { sessions } = await lib.app.call('session.list', {});
  expect(sessions.map(({ title, photo_count }) => [title, photo_count])).toEqual([
    ['Phone', 2],
    ['Trip', 10],
  ]);
  expect(readTree(lib.photos)).toEqual(before.tree);
  expect(existsSync(join(lib.root, 'imports/session_2.json'))).toBe(true);
  const scanned = await lib.scan();
  expect([scanned.changes_detected, scanned.conflicts]).toEqual([false, []]);

  await lib.undo(result.journal_ids[0]);
  expect(await lib.dump()).toBe(before.dump);
  expect((await lib.app.call('session.list', {})).sessions).toHaveLength(1);
  expect(readdirSync(join(lib.root, 'imports'))).toEqual(['session_1.json']);
  expect(await ofKind(lib, 'untracked')).toHaveLength(2);
});

test('new photos join a session that is there, with what belongs to them, and leave it alone', async () => {
  const lib = await scannedLibrary();
  lib.write('Phone/50.jpg', await jpeg({ seed: 50 }));
  lib.write('Phone/50.xmp', xmp);
  lib.copy('Card/a/3.jpg', 'Phone/3.jpg');
  await lib.scan();
  const [found] = await ofKind(lib, 'untracked');
  const decision = { id: found?.id ?? 0, as: 'import' as const, session_id: 1 };
  const before = { dump: await lib.dump(), files: Object.keys(lib.index()).length };
  const result = await lib.resolve([decision]);
  expect(result.returned).toEqual([]);
  expect((await lib.app.call('session.list', {})).sessions.map(({ title, photo_count }) => [title, photo_count])).toEqual([['Trip', 11]]);
  expect(Object.values(lib.index()).find(({ path }) => path === 'Phone/50.jpg')).toMatchObject({ companions: [{ path: 'Phone/50.xmp' }] });
  expect(readdirSync(join(lib.root, 'imports'))).toEqual(['session_1.json']);
  expect((await lib.scan()).changes_detected).toBe(false);

  await lib.undo(result.journal_ids[0]);
  expect(await lib.dump()).toBe(before.dump);
  expect(Object.keys(lib.index())).toHaveLength(before.files);
  expect(await ofKind(lib, 'untracked')).toHaveLength(1);
  const refused = await lib.plan([{ ...decision, session_id: 77 }]);
  expect(refused.refused).toMatchObject([{ reason: expect.stringContaining('no session 77') }]);
});

test('a photo that was edited and moved at once is shown where it is, and keeps everything', async () => {
  const lib = await scannedLibrary();
  const hothashAt = (at: string): string => Object.entries(lib.index()).find(([, { path }]) => path === at)?.[0] ?? '';
  await lib.app.call('photo.edit', { hothashes: [hothashAt('Card/b/7.jpg')], change: { rating: 5 } });
  lib.move('Card/b/7.jpg', 'Away/7.jpg');
  lib.write('Away/7.jpg', await jpeg({ seed: 70 }));
  lib.write('Away/8.jpg', await jpeg({ seed: 80 }));
  await lib.scan();
  const before = await lib.dump();
  const [gone] = await ofKind(lib, 'missing');
  const decision = { id: gone?.id ?? 0, as: 'new_version' as const };
  const result = await lib.resolve([{ ...decision, path: 'Away/7.jpg' }]);
  expect(result.returned).toEqual([]);
  const photo = await lib.app.call('photo.show', { hothash: hothashAt('Away/7.jpg') });
  expect([photo.rating, photo.files.map(({ path, status }) => [path, status])]).toEqual([5, [['Away/7.jpg', 'present']]]);
  // What the question was about is answered with it; the other new file still asks.
  expect((await ofKind(lib, 'untracked')).map(({ path }) => path)).toEqual(['Away/8.jpg']);
  expect((await lib.scan()).changes_detected).toBe(false);

  await lib.undo(result.journal_ids[0]);
  expect((await ofKind(lib, 'untracked')).map(({ path }) => path)).toEqual(['Away/7.jpg', 'Away/8.jpg']);
  expect(await lib.dump()).toBe(before);
  const plan = await lib.plan([{ ...decision, path: 'Card/a/1.jpg' }]);
  expect(plan.refused).toMatchObject([{ reason: expect.stringContaining('known photo') }]);
  expect((await lib.plan([decision])).refused).toHaveLength(1);
});

test('a session that people have worked on since is not dropped', async () => {
  const lib = await scannedLibrary();
  lib.write('Phone/50.jpg', await jpeg({ seed: 50 }));
  await lib.scan();
  const [found] = await ofKind(lib, 'untracked');
  const result = await lib.resolve([{ id: found?.id ?? 0, as: 'import', title: 'June' }]);
  await lib.app.call('photo.edit', { hothashes: [String(found?.facts['hothash'])], change: { rating: 4 } });
  await expect(lib.undo(result.journal_ids[0])).rejects.toMatchObject({
    code: 'history-changed',
    message: expect.stringContaining('since'),
  });
});

test('a folder can be left alone for good', async () => {
  const lib = await scannedLibrary();
  lib.write('Drafts/50.jpg', await jpeg({ seed: 50 }));
  await lib.scan();
  const [found] = await ofKind(lib, 'untracked');
  const result = await lib.resolve([{ id: found?.id ?? 0, as: 'ignore', path: 'Drafts' }]);
  lib.write('Drafts/51.jpg', await jpeg({ seed: 51 }));
  await lib.scan();
  expect(await ofKind(lib, 'untracked')).toEqual([]);
  expect((await lib.app.call('conflict.list', { status: 'ignored' })).conflicts.map(({ path }) => path)).toEqual(['Drafts/50.jpg']);
  await lib.undo(result.journal_ids[0]);
  await lib.scan();
  expect(await ofKind(lib, 'untracked')).toHaveLength(2);
  const plan = await lib.plan([{ id: found?.id ?? 0, as: 'ignore', path: '../..' }]);
  expect(plan.refused).toHaveLength(1);
});

test('a folder that holds photos on record is ignored only after their number was shown, and they stay', async () => {
  const lib = await scannedLibrary();
  lib.write('Card/b/50.jpg', await jpeg({ seed: 50 }));
  await lib.scan();
  const before = await lib.dump();
  const [found] = await ofKind(lib, 'untracked');
  const plan = await lib.plan([{ id: found?.id ?? 0, as: 'ignore', path: 'Card/b' }]);
  expect(plan.actions).toMatchObject([
    { action: 'remember', files_on_record: 5, why: expect.stringContaining('5 files in it on record stay') },
  ]);
  await lib.apply(plan);
  lib.move('Card/b/9.jpg', 'Card/b/nine.jpg');
  expect(await lib.scan()).toMatchObject({ moved_files: [{ new_path: 'Card/b/nine.jpg' }], missing_files: [], new_files: [] });
  lib.move('Card/b/nine.jpg', 'Card/b/9.jpg');
  await lib.scan();
  expect(await lib.dump()).toBe(before);
});

test('a companion is brought back beside its photo, or let go', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/a/0.xmp', 'Elsewhere/0.xmp');
  await lib.scan();
  const [parted] = await ofKind(lib, 'pair_broken');
  const plan = await lib.plan([{ id: parted?.id ?? 0, as: 'reunite' }]);
  expect(plan.headline.files_moved).toBe(1);
  const result = await lib.apply(plan);
  expect(result.returned).toEqual([]);
  expect(existsSync(join(lib.photos, 'Card/a/0.xmp'))).toBe(true);
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(result.journal_ids[0]);
  expect(existsSync(join(lib.photos, 'Elsewhere/0.xmp'))).toBe(true);
  const [again] = await ofKind(lib, 'pair_broken');
  const split = await lib.resolve([{ id: again?.id ?? 0, as: 'split' }]);
  expect(split.returned).toEqual([]);
  const entry = Object.values(lib.index()).find(({ path }) => path === 'Card/a/0.jpg');
  expect(entry?.companions).toEqual([]);
});

test('of two names that other systems take for one, one is renamed', async () => {
  const lib = await scannedLibrary();
  lib.write('Card/b/9.JPG', await jpeg({ seed: 60 }));
  await lib.scan();
  const [collision] = await ofKind(lib, 'name_collision');
  const rename = { id: collision?.id ?? 0, as: 'rename' as const };
  for (const path of ['9.jpg', 'c/9.JPG', 'nine.png', 'con.JPG', ' ', 'a:b.JPG'])
    expect((await lib.plan([{ ...rename, path }])).refused, path).toHaveLength(1);
  expect((await lib.plan([{ ...rename, path: 'nine.JPG' }])).actions).toMatchObject([{ action: 'move', to: 'Card/b/nine.JPG' }]);
  const result = await lib.resolve([rename]);
  expect([result.returned, result.headline.files_moved]).toEqual([[], 1]);
  expect((await lib.scan()).changes_detected).toBe(false);
  expect(await ofKind(lib, 'name_collision')).toEqual([]);
  await lib.undo(result.journal_ids[0]);
  expect(readdirSync(join(lib.photos, 'Card/b'))).toContain('9.JPG');
});

test('a decision names what is wrong with it', async () => {
  const lib = await scannedLibrary();
  await expect(lib.plan([{ id: 999, as: 'keep' }])).rejects.toMatchObject({ code: 'conflict-not-found' });
  await expect(
    lib.plan([
      { id: 1, as: 'keep' },
      { id: 1, as: 'ignore' },
    ]),
  ).rejects.toMatchObject({ code: 'bad-input' });
  await expect(lib.app.call('conflict.apply', { plan_id: 'nonsense' })).rejects.toMatchObject({ code: 'plan-expired' });
});

test('a storage that cannot be written to is not touched', async () => {
  if (process.getuid?.() === 0) return;
  const lib = await scannedLibrary();
  lib.copy('Card/a/1.jpg', 'Desktop/1.jpg');
  await lib.scan();
  const [found] = await ofKind(lib, 'duplicate');
  const plan = await lib.plan([{ id: found?.id ?? 0, as: 'set_aside' }]);
  chmodSync(lib.root, 0o500);
  await expect(lib.apply(plan)).rejects.toMatchObject({ code: 'storage-read-only' });
  chmodSync(lib.root, 0o700);
});

test('a storage that is away is not touched', async () => {
  const lib = await scannedLibrary();
  lib.copy('Card/a/1.jpg', 'Desktop/1.jpg');
  await lib.scan();
  const [found] = await ofKind(lib, 'duplicate');
  const plan = await lib.plan([{ id: found?.id ?? 0, as: 'set_aside' }]);
  renameSync(lib.root, `${lib.root}-away`);
  const result = lib.apply(plan);
  await expect(result).resolves.toMatchObject({ resolved: [] });
  renameSync(`${lib.root}-away`, lib.root);
  expect(await ofKind(lib, 'duplicate')).toHaveLength(1);
});
