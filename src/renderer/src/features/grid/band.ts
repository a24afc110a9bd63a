/** The rubber band: which photos a rectangle of the list touches. Pure. */
import { rowAt, rowBoxes, type RowLayout, type RowLayoutInput } from './row-layout.ts';
import type { Range } from './selection.ts';

/** A rectangle in the list: x from the left edge of the rows, y from the top of the first one. */
export interface Band {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The rectangle between two points. */
export const bandBetween = (a: { x: number; y: number }, b: { x: number; y: number }): Band => ({
  left: Math.min(a.x, b.x),
  right: Math.max(a.x, b.x),
  top: Math.min(a.y, b.y),
  bottom: Math.max(a.y, b.y),
});

/** Ranges of photos the band touches, in order, touching ones joined. */
export function photosInBand(layout: RowLayout, input: Pick<RowLayoutInput, 'ratios' | 'gapPx' | 'kind'>, band: Band): Range[] {
  const ranges: { start: number; end: number }[] = [];
  const last = Math.min(rowAt(layout, band.bottom), layout.rowCount - 1);
  for (let row = rowAt(layout, band.top); row <= last; row++) {
    const top = layout.top[row] ?? 0;
    if ((layout.header[row] ?? -1) >= 0 || top > band.bottom || top + (layout.height[row] ?? 0) < band.top) continue;
    const first = layout.first[row] ?? 0;
    const boxes = rowBoxes(layout, row, input);
    const from = boxes.findIndex((box) => box.left + box.width >= band.left);
    const to = boxes.findLastIndex((box) => box.left <= band.right);
    if (from < 0 || to < from) continue;
    const before = ranges.at(-1);
    if (before?.end === first + from) before.end = first + to + 1;
    else ranges.push({ start: first + from, end: first + to + 1 });
  }
  return ranges;
}

const edgePx = 48;
const fastestPx = 32;

/** How far to scroll in a frame while the pointer is near or beyond an edge of the viewport. */
export function scrollStep(y: number, viewportPx: number): number {
  if (y < edgePx) return -Math.ceil(fastestPx * Math.min(1, (edgePx - y) / (2 * edgePx)));
  if (y > viewportPx - edgePx) return Math.ceil(fastestPx * Math.min(1, (y - viewportPx + edgePx) / (2 * edgePx)));
  return 0;
}
