import { expect, test } from 'vitest';
import { differing, fullRatio, neighbour } from './comparison.ts';

test('arrows go to the neighbour, and stop at the edges', () => {
  expect([neighbour(0, 3, 'right'), neighbour(2, 3, 'right'), neighbour(0, 3, 'left'), neighbour(1, 3, 'down')]).toEqual([1, 2, 0, 1]);
  expect([neighbour(0, 4, 'down'), neighbour(3, 4, 'up'), neighbour(2, 4, 'down'), neighbour(1, 4, 'right')]).toEqual([2, 1, 2, 2]);
});

test('only facts that differ are said', () => {
  const first = [
    ['Camera', 'R6'],
    ['ISO', '200'],
    ['Lens', '35 mm'],
  ] as const;
  const second = [
    ['Camera', 'R6'],
    ['ISO', '400'],
  ] as const;
  expect(differing([first, second])).toEqual([
    [
      ['ISO', '200'],
      ['Lens', '35 mm'],
    ],
    [['ISO', '400']],
  ]);
  expect(differing([first, []])).toEqual([[], []]);
  expect(differing([])).toEqual([]);
});

test('100 % is one pixel of the picture on one of the screen', () => {
  const frame = { width: 600, height: 600 };
  expect(fullRatio({ width: 6000, height: 4000 }, frame, 1)).toBeCloseTo(10);
  expect(fullRatio({ width: 6000, height: 4000 }, frame, 2)).toBeCloseTo(5);
  expect(fullRatio({ width: 300, height: 200 }, frame, 1)).toBe(2);
  expect(fullRatio({ width: null, height: null }, frame, 1)).toBe(3);
});
