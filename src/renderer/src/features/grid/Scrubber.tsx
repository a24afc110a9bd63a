import { useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import styles from './Scrubber.module.css';
import { stopAt, yearMarks, type Stop } from './timeline.ts';
import type { GridScroll } from './use-grid-scroll.ts';

/** The lane at the right: years where they stand (the names of other groups are said at the pointer), a handle that follows, and a slider for keys and readers. */
export function Scrubber({
  stops,
  totalPx,
  viewportPx,
  scroll,
}: {
  stops: readonly Stop[];
  totalPx: number;
  viewportPx: number;
  scroll: GridScroll;
}) {
  const lane = useRef<HTMLDivElement>(null);
  const [hoverY, setHoverY] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);
  const offset = useSyncExternalStore(scroll.offset.subscribe, scroll.offset.get);
  const lanePx = Math.max(1, viewportPx - 16);
  const marks = useMemo(() => yearMarks(stops, totalPx, lanePx), [stops, totalPx, lanePx]);
  const range = Math.max(1, totalPx - viewportPx);
  const current = stopAt(stops, offset + 1);
  const handleY = Math.min(1, offset / range) * lanePx;
  const tipY = dragging ? handleY : hoverY;
  const tipStop = tipY == null ? null : stops[dragging ? current : stopAt(stops, (tipY / lanePx) * totalPx)];

  const goTo = (stop: number): void => {
    const target = stops[Math.min(stops.length - 1, Math.max(0, stop))];
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
      aria-label={stops.some(({ year }) => year != null) ? t.grid.date : t.grid.place}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, stops.length - 1)}
      aria-valuenow={current}
      aria-valuetext={stops[current] == null ? '' : t.grid.monthOf(stops[current].name(), stops[current].count)}
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
      {tipY != null && tipStop != null && (
        <span className={styles.tip} style={{ transform: `translateY(${tipY}px)` }} aria-hidden>
          {tipStop.name()} <span className={styles.tipCount}>{t.common.photos(tipStop.count)}</span>
        </span>
      )}
    </div>
  );
}
