import { useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { formatMonth } from '#renderer/ui/format.ts';
import styles from './Scrubber.module.css';
import { monthAt, yearMarks, type Month } from './timeline.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** The lane at the right: years where they stand, a handle that follows, and a slider for keys and readers. */
export function Scrubber({
  months,
  totalPx,
  viewportPx,
  scroll,
}: {
  months: readonly Month[];
  totalPx: number;
  viewportPx: number;
  scroll: GridScroll;
}) {
  const lane = useRef<HTMLDivElement>(null);
  const [hoverY, setHoverY] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);
  const offset = useSyncExternalStore(scroll.offset.subscribe, scroll.offset.get);
  const lanePx = Math.max(1, viewportPx - 16);
  const marks = useMemo(() => yearMarks(months, totalPx, lanePx), [months, totalPx, lanePx]);
  const range = Math.max(1, totalPx - viewportPx);
  const current = monthAt(months, offset + 1);
  const handleY = Math.min(1, offset / range) * lanePx;
  const tipY = dragging ? handleY : hoverY;
  const tipMonth = tipY == null ? null : months[dragging ? current : monthAt(months, (tipY / lanePx) * totalPx)];

  const goTo = (month: number): void => {
    const target = months[Math.min(months.length - 1, Math.max(0, month))];
    if (target != null) scroll.scrollTo(target.top);
  };
  const yOf = (event: PointerEvent): number =>
    Math.min(lanePx, Math.max(0, event.clientY - (lane.current?.getBoundingClientRect().top ?? 0) - 8));
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, () => void> = {
      PageDown: () => goTo(current + 1),
      PageUp: () => goTo(current - 1),
      ArrowDown: () => goTo(current + 1),
      ArrowUp: () => goTo(current - 1),
      Home: () => scroll.scrollTo(0),
      End: () => scroll.scrollTo(totalPx),
    };
    const step = steps[event.key];
    if (step == null) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  };

  return (
    <div
      ref={lane}
      className={cx(styles.lane, dragging && styles.dragging)}
      role="slider"
      tabIndex={0}
      aria-label={t.grid.date}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, months.length - 1)}
      aria-valuenow={current}
      aria-valuetext={months[current] == null ? '' : t.grid.monthOf(formatMonth(months[current].day), months[current].count)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        scroll.scrollTo((yOf(event) / lanePx) * range);
      }}
      onPointerMove={(event) => {
        const y = yOf(event);
        setHoverY(y);
        if (dragging) scroll.scrollTo((y / lanePx) * range);
      }}
      onPointerUp={() => setDragging(false)}
      onPointerLeave={() => setHoverY(null)}
    >
      {marks.map((mark) => (
        <span key={mark.label} className={styles.year} style={{ transform: `translateY(${mark.top}px)` }} aria-hidden>
          {mark.label}
        </span>
      ))}
      <span className={styles.handle} style={{ transform: `translateY(${handleY}px)` }} />
      {tipY != null && tipMonth != null && (
        <span className={styles.tip} style={{ transform: `translateY(${tipY}px)` }} aria-hidden>
          {formatMonth(tipMonth.day)} <span className={styles.tipCount}>{t.common.photos(tipMonth.count)}</span>
        </span>
      )}
    </div>
  );
}
