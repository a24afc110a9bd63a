import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareFolders, compareNames, comparePaths } from './natural-order.ts';

test('names are in the order people read them, and those that read the same go by code point', () => {
  const names = ['IMG_2.jpg', 'IMG_10.jpg', 'img_9.jpg', 'IMG_1.jpg', 'b', 'B', 'a', 'ä', 'Z', 'a01', 'A1'];
  expect(names.toSorted(compareNames)).toEqual(['a', 'ä', 'A1', 'a01', 'B', 'b', 'IMG_1.jpg', 'IMG_2.jpg', 'img_9.jpg', 'IMG_10.jpg', 'Z']);
});

test('files of one folder stay together, before those of the folders in it', () => {
  const paths = ['a b/1.jpg', 'a/10.jpg', 'a/9/1.jpg', 'z.jpg', 'a/2.jpg', 'a/10/1.jpg', '10.jpg', 'a/9/0.jpg', '9.jpg'];
  expect(paths.toSorted(comparePaths)).toEqual([
    '9.jpg',
    '10.jpg',
    'z.jpg',
    'a/2.jpg',
    'a/10.jpg',
    'a/9/0.jpg',
    'a/9/1.jpg',
    'a/10/1.jpg',
    'a b/1.jpg',
  ]);
  expect(['2024/10', '', '2024/9', '2024', '2024-01'].toSorted(compareFolders)).toEqual(['', '2024', '2024/9', '2024/10', '2024-01']);
});

test('every list of paths has one order, whatever it was before', () => {
  const path = fc.array(fc.constantFrom('a', 'A', 'a1', 'a01', 'A10', 'ä', '/', '-', '2'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(path, { maxLength: 12 }), (parts) => {
      const paths = parts.map((each) => each.join(''));
      const sorted = paths.toSorted(comparePaths);
      expect(paths.toReversed().toSorted(comparePaths)).toEqual(sorted);
      expect(sorted.toSorted().toSorted(comparePaths)).toEqual(sorted);
    }),
  );
});
