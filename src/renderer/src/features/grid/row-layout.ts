/**
 * Where every row of a list stands: day headers and rows of photos, for a width and a row height.
 * Greedy and linear over typed arrays: a million photos take some milliseconds, so it simply runs again
 * whenever the width or the height changes.
 */
export type GridLayoutKind = 'justified' | 'square';

export interface RowLayoutInput {
  readonly ratios: Float32Array;
  /** Sizes of the days in list order; one entry without header when the list has no days. */
  readonly days: readonly { readonly count: number }[];
  readonly withHeaders: boolean;
  readonly widthPx: number;
  readonly rowHeightPx: number;
  readonly gapPx: number;
  readonly headerHeightPx: number;
  readonly kind: GridLayoutKind;
}

export interface RowLayout {
  readonly rowCount: number;
  /** Index of the row's first photo; a header has that of its day. One more entry than rows. */
  readonly first: Int32Array;
  /** Top edge; one more entry than rows, the last is the height of everything. */
  readonly top: Float64Array;
  /** Height of the pictures of a row, or of the header; the gap below is not part of it. */
  readonly height: Float32Array;
  /** Day of a header row, -1 for photos. */
  readonly header: Int32Array;
  /** Row of the header of each day; empty without headers. */
  readonly headerRows: Int32Array;
}

/** Thinner or wider pictures are cut to these, so that none is too small to hit or to see. */
export const minRatio = 0.25;
export const maxRatio = 8;

/** Room below the last row. */
const footPx = 12;

/** A photo without known size counts as 3:2. Comparisons alone: this is asked a million times before the first photo shows. */
export function shownRatio(ratio: number): number {
  if (ratio > minRatio) return ratio < maxRatio ? ratio : maxRatio;
  return ratio > 0 ? minRatio : 1.5;
}

/** Lays out a list. Pure. */
export function layOutRows(input: RowLayoutInput): RowLayout {
  const { ratios, days, withHeaders, widthPx, rowHeightPx, gapPx, headerHeightPx } = input;
  let capacity = Math.max(16, Math.ceil((ratios.length * (rowHeightPx * 1.4 + gapPx)) / Math.max(1, widthPx)) + days.length * 2);
  let first = new Int32Array(capacity + 1);
  let top = new Float64Array(capacity + 1);
  let height = new Float32Array(capacity + 1);
  let header = new Int32Array(capacity + 1);
  const headerRows = new Int32Array(withHeaders ? days.length : 0);
  let rows = 0;
  let y = 0;

  const grow = (): void => {
    capacity *= 2;
    first = grown(first, new Int32Array(capacity + 1));
    top = grown(top, new Float64Array(capacity + 1));
    height = grown(height, new Float32Array(capacity + 1));
    header = grown(header, new Int32Array(capacity + 1));
  };
  const push = (start: number, rowHeight: number, day: number): void => {
    if (rows === capacity) grow();
    first[rows] = start;
    top[rows] = y;
    height[rows] = rowHeight;
    header[rows] = day;
    rows++;
    y += rowHeight + (day >= 0 ? 0 : gapPx);
  };

  const columns = Math.max(1, Math.floor((widthPx + gapPx) / (rowHeightPx + gapPx)));
  const squareSide = (widthPx - gapPx * (columns - 1)) / columns;
  const row: Row = { count: columns, height: squareSide };
  const sums = input.kind === 'square' ? null : ratioSums(ratios);

  let start = 0;
  for (let day = 0; day < days.length; day++) {
    const end = Math.min(ratios.length, start + (days[day]?.count ?? 0));
    if (withHeaders) {
      headerRows[day] = rows;
      push(start, headerHeightPx, day);
    }
    while (start < end) {
      if (sums === null) row.count = Math.min(columns, end - start);
      else justifyRow(sums, input, start, end, row);
      push(start, row.height, -1);
      start += row.count;
    }
  }
  if (rows === capacity) grow();
  first[rows] = start;
  top[rows] = rows === 0 ? 0 : y + footPx;
  return {
    rowCount: rows,
    first: first.subarray(0, rows + 1),
    top: top.subarray(0, rows + 1),
    height: height.subarray(0, rows),
    header: header.subarray(0, rows),
    headerRows,
  };
}

interface Row {
  /** So many photos. */
  count: number;
  height: number;
}

/**
 * The next row: as many photos as bring its height nearest to the wish; the last row of a day is not stretched.
 * @param sums of the ratios before each photo
 * @param row the row before; is filled with this one, because an object for each of 170,000 rows is garbage
 */
