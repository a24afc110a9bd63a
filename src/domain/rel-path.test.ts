import { expect, test } from 'vitest';
import { collisionKey, isStorableName, maxNameBytes, numberedName, parseRelPath, portableName, splitName } from './rel-path.ts';

test('a path that leaves its storage, is absolute or belongs to another system is refused', () => {
  const refused = ['', '/a', '../a', 'a/../b', 'a/./b', 'a//b', 'a/', 'a\\b', 'C:/a', 'c:a', 'a\0b', '.', '..'];
  expect(refused.map(parseRelPath)).toEqual(refused.map(() => null));
});

test('ordinary paths pass unchanged, however odd their names', () => {
  const fine = ['a', 'a/b.jpg', 'ø/æ å.JPG', '...', 'a b/…/c', '-rf', 'new\nline.jpg', `${'x'.repeat(255)}`];
  expect(fine.map(parseRelPath)).toEqual(fine);
});

test('a name is storable exactly when an index that holds it is read again', () => {
  for (const name of ['a\\b.jpg', 'C:a.jpg', 'c:', '\\', 'a:b.jpg', 'ab:c.jpg', '1:2.jpg', 'new\nline.jpg', ':', '.'.repeat(3)])
    expect(isStorableName(name), name).toBe(parseRelPath(name) !== null);
});

test('names that some file system takes for the same have one key', () => {
  expect(collisionKey('IMG_É.JPG')).toBe(collisionKey('img_e\u0301.jpg'));
  expect(collisionKey('a.jpg')).not.toBe(collisionKey('b.jpg'));
});

test('a numbered name keeps its extension, and a leading dot is no extension', () => {
  expect([numberedName('a.jpg', 0), numberedName('a.jpg', 2), numberedName('.hidden', 1), numberedName('none', 1)]).toEqual([
    'a.jpg',
    'a-2.jpg',
    '.hidden-1',
    'none-1',
  ]);
  expect(splitName('a.tar.gz')).toEqual({ stem: 'a.tar', extension: '.gz' });
});

test('a portable name fits with a number and keeps its extension', () => {
  const name = portableName(`${'é'.repeat(200)}.jpeg`);
  expect(Buffer.byteLength(numberedName(name, 999))).toBeLessThanOrEqual(maxNameBytes);
  expect(name.endsWith('.jpeg')).toBe(true);
  expect(portableName('a\\b.jpg')).toBe('a_b.jpg');
  expect(portableName('C:b.jpg')).toBe('C_b.jpg');
});
