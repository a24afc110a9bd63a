import { expect, test } from 'vitest';
import { findPacked } from './find-packed.ts';

const paths = Array.from({ length: 2000 }, (_, index) => `y${index % 7}/d${index % 13}/IMG_${index}.jpg`);
const packed = paths.join('\0');

test('every path is found where it is, whatever order they are asked for in', () => {
  const backwards = findPacked(packed, paths.length);
  expect(paths.map(findPacked(packed, paths.length))).toEqual(paths.map((_, index) => index));
  expect(paths.toReversed().map(backwards)).toEqual(paths.map((_, index) => paths.length - 1 - index));
  // Some have moved to the end of the listing, as after a scan that followed them.
  const parted = [...paths.filter((_, index) => index % 10 !== 0), ...paths.filter((_, index) => index % 10 === 0)];
  expect(parted.map(findPacked(packed, paths.length)).map((at) => paths[at ?? -1])).toEqual(parted);
});

test('what is not there is not found: neither a part of a path nor two of them', () => {
  const find = findPacked(packed, paths.length);
  const [first = '', second = ''] = paths;
  for (const path of [first.slice(0, -1), `${first}x`, first.slice(1), `${first}\0${second}`, '', 'y0/d0/other.jpg'])
    expect(find(path), JSON.stringify(path)).toBeUndefined();
  expect(find(first)).toBe(0);
  expect(findPacked('', 0)('a.jpg')).toBeUndefined();
  expect([findPacked('å/ü.jpg\0𝄞.jpg', 2)('𝄞.jpg'), findPacked('a', 1)('a'), findPacked('a', 1)('b')]).toEqual([1, 0, undefined]);
});
