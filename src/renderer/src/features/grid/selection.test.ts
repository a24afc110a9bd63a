import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carriedSelection,
  countSelected,
  extendTo,
  firstSelected,
  isRangeSelected,
  isSelected,
  nothingSelected,
  selectAll,
  selectionOf,
  shiftSelection,
  selectOnly,
  toggle,
  toggleRange,
  withBand,
  type Selection,
} from './selection.ts';

type Gesture = { readonly kind: 'only' | 'toggle' | 'extend'; readonly at: number };
const gesture: fc.Arbitrary<Gesture> = fc.record({
  kind: fc.constantFrom('only', 'toggle', 'extend'),
  at: fc.integer({ min: 0, max: 40 }),
});

/** The same gestures over a plain set: slow and obvious. */
function model(gestures: readonly Gesture[]): Set<number> {
  let all = new Set<number>();
  let base = new Set<number>();
  let anchor: number | null = null;
  for (const { kind, at } of gestures) {
    if (kind === 'only') [all, base, anchor] = [new Set([at]), new Set(), at];
    else if (kind === 'toggle') {
      all = new Set(all);
      if (!all.delete(at)) all.add(at);
      [base, anchor] = [new Set(all), at];
    } else {
      anchor ??= at;
      all = new Set(base);
      for (let n = Math.min(anchor, at); n <= Math.max(anchor, at); n++) all.add(n);
    }
  }
  return all;
}

const play = (gestures: readonly Gesture[]): Selection =>
  gestures.reduce(
    (selection, { kind, at }) => (kind === 'only' ? selectOnly(at) : kind === 'toggle' ? toggle(selection, at) : extendTo(selection, at)),
    nothingSelected,
  );

describe('the selection', () => {
  test('agrees with a plain set after any gestures', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 30 }), (gestures) => {
        const selection = play(gestures);
        const wanted = model(gestures);
        // An extension without an anchor starts one; the model does the same.
        expect(firstSelected(selection, 1000)).toEqual([...wanted].toSorted((a, b) => a - b));
        expect(countSelected(selection)).toBe(wanted.size);
        for (let n = 0; n <= 41; n++) expect(isSelected(selection, n)).toBe(wanted.has(n));
      }),
    );
  });

  test('keeps its ranges sorted and apart', () => {
    fc.assert(
      fc.property(fc.array(gesture, { maxLength: 30 }), (gestures) => {
        const { ranges } = play(gestures);
        ranges.forEach((range, n) => {
          expect(range.end).toBeGreaterThan(range.start);
          if (n > 0) expect(range.start).toBeGreaterThan(ranges[n - 1]?.end ?? 0);
        });
      }),
    );
  });

  test('selects a shift range of distance plus one, and a second one instead of the first', () => {
    const first = extendTo(selectOnly(10), 25);
    expect(countSelected(first)).toBe(16);
    expect(firstSelected(extendTo(first, 8), 5)).toEqual([8, 9, 10]);
  });

  test('selects all of a million at no cost', () => {
    expect(countSelected(selectAll(1_000_000))).toBe(1_000_000);
    expect(selectAll(1_000_000).ranges).toHaveLength(1);
    expect(selectAll(0)).toEqual(nothingSelected);
  });

  test('adds a day that is selected in part, and takes away one that is selected whole', () => {
    const part = toggleRange(selectOnly(3), { start: 2, end: 6 });
    expect(isRangeSelected(part, { start: 2, end: 6 })).toBe(true);
    expect(countSelected(toggleRange(part, { start: 2, end: 6 }))).toBe(0);
  });

  test('moves as a whole, and a rubber band adds to what was there', () => {
    const some = extendTo(selectOnly(10), 12);
    expect(shiftSelection(some, 5)).toEqual(extendTo(selectOnly(15), 17));
    expect(
      withBand(some.ranges, [
        { start: 12, end: 14 },
        { start: 20, end: 22 },
      ]).ranges,
    ).toEqual([
      { start: 10, end: 14 },
      { start: 20, end: 22 },
    ]);
    expect(countSelected(withBand([], []))).toBe(0);
  });

  test('goes over to another list: all stays all, single photos go where they are found', () => {
    expect(carriedSelection(selectAll(8), 8, 3, [0, 1])).toEqual(selectAll(3));
    expect(carriedSelection(selectAll(8), 8, 0, [])).toEqual(nothingSelected);
    expect(firstSelected(carriedSelection(extendTo(selectOnly(2), 5), 8, 100, [41, 40, 7]), 9)).toEqual([7, 40, 41]);
    expect(carriedSelection(nothingSelected, 0, 3, [])).toEqual(nothingSelected);
  });

  test('is found again from single positions', () => {
    expect(selectionOf([7, 3, 4]).ranges).toEqual([
      { start: 3, end: 5 },
      { start: 7, end: 8 },
    ]);
  });
});
