import { expect, test } from 'vitest';
import { bandBetween, photosInBand, scrollStep } from './band.ts';
import { layOutRows } from './row-layout.ts';

/** Two days of six squares each, three in a row of 100 px with gaps of 4. */
const input = {
  ratios: new Float32Array(12).fill(1),
  days: [{ count: 6 }, { count: 6 }],
  withHeaders: true,
  widthPx: 308,
  rowHeightPx: 100,
  gapPx: 4,
  headerHeightPx: 40,
  kind: 'square' as const,
};
const layout = layOutRows(input);
const band = (a: [number, number], b: [number, number]) =>
  photosInBand(layout, input, bandBetween({ x: a[0], y: a[1] }, { x: b[0], y: b[1] }));

test('a band holds what it touches, in whichever direction it was drawn', () => {
  expect(band([310, 50], [150, 90])).toEqual([{ start: 1, end: 3 }]);
  expect(band([150, 90], [310, 50])).toEqual([{ start: 1, end: 3 }]);
});

test('columns of several rows are ranges of their own, whole rows are joined across days', () => {
  expect(band([0, 60], [90, 160])).toEqual([
    { start: 0, end: 1 },
    { start: 3, end: 4 },
  ]);
  expect(band([-5, 0], [400, 100_000])).toEqual([{ start: 0, end: 12 }]);
});

test('headers, gaps and what lies beside the photos hold nothing', () => {
  expect(band([0, 5], [300, 35])).toEqual([]);
  expect(band([101, 60], [103, 70])).toEqual([]);
  expect(band([309, 45], [330, 60])).toEqual([]);
  expect(band([0, 90_000], [300, 90_010])).toEqual([]);
});

test('near an edge the list scrolls along, the faster the farther out', () => {
  expect(scrollStep(400, 800)).toBe(0);
  expect(scrollStep(40, 800)).toBeLessThan(0);
  expect(scrollStep(-200, 800)).toBe(-32);
  expect(scrollStep(790, 800)).toBeGreaterThan(0);
  expect(scrollStep(2000, 800)).toBe(32);
});
