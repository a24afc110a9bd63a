/** Selecting with a rubber band, drawn from beside the photos; near an edge the list scrolls along. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { bandBetween, photosInBand, scrollStep, type Band } from './band.ts';
import { useGrid } from './grid-store.ts';
import type { RowLayout, RowLayoutInput } from './row-layout.ts';
import { withBand, type Range } from './selection.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface Parts {
  readonly layout: RowLayout;
  readonly input: RowLayoutInput;
  readonly scroll: GridScroll;
  readonly viewportPx: number;
}

/** Less is a click with a hand that is not quite still. */
const leastPx = 5;

/** @returns the band as it is drawn, from the top of the viewport; null while there is none */
export function useBand(parts: Parts, scrollerRef: RefObject<HTMLElement | null>, sidePx: number): Band | null {
  const now = useRef(parts);
  now.current = parts;
  const [shown, setShown] = useState<Band | null>(null);
  useEffect(() => {
    const scroller = scrollerRef.current;
    if (scroller == null) return;
    const controller = new AbortController();
    const on = { signal: controller.signal };
    let drag: { start: { x: number; y: number }; pointer: { x: number; y: number }; before: readonly Range[]; begun: boolean } | null =
      null;
    let frame = 0;

    const select = (): void => {
      if (drag == null) return;
      const { layout, input, scroll } = now.current;
      const offset = scroll.offset.get();
      const band = bandBetween(drag.start, { x: drag.pointer.x, y: drag.pointer.y + offset });
      useGrid.setState({ selection: withBand(drag.before, photosInBand(layout, input, band)) });
      setShown({ left: band.left + sidePx, right: band.right + sidePx, top: band.top - offset, bottom: band.bottom - offset });
    };
    const follow = (): void => {
      if (drag == null || !drag.begun) return;
      const { scroll, viewportPx } = now.current;
      const step = scrollStep(drag.pointer.y, viewportPx);
      if (step !== 0) {
        scroll.scrollTo(scroll.offset.get() + step);
        select();
      }
      frame = requestAnimationFrame(follow);
    };
    const place = (event: PointerEvent): { x: number; y: number } => {
      const box = scroller.getBoundingClientRect();
      return { x: event.clientX - box.left - sidePx, y: event.clientY - box.top };
    };
    const end = (): void => {
      drag = null;
      cancelAnimationFrame(frame);
      setShown(null);
    };
    scroller.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest('[data-index], button') != null) return;
        const pointer = place(event);
        const keeps = event.ctrlKey || event.metaKey || event.shiftKey;
        const before = keeps ? useGrid.getState().selection.ranges : [];
        drag = { start: { x: pointer.x, y: pointer.y + now.current.scroll.offset.get() }, pointer, before, begun: false };
      },
      on,
    );
    scroller.addEventListener(
      'pointermove',
      (event) => {
        if (drag == null) return;
        const { x, y } = place(event);
        const started = drag.start.y - now.current.scroll.offset.get();
        drag.pointer = { x, y };
        if (!drag.begun) {
          if (Math.hypot(x - drag.start.x, y - started) < leastPx) return;
          drag.begun = true;
          // From here on it is no click, which would clear the selection.
          scroller.setPointerCapture(event.pointerId);
          frame = requestAnimationFrame(follow);
        }
        select();
      },
      on,
    );
    scroller.addEventListener('pointerup', end, on);
    scroller.addEventListener('pointercancel', end, on);
    return () => {
      controller.abort();
      cancelAnimationFrame(frame);
    };
  }, [scrollerRef, sidePx]);
  return shown;
}
