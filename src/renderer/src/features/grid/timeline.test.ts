import { describe, expect, test } from 'vitest';
import { layOutRows } from './row-layout.ts';
import { groupStops, monthsOf, stopAt, yearMarks } from './timeline.ts';

const days = [
  { key: '2024-07-15', count: 3 },
  { key: '2024-07-02', count: 2 },
  { key: '2023-12-31', count: 4 },
  { key: null, count: 1 },
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
    expect(monthsOf(days, layout, String).map(({ name, count, year }) => [name(), count, year])).toEqual([
      ['2024-07-15', 5, '2024'],
      ['2023-12-31', 4, '2023'],
      ['null', 1, null],
    ]);
  });

  test('knows the month of a height', () => {
    const months = monthsOf(days, layout, String);
    expect([0, months[1]?.top ?? 0, 1e9].map((y) => stopAt(months, y))).toEqual([0, 1, 2]);
  });

  test('has a stop for each group that is no time, and no years', () => {
    const stops = groupStops(days, layout, ({ key }) => `group ${key}`);
    expect(stops.map(({ name, count }) => [name(), count])[2]).toEqual(['group 2023-12-31', 4]);
    expect(yearMarks(stops, 4000, 400)).toEqual([]);
    expect(stops.map(({ top }) => stopAt(stops, top))).toEqual([0, 1, 2, 3]);
  });

  test('drops year marks that would stand too close', () => {
    const months = Array.from({ length: 40 }, (_, n) => ({ year: `${2026 - n}`, top: n * 100 }));
    const marks = yearMarks(months, 4000, 400);
    marks.forEach((mark, n) => n > 0 && expect(mark.top - (marks[n - 1]?.top ?? 0)).toBeGreaterThanOrEqual(28));
    expect(marks[0]?.label).toBe('’26');
  });
});
