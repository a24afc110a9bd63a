import { linkSync, mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileChecksum, makeFolders, placeWithoutClobber } from '#core/storage/place-file.ts';
import { tempFolder } from '../builders/temp-folder.ts';

test('a file gets its name once and never overwrites', async () => {
  const folder = tempFolder();
  const [staging, target] = [join(folder, 'x.part'), join(folder, 'photo.jpg')];
  writeFileSync(staging, 'picture');
  expect(await placeWithoutClobber(staging, target)).toBe('placed');
  writeFileSync(join(folder, 'other.part'), 'another');
  expect(await placeWithoutClobber(join(folder, 'other.part'), target)).toBe('name-taken');
  expect(readFileSync(target, 'utf8')).toBe('picture');
});

test('a folder, a missing file and a link have no checksum; a file has its SHA-256', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a'), '');
  mkdirSync(join(folder, 'd'));
  linkSync(join(folder, 'a'), join(folder, 'hard'));
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  expect([
    await fileChecksum(join(folder, 'a')),
    await fileChecksum(join(folder, 'hard')),
    await fileChecksum(join(folder, 'd')),
    await fileChecksum(join(folder, 'none')),
  ]).toEqual([empty, empty, null, null]);
});

test('makes all folders of a path', async () => {
  const folder = tempFolder();
  await makeFolders(folder, join(folder, 'a', 'b', 'c'));
  await makeFolders(folder, join(folder, 'a', 'b', 'c'));
  expect(existsSync(join(folder, 'a', 'b', 'c'))).toBe(true);
});
