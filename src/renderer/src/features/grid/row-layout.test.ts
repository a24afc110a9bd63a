import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutRows, photoInNextRow, rowAt, rowBoxes, rowOfPhoto, shownRatio, type RowLayoutInput } from './row-layout.ts';

const input = fc
  .record({
    counts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }),
    seed: fc.array(fc.float({ min: Math.fround(0.05), max: 12, noNaN: true }), { minLength: 1, maxLength: 30 }),
    widthPx: fc.integer({ min: 300, max: 3000 }),
    rowHeightPx: fc.integer({ min: 96, max: 400 }),
    kind: fc.constantFrom('justified' as const, 'square' as const),
    withHeaders: fc.boolean(),
  })
  .map(({ counts, seed, ...rest }): RowLayoutInput => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return {
      ...rest,
      gapPx: 4,
      headerHeightPx: 40,
      days: counts.map((count) => ({ count })),
      ratios: Float32Array.from({ length: total }, (_, n) => seed[n % seed.length] ?? 1),
    };
  });

describe('the row filler', () => {
  test('places every photo exactly once and in order', () => {
    fc.assert(
      fc.property(input, (given) => {
        const layout = layOutRows(given);
        const seen: number[] = [];
        for (let row = 0; row < layout.rowCount; row++)
          if (layout.header[row] === -1)
            for (let photo = layout.first[row] ?? 0; photo < (layout.first[row + 1] ?? 0); photo++) seen.push(photo);
        expect(seen).toEqual(Array.from(given.ratios, (_, n) => n));
      }),
    );
  });

  test('ends every row inside the width, and every full justified row at the right edge', () => {
    fc.assert(
      fc.property(input, (given) => {
        const layout = layOutRows(given);
        for (let row = 0; row < layout.rowCount; row++) {
          if (layout.header[row] !== -1) continue;
          const last = rowBoxes(layout, row, given).at(-1);
          expect((last?.left ?? 0) + (last?.width ?? 0)).toBeLessThan(given.widthPx + 1);
          const endsDay = row + 1 === layout.rowCount || layout.header[row + 1] !== -1 || !given.withHeaders;
          if (!endsDay && given.kind === 'justified') expect((last?.left ?? 0) + (last?.width ?? 0)).toBeGreaterThan(given.widthPx - 1);
        }
      }),
    );
  });

  test('stacks rows without overlap', () => {
    fc.assert(
      fc.property(input, (given) => {
        const layout = layOutRows(given);
        for (let row = 0; row < layout.rowCount; row++)
          expect(layout.top[row + 1]).toBeGreaterThanOrEqual((layout.top[row] ?? 0) + (layout.height[row] ?? 0) - 0.01);
      }),
    );
  });

  test('finds the row of every photo and of every height', () => {
    fc.assert(
      fc.property(input, (given) => {
        const layout = layOutRows(given);
        for (let photo = 0; photo < given.ratios.length; photo++) {
          const row = rowOfPhoto(layout, photo);
          expect(layout.header[row]).toBe(-1);
          expect(rowAt(layout, (layout.top[row] ?? 0) + 1)).toBe(row);
        }
      }),
    );
  });

  test('keeps the aspect ratio of every tile within one percent', () => {
    const ratios = Float32Array.from([1.5, 0.66, 1.78, 1, 1.33, 0.75, 1.5, 2.4, 1.5, 1.5]);
    const given: RowLayoutInput = {
      ratios,
      days: [{ count: 10 }],
      withHeaders: true,
      widthPx: 1000,
      rowHeightPx: 176,
      gapPx: 4,
      headerHeightPx: 40,
      kind: 'justified',
    };
    const layout = layOutRows(given);
    for (let row = 1; row < layout.rowCount; row++) {
      rowBoxes(layout, row, given).forEach((box, n) => {
        const ratio = ratios[(layout.first[row] ?? 0) + n] ?? 0;
        expect(Math.abs(box.width / (layout.height[row] ?? 1) / ratio - 1)).toBeLessThan(0.01);
      });
    }
  });

  test('moves down to the nearest photo and stays put at the ends', () => {
    const given: RowLayoutInput = {
      ratios: new Float32Array(6).fill(1),
      days: [{ count: 3 }, { count: 3 }],
      withHeaders: true,
      widthPx: 308,
      rowHeightPx: 100,
      gapPx: 4,
      headerHeightPx: 40,
      kind: 'square',
    };
    const layout = layOutRows(given);
    expect([
      photoInNextRow(layout, 1, 1, given),
      photoInNextRow(layout, 4, -1, given),
      photoInNextRow(layout, 0, -1, given),
      photoInNextRow(layout, 5, 1, given),
    ]).toEqual([4, 1, 0, 5]);
  });

  test('lays out a million photos, each in a row', () => {
    const ratios = Float32Array.from({ length: 1_000_000 }, (_, n) => [1.5, 0.667, 1.333, 1.778][n % 4] ?? 1);
    const days = Array.from({ length: 4000 }, () => ({ count: 250 }));
    const layout = layOutRows({
      ratios,
      days,
      withHeaders: true,
      widthPx: 1160,
      rowHeightPx: 176,
      gapPx: 4,
      headerHeightPx: 40,
      kind: 'justified',
    });
    expect(layout.first[layout.rowCount]).toBe(1_000_000);
  });

  test('takes a photo without known size for three to two', () => {
    expect([shownRatio(Number.NaN), shownRatio(0), shownRatio(-1), shownRatio(100), shownRatio(0.01)]).toEqual([1.5, 1.5, 1.5, 8, 0.25]);
  });
});
