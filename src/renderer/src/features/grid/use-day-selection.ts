import { useMemo } from 'react';
import { select } from './grid-store.ts';
import { isRangeSelected, toggleRange, type Range, type Selection } from './selection.ts';

/** Whether a whole day is selected, and selecting it. */
export function useDaySelection(
  days: readonly { readonly count: number }[],
  selection: Selection,
): { isDaySelected(day: number): boolean; onToggleDay(day: number): void } {
  const ranges = useMemo(() => {
    let start = 0;
    return days.map(({ count }): Range => ({ start, end: (start += count) }));
  }, [days]);
  const rangeOf = (day: number): Range => ranges[day] ?? { start: 0, end: 0 };
  return {
    isDaySelected: (day) => isRangeSelected(selection, rangeOf(day)),
    onToggleDay: (day) => select(rangeOf(day).start, toggleRange(selection, rangeOf(day))),
  };
}
