import { expect, test } from 'vitest';
import { countPixels, histogramSteps, outline, tallestOf } from './histogram.ts';

test('every pixel is counted once in each channel', () => {
  const counted = countPixels([255, 0, 0, 255, 0, 255, 0, 255, 128, 128, 128, 255]);
  for (const counts of Object.values(counted) as number[][]) {
    expect(counts).toHaveLength(histogramSteps);
    expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(3);
  }
  expect(counted.red[63]).toBe(1);
  expect(counted.green[32]).toBe(1);
  expect(counted.luma[Math.floor((0.7152 * 255 * 64) / 256)]).toBe(1);
});

test('clipped ends do not flatten the rest, and an empty picture is no division by zero', () => {
  const black = countPixels(new Uint8Array(400));
  expect(tallestOf(black)).toBe(1);
  expect(outline([0, 2, 50], 2, 100, 10)).toBe('M0 10 L0.0 10.0 L50.0 0.0 L100.0 0.0 L100 10 Z');
});
