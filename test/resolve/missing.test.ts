/** Missing files: pointed at, brought back, forgotten, found again. */
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { readTree, writeTree } from '../builders/tree.ts';

const missing = async (lib: ScannedLibrary) => (await lib.open()).filter((each) => each.kind === 'missing');
const statuses = async (lib: ScannedLibrary) => {
  const { photos } = (await lib.app.call('dump', { normalised: true })) as { photos: { files: { path: string; status: string }[] }[] };
  return photos.flatMap(({ files }) => files.filter(({ status }) => status !== 'present').map(({ path }) => path)).toSorted();
};
const rate = (lib: ScannedLibrary, hothash: string, rating: number) =>
  lib.app.call('photo.edit', { hothashes: [hothash], change: { rating } });

test('a folder that was moved out of the storage is located once, and all its files come back', async () => {
  const lib = await scannedLibrary();
  const before = { tree: readTree(lib.photos), dump: await lib.dump() };
  const desktop = join(lib.app.folder, 'Desktop');
  mkdirSync(desktop);
  // Half of the storage at once would be held by the brake: one file first, then its folder's rest.
  renameSync(join(lib.photos, 'Card/a/1.jpg'), join(desktop, '1.jpg'));
  await lib.scan();
  renameSync(join(lib.photos, 'Card/a/2.jpg'), join(desktop, '2.jpg'));
  await lib.scan();
  const lost = await missing(lib);
  expect(lost.map(({ path, lane }) => [path, lane])).toEqual([
    ['Card/a/1.jpg', 'ask'],
    ['Card/a/2.jpg', 'ask'],
  ]);
  const plan = await lib.plan(lost.map(({ id }) => ({ id: id ?? 0, as: 'locate' as const, path: desktop })));
  expect(plan.headline).toMatchObject({ files_restored: 2, files_set_aside: 0 });
  const result = await lib.apply(plan);
  expect(result.returned).toEqual([]);
  expect(readTree(lib.photos)).toEqual(before.tree);
  expect(await lib.dump()).toBe(before.dump);
  expect(Object.keys(readTree(desktop))).toEqual(['1.jpg', '2.jpg']);
  expect((await lib.scan()).changes_detected).toBe(false);

  await lib.undo(result.journal_ids[0]);
  expect(await statuses(lib)).toEqual(['Card/a/1.jpg', 'Card/a/2.jpg']);
  expect(existsSync(join(lib.photos, 'Card/a/1.jpg'))).toBe(false);
});

test('of a missing file is known when it was last seen, and on which storage', async () => {
  const lib = await scannedLibrary();
  await lib.scan();
  const { last_scan: seen } = (await lib.app.call('storage.list', {})).storages[0] ?? {};
  const [hothash] = Object.entries(lib.index()).find(([, entry]) => entry.path === 'Card/b/9.jpg') ?? [''];
  lib.move('Card/b/9.jpg', '../9.jpg');
  await lib.scan();
  const { files } = await lib.app.call('photo.show', { hothash });
  expect(files).toMatchObject([{ path: 'Card/b/9.jpg', status: 'missing', last_seen: seen, storage_name: 'base' }]);
});

test('a file that is inside the storage is followed, another picture of the same name is not', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/b/9.jpg', '../9.jpg');
  await lib.scan();
  const [lost] = await missing(lib);
  // Put back somewhere else since: only a person knows until the next scan.
  lib.move('../9.jpg', 'Found/9.jpg');
  lib.copy('Card/b/8.jpg', 'Other/9.jpg');
  const wrong = await lib.plan([{ id: lost?.id ?? 0, as: 'locate', path: 'Other' }]);
  expect(wrong.refused).toMatchObject([{ reason: expect.stringContaining('another picture') }]);
  const nowhere = await lib.plan([{ id: lost?.id ?? 0, as: 'locate', path: 'Card' }]);
  expect(nowhere.refused).toHaveLength(1);
  const result = await lib.resolve([{ id: lost?.id ?? 0, as: 'locate', path: 'Found/9.jpg' }]);
  expect([result.resolved, result.headline.files_restored]).toEqual([[lost?.id], 0]);
  expect(await statuses(lib)).toEqual([]);
});