function justifyRow(
  sums: Float64Array,
  { widthPx, rowHeightPx: wishPx, gapPx }: RowLayoutInput,
  from: number,
  limit: number,
  row: Row,
): void {
  const base = sums[from] as number;
  const fitting = (end: number): number => (widthPx - gapPx * (end - from - 1)) / ((sums[end] as number) - base);
  // Rows have about as many photos as the one before.
  let end = Math.min(limit, from + Math.max(1, row.count));
  while (end < limit && fitting(end) > wishPx) end++;
  while (end - 1 > from && fitting(end - 1) <= wishPx) end--;
  const height = fitting(end);
  const before = end - from > 1 ? fitting(end - 1) : Number.POSITIVE_INFINITY;
  if (height > wishPx) {
    // All that is left fits.
    row.height = height < wishPx * 1.12 ? height : wishPx;
  } else if (before - wishPx < wishPx - height && before < wishPx * 1.6) {
    end--;
    row.height = before;
  } else row.height = height;
  row.count = end - from;
}

const sumsOf = new WeakMap<Float32Array, Float64Array>();

/** Sums of the ratios as they are shown, before each photo and after the last: made once for a list, for any width and height. */
function ratioSums(ratios: Float32Array): Float64Array {
  const known = sumsOf.get(ratios);
  if (known) return known;
  const sums = new Float64Array(ratios.length + 1);
  let sum = 0;
  for (let photo = 0; photo < ratios.length; photo++) {
    sum += shownRatio(ratios[photo] as number);
    sums[photo + 1] = sum;
  }
  sumsOf.set(ratios, sums);
  return sums;
}

function grown<A extends Int32Array | Float32Array | Float64Array>(old: A, fresh: A): A {
  fresh.set(old);
  return fresh;
}

/** The row whose span holds `y`; clamped to the first and the last row. */
export function rowAt(layout: RowLayout, y: number): number {
  return lastAtOrBelow(layout.top, y, layout.rowCount);
}

/** The row of photos that holds a photo. */
export function rowOfPhoto(layout: RowLayout, photo: number): number {
  // A header shares its first index with the row after it: the search ends on the later of both.
  return lastAtOrBelow(layout.first, photo, layout.rowCount);
}

/** The day a row belongs to; 0 without headers. */
export function dayOfRow(layout: RowLayout, row: number): number {
  return layout.headerRows.length === 0 ? 0 : lastAtOrBelow(layout.headerRows, row, layout.headerRows.length);
}

function lastAtOrBelow(sorted: ArrayLike<number>, value: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Left edge and width of each photo of a row. In a full row the last right edge is the width of the grid. */
export function rowBoxes(
  layout: RowLayout,
  row: number,
  input: Pick<RowLayoutInput, 'ratios' | 'gapPx' | 'kind'>,
): { readonly left: number; readonly width: number }[] {
  const height = layout.height[row] ?? 0;
  const boxes: { left: number; width: number }[] = [];
  let left = 0;
  for (let photo = layout.first[row] ?? 0; photo < (layout.first[row + 1] ?? 0); photo++) {
    const width = input.kind === 'square' ? height : shownRatio(input.ratios[photo] as number) * height;
    boxes.push({ left, width });
    left += width + input.gapPx;
  }
  return boxes;
}

/**
 * The photo one row up or down, nearest to the middle of the one we come from.
 * @returns the same photo at the first and last row
 */
export function photoInNextRow(
  layout: RowLayout,
  photo: number,
  direction: 1 | -1,
  input: Pick<RowLayoutInput, 'ratios' | 'gapPx' | 'kind'>,
): number {
  const row = rowOfPhoto(layout, photo);
  let next = row + direction;
  while (next >= 0 && next < layout.rowCount && (layout.header[next] ?? -1) >= 0) next += direction;
  if (next < 0 || next >= layout.rowCount) return photo;
  const box = rowBoxes(layout, row, input)[photo - (layout.first[row] ?? 0)];
  const middle = box == null ? 0 : box.left + box.width / 2;
  const boxes = rowBoxes(layout, next, input);
  let best = 0;
  boxes.forEach((candidate, n) => {
    const bestBox = boxes[best];
    if (bestBox != null && distance(candidate, middle) < distance(bestBox, middle)) best = n;
  });
  return (layout.first[next] ?? 0) + best;
}

const distance = (box: { left: number; width: number }, x: number): number => Math.max(box.left - x, x - box.left - box.width, 0);
