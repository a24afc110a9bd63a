/** A storage that is away, or that another one stands in the place of: told as a finding, and answered as one. */
import { copyFileSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { readTree } from '../builders/tree.ts';

const told = async (lib: ScannedLibrary) => (await lib.open()).map(({ kind, lane, resolutions }) => [kind, lane, resolutions]);
const offline = ['offline', 'info', ['keep', 'relocate', 'ignore_until_seen', 'forget']];

test('a storage that is away is told by the scan that meets it, its records stay, and the finding goes when it is back', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  renameSync(lib.root, `${lib.root}.away`);
  await expect(lib.scan()).rejects.toMatchObject({
    code: 'storage-offline',
    details: { conflicts: [{ kind: 'offline', path: lib.root, reason: expect.stringContaining('Nothing in it counts as missing.') }] },
  });
  expect(await told(lib)).toEqual([offline]);
  expect(await lib.dump()).toBe(before);
  mkdirSync(lib.root);
  await lib.app.call('storage.check', { storage: lib.uuid });
  expect(await told(lib)).toEqual([offline]);
  renameSync(`${lib.root}.away`, lib.root);
  expect((await lib.scan()).conflicts).toEqual([]);
  expect(await lib.dump()).toBe(before);
});

test('another storage in its place asks; saying where it is now is one answer and no file event', async () => {
  const lib = await scannedLibrary();
  const before = { dump: await lib.dump(), tree: readTree(lib.root) };
  const moved = join(lib.app.folder, 'new place');
  renameSync(lib.root, moved);
  const other = await lib.app.newStorage('other');
  mkdirSync(join(lib.root, 'photos'), { recursive: true });
  copyFileSync(join(other.root, 'index.json'), join(lib.root, 'index.json'));
  await expect(lib.scan()).rejects.toMatchObject({ code: 'storage-wrong-uuid', details: { conflicts: [{ kind: 'wrong_storage' }] } });
  expect(await told(lib)).toEqual([['wrong_storage', 'ask', ['keep', 'relocate', 'forget']]]);
  const [found] = await lib.open();
  const id = found?.id ?? 0;
  expect((await lib.plan([{ id, as: 'relocate' }])).refused).toMatchObject([{ reason: 'Say where it is now.' }]);
  expect((await lib.resolve([{ id, as: 'relocate', path: other.root }])).returned).toMatchObject([{ finding_id: id }]);
  expect(await lib.resolve([{ id, as: 'relocate', path: moved }])).toMatchObject({ resolved: [id], returned: [] });
  expect(await lib.scan()).toMatchObject({ changes_detected: false, conflicts: [], moved_files: [], missing_files: [] });
  expect([await lib.dump(), readTree(moved)]).toEqual([before.dump, before.tree]);
});

test('a storage that is away can be forgotten from its finding', async () => {
  const lib = await scannedLibrary();
  renameSync(lib.root, `${lib.root}.away`);
  await lib.app.call('storage.check', { storage: lib.uuid });
  const [found] = await lib.open();
  expect((await lib.resolve([{ id: found?.id ?? 0, as: 'forget' }])).returned).toEqual([]);
  expect((await lib.app.call('storage.list', {})).storages).toEqual([]);
});

test('a storage whose absence is ignored is quiet until it has been seen again, and no longer', async () => {
  const lib = await scannedLibrary();
  const quiet = async () => (await lib.app.call('storage.list', {})).storages.map(({ is_quiet }) => is_quiet);
  const leave = async () => {
    renameSync(lib.root, `${lib.root}.away`);
    await lib.app.call('storage.check', { storage: lib.uuid });
  };
  await leave();
  const [found] = await lib.open();
  const result = await lib.resolve([{ id: found?.id ?? 0, as: 'ignore_until_seen' }]);
  expect([result.returned, result.resolved]).toEqual([[], [found?.id]]);
  await lib.app.call('storage.check', { storage: lib.uuid });
  expect([await told(lib), await quiet()]).toEqual([[], [true]]);
  expect((await lib.app.call('conflict.list', { status: 'ignored' })).conflicts).toMatchObject([{ kind: 'offline' }]);
  // Seen by a mere look at the list: the next absence is told again.
  renameSync(`${lib.root}.away`, lib.root);
  expect(await quiet()).toEqual([false]);
  await leave();
  expect([await told(lib), await quiet()]).toEqual([[offline], [false]]);
});

test('ignoring an absence is taken back in the history', async () => {
  const lib = await scannedLibrary();
  renameSync(lib.root, `${lib.root}.away`);
  await lib.app.call('storage.check', { storage: lib.uuid });
  const [found] = await lib.open();
  const { journal_ids: journalIds } = await lib.resolve([{ id: found?.id ?? 0, as: 'ignore_until_seen' }]);
  await lib.undo(journalIds[0]);
  expect([await told(lib), (await lib.app.call('storage.list', {})).storages[0]?.is_quiet]).toEqual([[offline], false]);
});
