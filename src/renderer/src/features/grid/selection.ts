/**
 * The one selection of every list of photos. It holds ranges of positions, so that "all of a million" costs
 * as much as "one". Pure: each gesture takes a selection and gives the next.
 */
export interface Range {
  readonly start: number;
  /** Not part of it. */
  readonly end: number;
}

export interface Selection {
  /** Sorted, disjoint, never touching. */
  readonly ranges: readonly Range[];
  /** Where shift ranges begin. */
  readonly anchor: number | null;
  /** What was selected before the shift range that grows from the anchor. */
  readonly base: readonly Range[];
}

/** How many photos are found again one by one when their list is opened anew. */
export const maxKept = 100;

export const nothingSelected: Selection = { ranges: [], anchor: null, base: [] };

/** How many photos are selected. */
export const countSelected = (selection: Selection): number => selection.ranges.reduce((sum, range) => sum + range.end - range.start, 0);

/** Whether the photo at a position is selected. */
export function isSelected(selection: Selection, index: number): boolean {
  let low = 0;
  let high = selection.ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = selection.ranges[middle];
    if (range == null || index < range.start) high = middle - 1;
    else if (index >= range.end) low = middle + 1;
    else return true;
  }
  return false;
}

/** A plain click or a plain arrow key: this one alone. */
export const selectOnly = (index: number): Selection => ({ ranges: [{ start: index, end: index + 1 }], anchor: index, base: [] });

/** Ctrl+click or Space: this one too, or no longer. */
export function toggle(selection: Selection, index: number): Selection {
  const one = { start: index, end: index + 1 };
  const ranges = isSelected(selection, index) ? subtract(selection.ranges, one) : unite(selection.ranges, one);
  return { ranges, anchor: index, base: ranges };
}

/** Shift: from the anchor to here, instead of the last shift range. */
export function extendTo(selection: Selection, index: number): Selection {
  const anchor = selection.anchor ?? index;
  const range = { start: Math.min(anchor, index), end: Math.max(anchor, index) + 1 };
  return { ranges: unite(selection.base, range), anchor, base: selection.base };
}

/** All of a range at once, such as a day: added when any of it is missing, else taken away. */
export function toggleRange(selection: Selection, range: Range): Selection {
  const whole = selection.ranges.some((each) => each.start <= range.start && each.end >= range.end);
  const ranges = whole ? subtract(selection.ranges, range) : unite(selection.ranges, range);
  return { ranges, anchor: range.start, base: ranges };
}

/** Whether all of a range is selected. */
export const isRangeSelected = (selection: Selection, range: Range): boolean =>
  range.end > range.start && selection.ranges.some((each) => each.start <= range.start && each.end >= range.end);

/** Selects everything in a list of so many. */
export const selectAll = (total: number): Selection =>
  total === 0 ? nothingSelected : { ranges: [{ start: 0, end: total }], anchor: 0, base: [] };

/** The first positions that are selected, at most `limit`. */
export function firstSelected(selection: Selection, limit: number): number[] {
  const found: number[] = [];
  for (const { start, end } of selection.ranges) for (let index = start; index < end && found.length < limit; index++) found.push(index);
  return found;
}

/** A selection of single positions, such as those found again after the list changed. */
export function selectionOf(indexes: readonly number[]): Selection {
  const ranges = indexes.reduce<readonly Range[]>((all, index) => unite(all, { start: index, end: index + 1 }), []);
  return { ranges, anchor: indexes[0] ?? null, base: ranges };
}

/**
 * What was selected in a list while the one that replaces it was on its way: all stays all of what is found, single
 * photos go where they are found.
 * @param found their places in the new list
 */
export const carriedSelection = (selection: Selection, oldTotal: number, total: number, found: readonly number[]): Selection =>
  oldTotal > 0 && countSelected(selection) === oldTotal ? selectAll(total) : selectionOf(found);

/** The same photos after all of them moved by so many places. */
export function shiftSelection({ ranges, anchor, base }: Selection, by: number): Selection {
  const move = (all: readonly Range[]): readonly Range[] => all.map(({ start, end }) => ({ start: start + by, end: end + by }));
  return { ranges: move(ranges), anchor: anchor == null ? null : anchor + by, base: move(base) };
}

/** A rubber band: what was selected before, and what the band holds now. */
export const withBand = (before: readonly Range[], band: readonly Range[]): Selection => {
  const ranges = band.reduce((all, range) => unite(all, range), before);
  return { ranges, anchor: band[0]?.start ?? null, base: ranges };
};

function unite(ranges: readonly Range[], added: Range): readonly Range[] {
  let { start, end } = added;
  const before: Range[] = [];
  const after: Range[] = [];
  for (const range of ranges) {
    if (range.end < start) before.push(range);
    else if (range.start > end) after.push(range);
    else {
      start = Math.min(start, range.start);
      end = Math.max(end, range.end);
    }
  }
  return [...before, { start, end }, ...after];
}

function subtract(ranges: readonly Range[], taken: Range): readonly Range[] {
  return ranges.flatMap((range) => {
    const left = { start: range.start, end: Math.min(range.end, taken.start) };
    const right = { start: Math.max(range.start, taken.end), end: range.end };
    return [left, right].filter((part) => part.end > part.start);
  });
}
