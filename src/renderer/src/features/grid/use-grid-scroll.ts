/**
 * Scrolling of the grid: the {physical, virtual} pair, TanStack's windowing fed with the virtual offset, and
 * the place of the rendered rows. TanStack's scrollToIndex clamps to the physical height and is never used.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, type RefObject } from 'react';
import { rowOfPhoto, type RowLayout } from './row-layout.ts';
import { needsRoom, onScrolled, placeAt, type Extent, type ScrollMap } from './scroll-map.ts';

export interface GridScroll {
  /** Rows to render: those around the viewport and, wherever it is, that of the focused photo. */
  readonly rows: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  /** Where a row is drawn, relative to the first one around the viewport. */
  rowTop(row: number): number;
  /** Virtual offset of the top of the viewport, for those who follow it without a render of the grid. */
  readonly offset: { get(): number; subscribe(listener: () => void): () => void };
  scrollTo(virtual: number): void;
  viewport(): number;
}

const settleMs = 120;
/** Rows come and go by so many: TanStack makes an object for each item, and a million photos have 170,000 rows. */
const stepRows = 2;
/** Far enough to be out of sight, near enough to be exact: at 100,000,000 px a float is off by whole pixels. */
const farPx = 50_000;

/** Scrolls rows of any total height in an element of a bounded one. */
export function useGridScroll(options: {
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly windowRef: RefObject<HTMLDivElement | null>;
  readonly layout: RowLayout;
  readonly viewportPx: number;
  readonly focus: number | null;
}): GridScroll {
  const { scrollerRef, layout, viewportPx, focus } = options;
  const pair = useScrollPair(options);
  const focusRow = focus == null || layout.rowCount === 0 ? null : rowOfPhoto(layout, focus);

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: Math.ceil(layout.rowCount / stepRows),
    getScrollElement: () => scrollerRef.current,
    estimateSize: (step) => topOf(layout, (step + 1) * stepRows) - topOf(layout, step * stepRows),
    observeElementOffset: (_instance, callback) => pair.reportTo(callback),
    // Places are set by the pair, from our own sums.
    scrollToFn: () => undefined,
    initialRect: { width: 1000, height: viewportPx },
    overscan: 1,
    useFlushSync: false,
  });
  // What it was rendered with first it has measured: a million photos are not gone through twice.
  const measured = useRef(layout);
  useLayoutEffect(() => {
    if (measured.current === layout) return;
    measured.current = layout;
    virtualizer.measure();
  }, [virtualizer, layout]);

  const steps = virtualizer.getVirtualItems();
  const lastPossible = Math.max(0, layout.rowCount - 1);
  const firstRow = Math.min((steps[0]?.index ?? 0) * stepRows, lastPossible);
  const lastRow = Math.min((steps.at(-1)?.index ?? 0) * stepRows + stepRows - 1, lastPossible);
  const rows = steps.length === 0 ? [] : rowsBetween(firstRow, lastRow, focusRow);
  // Places are whole pixels: at 8,000,000 a 32-bit float, which transforms are, knows no third of one.
  const baseTop = Math.floor(layout.top[firstRow] ?? 0);
  useLayoutEffect(() => pair.drawFrom(baseTop));

  const rowTop = (row: number): number => Math.min(farPx, Math.max(-farPx, (layout.top[row] ?? 0) - baseTop));
  return { rows, firstRow, lastRow, rowTop, offset: pair.offset, scrollTo: pair.scrollTo, viewport: () => viewportPx };
}

const topOf = (layout: RowLayout, row: number): number => layout.top[Math.min(row, layout.rowCount)] ?? 0;

/** @param focus a row that stays in the document wherever it is: aria-activedescendant would point at nothing otherwise */
function rowsBetween(first: number, last: number, focus: number | null): number[] {
  const rows = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  if (focus == null || (focus >= first && focus <= last)) return rows;
  return focus < first ? [focus, ...rows] : [...rows, focus];
}

interface ScrollPair {
  readonly offset: GridScroll['offset'];
  scrollTo(virtual: number): void;
  /** Draws the window of rows so that `baseTop` of the list stands where it belongs. */
  drawFrom(baseTop: number): void;
  reportTo(callback: (offset: number, isScrolling: boolean) => void): () => void;
}

/** The {physical, virtual} pair of one scrolled element, and those who follow it. */
function useScrollPair({
  scrollerRef,
  windowRef,
  layout,
  viewportPx,
}: {
  scrollerRef: RefObject<HTMLDivElement | null>;
  windowRef: RefObject<HTMLDivElement | null>;
  layout: RowLayout;
  viewportPx: number;
}): ScrollPair {
  const map = useRef<ScrollMap>({ physical: 0, virtual: 0 });
  const extent = useRef<Extent>({ totalPx: 0, viewportPx: 1 });
  extent.current = { totalPx: Math.ceil(layout.top[layout.rowCount] ?? 0), viewportPx };
  const base = useRef(0);

  const pair = useMemo(() => {
    const listeners = new Set<() => void>();
    let report: (offset: number, isScrolling: boolean) => void = () => undefined;
    let settle: ReturnType<typeof setTimeout> | undefined;
    const draw = (): void => {
      const element = windowRef.current;
      if (element != null) element.style.transform = `translateY(${base.current - map.current.virtual + map.current.physical}px)`;
    };
    const tell = (): void => {
      report(map.current.virtual, true);
      clearTimeout(settle);
      settle = setTimeout(() => report(map.current.virtual, false), settleMs);
      listeners.forEach((listener) => listener());
    };
    const put = (next: ScrollMap): void => {
      const scroller = scrollerRef.current;
      if (scroller == null) return;
      scroller.scrollTop = next.physical;
      // What the element took, rounded to its pixels, is what its next event is measured from.
      map.current = { virtual: next.virtual, physical: scroller.scrollTop };
      draw();
      tell();
    };
    return {
      onScroll: () => {
        const before = map.current;
        map.current = onScrolled(before, scrollerRef.current?.scrollTop ?? 0, extent.current);
        if (map.current === before) return;
        if (needsRoom(map.current, extent.current)) return put(placeAt(map.current.virtual, extent.current));
        draw();
        tell();
      },
      offset: {
        get: () => map.current.virtual,
        subscribe: (listener: () => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      scrollTo: (virtual: number) => put(placeAt(virtual, extent.current)),
      drawFrom: (baseTop: number) => {
        base.current = baseTop;
        draw();
      },
      reportTo: (callback: (offset: number, isScrolling: boolean) => void) => {
        report = callback;
        callback(map.current.virtual, false);
        return () => clearTimeout(settle);
      },
    };
  }, [scrollerRef, windowRef]);

  useEffect(() => {
    const scroller = scrollerRef.current;
    scroller?.addEventListener('scroll', pair.onScroll, { passive: true });
    return () => scroller?.removeEventListener('scroll', pair.onScroll);
  }, [pair, scrollerRef]);
  return pair;
}
