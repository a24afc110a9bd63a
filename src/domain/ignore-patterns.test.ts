import { expect, test } from 'vitest';
import { ignoreTest } from './ignore-patterns.ts';

const rows: readonly (readonly [pattern: string, passedOver: readonly string[], looked: readonly string[]])[] = [
  ['*.tmp', ['a.tmp', '2024/italy/B.TMP'], ['a.tmpx', 'tmp/a.jpg']],
  ['Exports', ['exports/a.jpg', '2024/Exports/b/c.jpg', 'Exports'], ['exports2/a.jpg']],
  ['exports/', ['2024/exports/a.jpg'], ['2024/exports']],
  ['/exports', ['exports/a.jpg'], ['2024/exports/a.jpg']],
  ['2024/*/raw', ['2024/italy/raw/a.dng'], ['2024/raw/a.dng', '2025/2024/italy/raw/a.dng']],
  ['work/**/out/*.jpg', ['work/out/a.jpg', 'work/a/b/out/c.jpg'], ['work/out/a.png', 'out/a.jpg']],
  ['IMG_??.jpg', ['IMG_12.jpg'], ['IMG_1.jpg', 'IMG_123.jpg']],
  ['Åsen', ['A\u030Asen/a.jpg'], ['Asen/a.jpg']],
  ['**', ['a', 'a/b.jpg'], []],
  [' ', [], ['a.jpg']],
  ['/', [], ['a.jpg']],
];

test.each(rows)('%s', (pattern, passedOver, looked) => {
  const isIgnored = ignoreTest([pattern]);
  expect(passedOver.filter((path) => !isIgnored(path))).toEqual([]);
  expect(looked.filter((path) => isIgnored(path))).toEqual([]);
});

test('any of several patterns is enough, and stars upon stars take no time', () => {
  const isIgnored = ignoreTest(['*.tmp', `${'*a'.repeat(60)}b`]);
  expect(isIgnored('x.tmp')).toBe(true);
  expect(isIgnored('a'.repeat(250))).toBe(false);
});
