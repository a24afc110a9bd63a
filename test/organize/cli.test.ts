/** Editing from the command line: results, exit codes and clear errors. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, runCli } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

test('photos are rated, flagged, tagged, captioned and put into albums', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'base'));
  writeTree(join(folder, 'card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'A']);
  await json(home, ['import', join(folder, 'card'), '--storage', 'A']);
  const found = await json<{ photos: { hothash: string }[] }>(home, ['search', 'a']);
  const hothash = found.photos[0]?.hothash ?? '';
  expect(await json(home, ['photo', 'rate', '4', hothash])).toMatchObject({ title: 'Rating 4 (1 photo)', photo_count: 1 });
  await json(home, ['photo', 'flag', 'pick', hothash]);
  await json(home, ['photo', 'tag', hothash, '--add', 'rome, night', '--remove', 'x']);
  await json(home, ['photo', 'caption', hothash, 'Rome']);
  expect(await json(home, ['photo', 'show', hothash])).toMatchObject({ rating: 4, flag: 'pick', tags: ['night', 'rome'], caption: 'Rome' });
  await json(home, ['album', 'create', 'Best of']);
  await json(home, ['album', 'add', 'Best of', hothash]);
  expect(await json(home, ['album', 'show', 'Best of'])).toMatchObject({ hothashes: [hothash] });
  expect(await json(home, ['album', 'remove', 'Best of', hothash])).toMatchObject({ photo_count: 0 });
  expect(await json(home, ['tag', 'rename', 'rome', 'Roma'])).toMatchObject({ title: '+Roma, -rome (1 photo)' });
  expect(await json(home, ['edit', 'undo'])).toMatchObject({ title: '+Roma, -rome (1 photo)' });
  expect(await json(home, ['tag', 'list'])).toMatchObject({ tags: [{ name: 'night' }, { name: 'rome' }] });
  expect((await runCli(home, ['photo', 'rate', '6', hothash])).code).toBe(2);
  expect((await runCli(home, ['photo', 'rate', '5', '0'.repeat(64)])).code).toBe(10);
  const missing = await runCli(home, ['album', 'show', 'nope']);
  expect([missing.code, missing.stderr]).toEqual([10, 'imalink: There is no album "nope". `imalink album list` shows them all.\n']);
}, 60_000);
