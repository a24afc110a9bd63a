import { expect, test } from 'vitest';
import type { CountedFolder } from '#contract/storage.ts';
import { foldersAbove, keyOf, parentOf, treeRows, typedRow, type LoadedLevel } from './tree-rows.ts';

const folder = (path: string, total: number, folders = 0): CountedFolder => ({
  name: path.split('/').at(-1) ?? '',
  path,
  photos: total,
  total,
  folders,
});
const level = (total: number, children: CountedFolder[]): LoadedLevel => ({ total, children });
const storages = [
  { uuid: 'a', display_name: 'Home' },
  { uuid: 'b', display_name: 'Travel' },
];
const levels = new Map([
  ['a/', level(9, [folder('2023', 2), folder('2024', 7, 2)])],
  ['a/2024', level(7, [folder('2024/Italy', 4, 1), folder('2024/Øst', 3)])],
]);
const open = new Set(['a/', 'a/2024', 'a/2024/Italy', 'a/2023']);
const rows = treeRows(storages, levels, open);

test('what is open shows what is below it, each with its place among its siblings', () => {
  expect(
    rows.map(
      ({ name, level: depth, total, isOpen, canOpen, place, siblings }) =>
        `${'  '.repeat(depth - 1)}${name} ${total} ${isOpen ? 'open' : canOpen ? 'folded' : 'leaf'} ${place}/${siblings}`,
    ),
  ).toEqual([
    'Home 9 open 1/2',
    '  2023 2 leaf 1/2',
    '  2024 7 open 2/2',
    '    Italy 4 open 1/2',
    '    Øst 3 leaf 2/2',
    'Travel null leaf 2/2',
  ]);
});

test('the way up from a folder, and from a row', () => {
  expect(foldersAbove({ storage: 'a', path: '2024/Italy/Rome' }).map(keyOf)).toEqual(['a/', 'a/2024', 'a/2024/Italy']);
  expect(foldersAbove({ storage: 'a', path: '' })).toEqual([]);
  expect(rows.map((_, at) => parentOf(rows, at))).toEqual([-1, 0, 0, 2, 2, -1]);
});

test('typing finds the next name that begins so, around the end; more letters may stay', () => {
  expect(typedRow(rows, 0, '2')).toBe(1);
  expect(typedRow(rows, 1, '2')).toBe(2);
  expect(typedRow(rows, 1, '202')).toBe(1);
  expect(typedRow(rows, 1, '2024')).toBe(2);
  expect(typedRow(rows, 4, 'h')).toBe(0);
  expect(typedRow(rows, 0, 'ø')).toBe(4);
  expect(typedRow(rows, 0, 'x')).toBe(-1);
  expect(typedRow([], -1, 'x')).toBe(-1);
});
