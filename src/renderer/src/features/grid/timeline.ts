/** The stops of a list and where they stand, for the scrubber: its months, or its groups. Pure. */
import type { RowLayout } from './row-layout.ts';

export interface Stop {
  /** In the language of now. */
  readonly name: () => string;
  readonly count: number;
  /** Top of its first group. */
  readonly top: number;
  /** Whose number stands beside the lane; null for none, such as the undated. */
  readonly year: string | null;
}

export interface YearMark {
  readonly label: string;
  readonly top: number;
}

/** Months of days in list order; a day is `YYYY-MM-DD`, null the undated bucket. */
export function monthsOf(
  days: readonly { readonly key: string | null; readonly count: number }[],
  layout: RowLayout,
  nameOf: (day: string | null) => string,
): Stop[] {
  const months: { -readonly [K in keyof Stop]: Stop[K] }[] = [];
  let last: string | null | undefined;
  days.forEach(({ key, count }, n) => {
    const month = key?.slice(0, 7) ?? null;
    const current = months.at(-1);
    if (current != null && month === last) current.count += count;
    else months.push({ name: () => nameOf(key), count, top: topOf(layout, n), year: key?.slice(0, 4) ?? null });
    last = month;
  });
  return months;
}

/** Groups that are no times, each a stop. */
export const groupStops = <G extends { readonly count: number }>(
  groups: readonly G[],
  layout: RowLayout,
  nameOf: (group: G) => string,
): Stop[] => groups.map((group, n) => ({ name: () => nameOf(group), count: group.count, top: topOf(layout, n), year: null }));

const topOf = (layout: RowLayout, group: number): number => layout.top[layout.headerRows[group] ?? 0] ?? 0;

/** The stop that is shown at a height. */
export function stopAt(stops: readonly Stop[], y: number): number {
  let low = 0;
  let high = stops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stops[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Two-digit years at their true places, at least `minGapPx` apart on a lane of `lanePx`. */
export function yearMarks(stops: readonly Pick<Stop, 'year' | 'top'>[], totalPx: number, lanePx: number, minGapPx = 28): YearMark[] {
  const marks: YearMark[] = [];
  let year: string | null = null;
  for (const { year: its, top } of stops) {
    if (its === year) continue;
    year = its;
    if (its == null) continue;
    const at = totalPx <= 0 ? 0 : (top / totalPx) * lanePx;
    const last = marks.at(-1);
    if (at <= lanePx - 12 && (last == null || at - last.top >= minGapPx)) marks.push({ label: `’${its.slice(2)}`, top: at });
  }
  return marks;
}
