/** Months and years of a list and where they stand, for the scrubber. Pure. */
import type { RowLayout } from './row-layout.ts';

export interface Month {
  /** First day met of this month; null is the undated bucket. */
  readonly day: string | null;
  readonly count: number;
  /** Top of its first day. */
  readonly top: number;
}

export interface YearMark {
  readonly label: string;
  readonly top: number;
}

/** Months in list order. */
export function monthsOf(days: readonly { readonly day: string | null; readonly count: number }[], layout: RowLayout): Month[] {
  const months: { day: string | null; count: number; top: number }[] = [];
  days.forEach(({ day, count }, n) => {
    const last = months.at(-1);
    if (last != null && last.day?.slice(0, 7) === day?.slice(0, 7)) last.count += count;
    else months.push({ day, count, top: layout.top[layout.headerRows[n] ?? 0] ?? 0 });
  });
  return months;
}

/** The month that is shown at a height. */
export function monthAt(months: readonly Month[], y: number): number {
  let low = 0;
  let high = months.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((months[middle]?.top ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Two-digit years at their true places, at least `minGapPx` apart on a lane of `lanePx`. */
export function yearMarks(months: readonly Month[], totalPx: number, lanePx: number, minGapPx = 28): YearMark[] {
  const marks: YearMark[] = [];
  let year: string | null = null;
  for (const { day, top } of months) {
    const its = day?.slice(0, 4) ?? null;
    if (its === year) continue;
    year = its;
    if (its == null) continue;
    const at = totalPx <= 0 ? 0 : (top / totalPx) * lanePx;
    const last = marks.at(-1);
    if (at <= lanePx - 12 && (last == null || at - last.top >= minGapPx)) marks.push({ label: `’${its.slice(2)}`, top: at });
  }
  return marks;
}
