/** The trash of Linux desktops: one rename within the file system, a note that says where the file was, never a copy. */
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync, chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import { systemTrash } from '#core/storage/trash.ts';
import { loopMount } from '../builders/loop-mount.ts';
import { tempFolder } from '../builders/temp-folder.ts';

const uid = process.getuid?.() ?? 0;
const linux = process.platform === 'linux';

test.runIf(linux)('a file keeps its inode, and files of one name each keep a note of their own', async () => {
  const folder = tempFolder();
  const trash = freedesktopTrash({ dataHome: join(folder, 'data'), now: () => new Date(2026, 4, 6, 7, 8, 9) });
  const long = `${'é'.repeat(125)}.jpg`;
  for (const [dir, name] of [
    ['a', 'x y.jpg'],
    ['b', 'x y.jpg'],
    ['a', long],
  ] as const) {
    mkdirSync(join(folder, dir), { recursive: true });
    writeFileSync(join(folder, dir, name), dir);
  }
  const inode = lstatSync(join(folder, 'a/x y.jpg')).ino;
  // Something without a note has the second name already: it is somebody's.
  mkdirSync(join(folder, 'data/Trash/files'), { recursive: true });
  writeFileSync(join(folder, 'data/Trash/files/2.x y.jpg'), 'lost its note');
  for (const path of ['a/x y.jpg', 'b/x y.jpg', `a/${long}`]) expect(await trash.put(join(folder, path))).toBeNull();
  const files = join(folder, 'data/Trash/files');
  expect(lstatSync(join(files, 'x y.jpg')).ino).toBe(inode);
  expect([readFileSync(join(files, '2.x y.jpg'), 'utf8'), readFileSync(join(files, '3.x y.jpg'), 'utf8')]).toEqual(['lost its note', 'b']);
  expect(readFileSync(join(folder, 'data/Trash/info/3.x y.jpg.trashinfo'), 'utf8')).toBe(
    `[Trash Info]\nPath=${folder}/b/x%20y.jpg\nDeletionDate=2026-05-06T07:08:09\n`,
  );
  expect(readdirSync(files)).toHaveLength(4);
  expect(readdirSync(join(folder, 'a'))).toEqual([]);
});

test('a card has a trash of its own at its top, with paths from there; a shared one only where it is sticky', async ({ skip }) => {
  const card = linux ? loopMount('ext4') : null;
  if (!card) return skip('needs a file system of its own');
  const trash = freedesktopTrash({ dataHome: join(tempFolder(), 'data') });
  const put = (name: string): Promise<string | null> => {
    mkdirSync(join(card.path, 'DCIM'), { recursive: true });
    writeFileSync(join(card.path, 'DCIM', name), name);
    return trash.put(join(card.path, 'DCIM', name));
  };
  expect(await put('a.jpg')).toBeNull();
  const own = join(card.path, `.Trash-${uid}`);
  expect([readdirSync(join(own, 'files')), (statSync(own).mode & 0o777).toString(8)]).toEqual([['a.jpg'], '700']);
  expect(readFileSync(join(own, 'info/a.jpg.trashinfo'), 'utf8')).toContain('\nPath=DCIM/a.jpg\n');
  mkdirSync(join(card.path, '.Trash'));
  expect(await put('b.jpg')).toBeNull();
  expect(existsSync(join(own, 'files/b.jpg'))).toBe(true);
  chmodSync(join(card.path, '.Trash'), 0o1777);
  expect(await put('c.jpg')).toBeNull();
  expect(readdirSync(join(card.path, '.Trash', String(uid), 'files'))).toEqual(['c.jpg']);
});

test.runIf(linux)('a trash that is a link is not used, and where there is none the file stays', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'a.jpg'), 'a');
  mkdirSync(join(folder, 'data'));
  mkdirSync(join(folder, 'trap'));
  symlinkSync(join(folder, 'trap'), join(folder, 'data/Trash'));
  expect(await freedesktopTrash({ dataHome: join(folder, 'data') }).put(join(folder, 'a.jpg'))).toContain('no trash');
  expect(await systemTrash('darwin').put(join(folder, 'a.jpg'))).toContain('there is no trash');
  expect([readdirSync(join(folder, 'trap')), readFileSync(join(folder, 'a.jpg'), 'utf8')]).toEqual([[], 'a']);
});
