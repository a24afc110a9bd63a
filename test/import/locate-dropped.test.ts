/** A browser drops files without their paths: they are found by name, sizes and times, or asked for. */
import { mkdirSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DroppedItem } from '#contract/system.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { writeTree } from '../builders/tree.ts';

let home = '';
beforeEach(() => {
  home = tempFolder();
  vi.stubEnv('HOME', home);
});
afterEach(() => vi.unstubAllEnvs());

const factsOf = (path: string, below: string): DroppedItem['files'][number] => {
  const { size, mtimeMs } = statSync(join(path, below));
  return { path: below, size_bytes: size, modified_ms: Math.floor(mtimeMs) };
};

test('finds a folder by the files in it, and not one that only has its name', async () => {
  writeTree(home, { 'old/Card/DCIM/a.jpg': 'other', 'Pictures/2024/Card/DCIM/a.jpg': 'photo a', 'Pictures/2024/Card/b.jpg': 'photo b' });
  const card = join(home, 'Pictures/2024/Card');
  const app = await testEngine();
  const items = [{ name: 'Card', is_folder: true, files: [factsOf(card, 'b.jpg'), factsOf(card, 'DCIM/a.jpg')] }];
  expect(await app.call('system.locateDropped', { items })).toEqual({ paths: [card] });
  utimesSync(join(card, 'b.jpg'), 1, 1);
  expect(await app.call('system.locateDropped', { items })).toEqual({ paths: [null] });
});

test('finds single files, each in its place of the answer, beside a storage too', async () => {
  const drive = tempFolder();
  mkdirSync(join(drive, 'storages'));
  writeTree(home, { 'Desktop/a.jpg': 'photo a' });
  writeTree(drive, { 'storages/inbox/b.jpg': 'photo b' });
  const app = await testEngine();
  await app.call('storage.create', { base_path: join(drive, 'storages'), display_name: 'Drive' });
  const items = [
    { name: 'b.jpg', is_folder: false, files: [factsOf(join(drive, 'storages/inbox/b.jpg'), '')] },
    { name: 'gone.jpg', is_folder: false, files: [{ path: '', size_bytes: 1, modified_ms: 1 }] },
    { name: 'a.jpg', is_folder: false, files: [factsOf(join(home, 'Desktop/a.jpg'), '')] },
  ];
  expect(await app.call('system.locateDropped', { items })).toEqual({
    paths: [join(drive, 'storages/inbox/b.jpg'), null, join(home, 'Desktop/a.jpg')],
  });
});

test('goes into no link and no hidden folder, takes no folder without files for the one, and lets no path lead out', async () => {
  const elsewhere = tempFolder();
  writeTree(elsewhere, { 'Card/a.jpg': 'photo a' });
  writeTree(home, { '.cache/Card/a.jpg': 'photo a' });
  mkdirSync(join(home, 'Empty'));
  symlinkSync(elsewhere, join(home, 'link'));
  const app = await testEngine();
  const items = [
    { name: 'Card', is_folder: true, files: [factsOf(join(elsewhere, 'Card'), 'a.jpg')] },
    { name: 'Empty', is_folder: true, files: [] },
  ];
  expect(await app.call('system.locateDropped', { items })).toEqual({ paths: [null, null] });
  const leading = [{ name: 'Empty', is_folder: true, files: [{ path: '../x', size_bytes: 1, modified_ms: 1 }] }];
  await expect(app.call('system.locateDropped', { items: leading })).rejects.toMatchObject({ code: 'bad-input' });
});
