import { describe, expect, test } from 'vitest';
import { layOutRows } from './row-layout.ts';
import { monthAt, monthsOf, yearMarks } from './timeline.ts';

const days = [
  { day: '2024-07-15', count: 3 },
  { day: '2024-07-02', count: 2 },
  { day: '2023-12-31', count: 4 },
  { day: null, count: 1 },
];
const layout = layOutRows({
  ratios: new Float32Array(10).fill(1.5),
  days,
  withHeaders: true,
  widthPx: 1000,
  rowHeightPx: 176,
  gapPx: 4,
  headerHeightPx: 40,
  kind: 'justified',
});

describe('the timeline', () => {
  test('gathers days into months, the undated at the end', () => {
    expect(monthsOf(days, layout).map(({ day, count }) => [day, count])).toEqual([
      ['2024-07-15', 5],
      ['2023-12-31', 4],
      [null, 1],
    ]);
  });

  test('knows the month of a height', () => {
    const months = monthsOf(days, layout);
    expect([0, months[1]?.top ?? 0, 1e9].map((y) => monthAt(months, y))).toEqual([0, 1, 2]);
  });

  test('drops year marks that would stand too close', () => {
    const months = Array.from({ length: 40 }, (_, n) => ({ day: `${2026 - n}-01-01`, count: 1, top: n * 100 }));
    const marks = yearMarks(months, 4000, 400);
    marks.forEach((mark, n) => n > 0 && expect(mark.top - (marks[n - 1]?.top ?? 0)).toBeGreaterThanOrEqual(28));
    expect(marks[0]?.label).toBe('’26');
  });
});
