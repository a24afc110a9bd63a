/** Folders and names in a person's own words, from the preview to the disk. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { targetFolders } from '#domain/target-folders.ts';
import { json, runCli } from '../builders/cli.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const template = '{YYYY}/{MM} {session}/{YYYY}{MM}{DD}_{name}';

test('photos go where the preview said, with their companions, and clashes get numbers', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'Card'), {
    'a/IMG_1.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00' }),
    'a/IMG_1.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'a/IMG_1.jpg.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/><!-- exact -->',
    'b/IMG_1.jpg': await jpeg({ seed: 2, takenAt: '2024:07:15 12:00:00' }),
    'b/IMG_2.jpg': await jpeg({ seed: 3, takenAt: '2023:01:02 12:00:00' }),
  });
  const request = { sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Sea', template };
  const { places } = await app.preview(request);
  expect(targetFolders(places, { layout: 'keep', template, title: 'Sea' })).toEqual([
    { folder: '2023/01 Sea', photos: 1, example: '20230102_IMG_2.jpg' },
    { folder: '2024/07 Sea', photos: 2, example: expect.stringMatching(/^20240715_IMG_1.jpg$/) },
  ]);
  await app.import(request);
  expect(Object.keys(readTree(storage.photos))).toEqual([
    '2023/01 Sea/20230102_IMG_2.jpg',
    '2024/07 Sea/20240715_IMG_1-1.jpg',
    '2024/07 Sea/20240715_IMG_1.jpg',
    '2024/07 Sea/20240715_IMG_1.jpg.xmp',
    '2024/07 Sea/20240715_IMG_1.xmp',
  ]);
});

test('a template that cannot be used is refused before anything is done; the command line shows the folders first', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'base'));
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00' }) });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  const bad = await runCli(home, ['import', join(folder, 'Card'), '--storage', 'S', '--template', '../{YYYY}']);
  expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('A template cannot lead out of the storage')]);
  const shown = await runCli(home, ['import', join(folder, 'Card'), '--storage', 'S', '--template', '{YYYY}/{MM}', '--dry-run']);
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('Into these folders:\n  2024/07  1')]);
  await json(home, ['import', join(folder, 'Card'), '--storage', 'S', '--template', '{YYYY}/{MM}']);
  expect(await json(home, ['search', 'folder:2024/07'])).toMatchObject({ total: 1 });
});
