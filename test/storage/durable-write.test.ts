import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { durableWrite } from '#core/storage/durable-write.ts';
import { tempFolder } from '../builders/temp-folder.ts';

/** A file system of a few kilobytes; null where this user may not mount one. */
function tinyDisk(): string | null {
  const folder = tempFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

test('replaces a file whole and leaves nothing else behind', async () => {
  const folder = tempFolder();
  const target = join(folder, 'index.json');
  writeFileSync(target, 'old');
  const written = await durableWrite(target, [Buffer.from('new '), Buffer.from('text')], folder);
  expect(written).toEqual({ sizeBytes: 8, mtimeMs: statSync(target).mtimeMs });
  expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['new text', ['index.json']]);
});

test('a staging folder that was left out is made; one whose storage is gone is not', async () => {
  const folder = tempFolder();
  await durableWrite(join(folder, 'index.json'), [Buffer.from('new')], join(folder, 'staging'));
  expect(readdirSync(folder).toSorted()).toEqual(['index.json', 'staging']);
  const gone = join(folder, 'unmounted/.imalink');
  await expect(durableWrite(join(gone, 'index.json'), [Buffer.from('new')], join(gone, 'staging'))).rejects.toMatchObject({
    code: 'ENOENT',
  });
});

test('a source of chunks that fails leaves the old file', async () => {
  const folder = tempFolder();
  const target = join(folder, 'index.json');
  writeFileSync(target, 'old');
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('half');
    throw new Error('cut');
  }
  await expect(durableWrite(target, failing(), folder)).rejects.toThrow('cut');
  expect([readFileSync(target, 'utf8'), readdirSync(folder)]).toEqual(['old', ['index.json']]);
});

test('a full disk is an error, and the old file stays whole', async ({ skip }) => {
  const disk = tinyDisk();
  if (disk === null) return skip('needs the right to mount a tmpfs');
  mkdirSync(join(disk, 'staging'));
  const target = join(disk, 'index.json');
  writeFileSync(target, 'old');
  await expect(durableWrite(target, [Buffer.alloc(100_000)], join(disk, 'staging'))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect([readFileSync(target, 'utf8'), readdirSync(join(disk, 'staging'))]).toEqual(['old', []]);
});
