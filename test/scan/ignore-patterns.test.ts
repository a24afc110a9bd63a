/** What a person does not want to be asked about is passed over by scans and imports; what is on record is followed all the same. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json } from '../builders/cli.ts';
import { scannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const untracked = async (lib: Awaited<ReturnType<typeof scannedLibrary>>): Promise<string[]> =>
  (await lib.scan()).conflicts.filter(({ kind }) => kind === 'untracked').map(({ path }) => path);

test('new files that match are not asked about, and are again when the pattern goes', async () => {
  const lib = await scannedLibrary();
  const { app } = lib;
  lib.write('exports/web/1.jpg', await jpeg({ seed: 50 }));
  lib.write('draft_2.JPG', await jpeg({ seed: 51 }));
  lib.write('new.jpg', await jpeg({ seed: 52 }));
  await app.call('settings.set', { ignore_patterns: ['Exports/', 'draft_*'] });
  expect(await untracked(lib)).toEqual(['new.jpg']);
  await app.call('settings.set', { ignore_patterns: [] });
  expect((await untracked(lib)).toSorted()).toEqual(['draft_2.JPG', 'exports/web/1.jpg', 'new.jpg']);
});

test('photos on record are followed whatever they are called: moved, changed and missed', async () => {
  const lib = await scannedLibrary();
  await lib.app.call('settings.set', { ignore_patterns: ['*.jpg', 'Card'] });
  expect(await lib.scan()).toMatchObject({ changes_detected: false, missing_files: [] });
  lib.move('Card/a/1.jpg', 'Card/c/one.jpg');
  rmSync(join(lib.photos, 'Card/b/7.jpg'));
  const { missing_files: missing, moved_files: moved } = await lib.scan();
  expect(missing.map(({ path }) => path)).toEqual(['Card/b/7.jpg']);
  expect(moved.map(({ new_path: path }) => path)).toEqual(['Card/c/one.jpg']);
});

test('a library with files that are passed over is as quick to scan as one without', async () => {
  const lib = await scannedLibrary();
  await lib.app.call('settings.set', { ignore_patterns: ['*.tmp.jpg'] });
  lib.write('Card/a/x.tmp.jpg', await jpeg({ seed: 60 }));
  await lib.scan();
  expect(await lib.scan()).toMatchObject({ changes_detected: false, conflicts: [], counts: { files: 11, unchanged: 11 } });
});

test('an import passes them over too, but never what was named; the command line sets them', async () => {
  const lib = await scannedLibrary();
  const { app } = lib;
  const card = join(app.folder, 'exports');
  writeTree(card, { 'keep.jpg': await jpeg({ seed: 70 }), 'cache/1.jpg': await jpeg({ seed: 71 }), 'a.tmp.jpg': await jpeg({ seed: 72 }) });
  await app.call('settings.set', { ignore_patterns: ['exports', 'cache/', '*.tmp.jpg'] });
  expect(await app.preview({ sources: [card], storage: lib.uuid })).toMatchObject({ counts: { found: 1 } });
  await app.import({ sources: [card], storage: lib.uuid });
  expect((await app.call('search', { query: 'keep' })).total).toBe(1);
  expect((await app.call('search', { query: 'cache' })).total).toBe(0);
  const home = join(app.folder, 'other-home');
  expect(await json(home, ['settings', 'set', 'ignore_patterns', '["*.tmp"]'])).toMatchObject({ ignore_patterns: ['*.tmp'] });
});
