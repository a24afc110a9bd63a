import { useSyncExternalStore } from 'react';
import type { PhotoGroup } from '#contract/photo.ts';
import { DayHeader } from './DayHeader.tsx';
import { dayOfRow, rowAt, type RowLayout } from './row-layout.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** The header of the group at the top of the viewport, pushed out by the next one. */
export function StickyDay({
  groups,
  layout,
  scroll,
  isDaySelected,
  onToggleDay,
}: {
  groups: readonly PhotoGroup[];
  layout: RowLayout;
  scroll: GridScroll;
  isDaySelected: (day: number) => boolean;
  onToggleDay: (day: number) => void;
}) {
  const offset = useSyncExternalStore(scroll.offset.subscribe, scroll.offset.get);
  const day = dayOfRow(layout, rowAt(layout, offset));
  const shown = groups[day];
  if (shown == null || offset <= 0) return null;
  const nextRow = layout.headerRows[day + 1];
  const push = nextRow == null ? 0 : Math.min(0, (layout.top[nextRow] ?? 0) - offset - 40);
  return <DayHeader group={shown} selected={isDaySelected(day)} onToggle={() => onToggleDay(day)} top={push} isSticky />;
}
