import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { walk } from '#core/storage/walk.ts';
import { tempFolder } from '../builders/temp-folder.ts';

async function walked(path: string) {
  const files: string[] = [];
  const problems: string[] = [];
  for await (const folder of walk(path)) {
    files.push(...folder.files.map((file) => file.relativePath));
    problems.push(...folder.problems.map((problem) => `${problem.code} ${problem.path}`));
  }
  return { files, problems };
}

test('walks folders in a stable order and passes over what is never a photo', async () => {
  const folder = tempFolder();
  for (const name of ['b', 'a', '.imalink', '@eaDir', '.Trash-1000']) mkdirSync(join(folder, name));
  for (const name of [
    'z.jpg',
    'a.jpg',
    '._a.jpg',
    '.DS_Store',
    'Thumbs.db',
    'b/1.jpg',
    'a/2.jpg',
    '.imalink/x.jpg',
    '@eaDir/x.jpg',
    '.Trash-1000/x.jpg',
  ])
    writeFileSync(join(folder, name), 'x');
  expect(await walked(folder)).toEqual({ files: ['a.jpg', 'z.jpg', 'a/2.jpg', 'b/1.jpg'], problems: [] });
});

test('does not follow links below the source, and ends in a loop', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', '1.jpg'), 'x');
  symlinkSync(folder, join(folder, 'a', 'loop'));
  symlinkSync(join(folder, 'a', '1.jpg'), join(folder, 'link.jpg'));
  expect(await walked(folder)).toEqual({ files: ['a/1.jpg'], problems: [] });
});

test('a source that is a link to a folder is followed', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'real'));
  writeFileSync(join(folder, 'real', '1.jpg'), 'x');
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect((await walked(join(folder, 'link'))).files).toEqual(['1.jpg']);
});

test('a fifo and a name that is not UTF-8 are told, and the rest is walked', async () => {
  const folder = tempFolder();
  execFileSync('mkfifo', [join(folder, 'pipe.jpg')]);
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]), 'x');
  writeFileSync(join(folder, 'good\nname.jpg'), 'x');
  const { files, problems } = await walked(folder);
  expect(files).toEqual(['good\nname.jpg']);
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['name-not-utf8', 'not-a-file']);
});

test.skipIf(process.getuid?.() === 0)('a folder without permission is told, and the rest is walked', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'closed'));
  writeFileSync(join(folder, 'open.jpg'), 'x');
  chmodSync(join(folder, 'closed'), 0);
  expect(await walked(folder)).toEqual({ files: ['open.jpg'], problems: ['unreadable closed'] });
});