test('bytes that another storage has are brought back from there', async () => {
  const lib = await scannedLibrary();
  const second = await lib.app.newStorage('mirror');
  await lib.app.import({ sources: [join(lib.app.folder, 'Card')], storage: second.uuid });
  const before = readTree(lib.photos);
  rmSync(join(lib.photos, 'Card/b/7.jpg'));
  await lib.scan();
  const [lost] = await missing(lib);
  expect(lost).toMatchObject({ lane: 'suggest', default: 'restore_from_copy', facts: { copy_in: 'mirror' } });
  const result = await lib.resolve([{ id: lost?.id ?? 0, as: 'restore_from_copy' }]);
  expect(result.returned).toEqual([]);
  expect(readTree(lib.photos)).toEqual(before);
  expect((await lib.scan()).changes_detected).toBe(false);
});

test('a photo that is forgotten leaves the library, and everything said of it returns with its file', async () => {
  const lib = await scannedLibrary();
  const [hothash] = Object.entries(lib.index()).find(([, entry]) => entry.path === 'Card/b/9.jpg') ?? [''];
  await rate(lib, hothash, 5);
  lib.move('Card/b/9.jpg', '../away.jpg');
  await lib.scan();
  const [lost] = await missing(lib);
  const result = await lib.resolve([{ id: lost?.id ?? 0, as: 'forget' }]);
  expect(await lib.app.call('photos.open', {})).toMatchObject({ total: 9 });
  expect((await lib.scan()).conflicts).toEqual([]);

  lib.move('../away.jpg', 'Found/again.jpg');
  const [back] = (await lib.scan()).conflicts;
  expect(back).toMatchObject({ kind: 'untracked', lane: 'ask', path: 'Found/again.jpg', facts: { forgotten: true } });
  const taken = await lib.resolve([{ id: back?.id ?? 0, as: 'adopt' }]);
  expect(taken.returned).toEqual([]);
  expect(await lib.app.call('photo.show', { hothash })).toMatchObject({
    rating: 5,
    files: [{ path: 'Found/again.jpg', status: 'present' }],
  });
  expect((await lib.scan()).changes_detected).toBe(false);

  await lib.undo(taken.journal_ids[0]);
  await lib.undo(result.journal_ids[0]);
  expect(await lib.app.call('photos.open', {})).toMatchObject({ total: 10 });
});

test('what the brake held is marked when a person says so, and only what is still not there', async () => {
  const lib = await scannedLibrary();
  const away = join(lib.app.folder, 'away');
  renameSync(join(lib.photos, 'Card/b'), away);
  const scanned = await lib.scan();
  const [held] = scanned.conflicts;
  expect(held).toMatchObject({ kind: 'mass_missing', lane: 'ask' });
  expect(await statuses(lib)).toEqual([]);
  cpSync(join(away, '9.jpg'), join(lib.photos, 'Card/b/9.jpg'), { preserveTimestamps: true });
  const result = await lib.resolve([{ id: held?.id ?? 0, as: 'confirm' }]);
  expect(result.returned).toEqual([]);
  expect(await statuses(lib)).toEqual(['Card/b/5.jpg', 'Card/b/6.jpg', 'Card/b/7.jpg', 'Card/b/8.jpg']);
  await lib.scan();
  expect((await missing(lib)).map(({ path }) => path)).toEqual(['Card/b/5.jpg', 'Card/b/6.jpg', 'Card/b/7.jpg', 'Card/b/8.jpg']);
  // A folder that is back heals by itself.
  rmSync(join(lib.photos, 'Card/b'), { recursive: true });
  renameSync(away, join(lib.photos, 'Card/b'));
  await lib.scan();
  expect([await statuses(lib), await missing(lib)]).toEqual([[], []]);
});

test('a missing copy of a photo that stands is only noted, and its record can go', async () => {
  const lib = await scannedLibrary();
  lib.copy('Card/a/1.jpg', 'Desktop/1.jpg');
  await lib.scan();
  rmSync(join(lib.photos, 'Desktop/1.jpg'));
  const scanned = await lib.scan();
  expect(scanned.conflicts).toEqual([]);
  expect(scanned.counts).toMatchObject({ missing: 1 });
  writeTree(lib.app.folder, { 'unrelated.txt': 'x' });
  expect(await statuses(lib)).toEqual(['Desktop/1.jpg']);
});
