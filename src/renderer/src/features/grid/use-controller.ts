/** The gestures of the grid, for keys and the palette: one object, whichever list is shown. */
import { useEffect, useRef, type RefObject } from 'react';
import { select, useGrid, type GridController, type Move } from './grid-store.ts';
import { photoInNextRow, rowOfPhoto, type RowLayout, type RowLayoutInput } from './row-layout.ts';
import { extendTo, nothingSelected, selectAll, selectOnly, toggle } from './selection.ts';
import type { GridScroll } from './use-grid-scroll.ts';

interface Parts {
  readonly layout: RowLayout;
  readonly input: RowLayoutInput;
  readonly scroll: GridScroll;
  readonly total: number;
  readonly viewportPx: number;
}

/** What keys and commands can do with this grid, for as long as it is on the screen. */
export function useController(parts: Parts, boxRef: RefObject<HTMLElement | null>): RefObject<GridController> {
  const now = useRef(parts);
  now.current = parts;
  const controller = useRef<GridController>(makeController(now, boxRef));
  useEffect(() => {
    const mine = controller.current;
    useGrid.setState({ controller: mine });
    return () => {
      if (useGrid.getState().controller === mine) useGrid.setState({ controller: null });
    };
  }, []);
  return controller;
}

function makeController(now: RefObject<Parts>, boxRef: RefObject<HTMLElement | null>): GridController {
  const reveal = (index: number): void => {
    const { layout, scroll, viewportPx } = now.current;
    const row = rowOfPhoto(layout, index);
    const top = layout.top[row] ?? 0;
    const bottom = top + (layout.height[row] ?? 0);
    // The first row of a day brings its header along.
    const headed = row > 0 && (layout.header[row - 1] ?? -1) >= 0 ? (layout.top[row - 1] ?? top) : top - 40;
    const offset = scroll.offset.get();
    if (headed < offset) scroll.scrollTo(headed);
    else if (bottom > offset + viewportPx) scroll.scrollTo(bottom + 8 - viewportPx);
  };
  const go = (index: number, extend: boolean): void => {
    const { selection } = useGrid.getState();
    select(index, extend ? extendTo(selection, index) : selectOnly(index));
    boxRef.current?.focus({ preventScroll: true });
    reveal(index);
  };
  return {
    move: (move, extend) => {
      const { total } = now.current;
      if (total === 0) return;
      const { focus } = useGrid.getState();
      go(focus == null && move !== 'end' ? firstVisible(now.current) : target(now.current, focus ?? 0, move), extend);
    },
    selectAll: () => useGrid.setState({ selection: selectAll(now.current.total) }),
    selectNone: () => useGrid.setState({ selection: nothingSelected }),
    toggleFocused: () => {
      const { focus, selection } = useGrid.getState();
      if (focus != null) select(focus, toggle(selection, focus));
    },
    focusPhoto: (index) => go(Math.min(index, now.current.total - 1), false),
    focusedIndex: () => useGrid.getState().focus,
    takeFocus: () => boxRef.current?.focus({ preventScroll: true }),
  };
}

function firstVisible({ layout, scroll, total }: Parts): number {
  const offset = scroll.offset.get();
  for (let row = 0; row < layout.rowCount; row++)
    if ((layout.top[row] ?? 0) >= offset && layout.header[row] === -1) return layout.first[row] ?? 0;
  return total - 1;
}

function target({ layout, input, total, viewportPx }: Parts, from: number, move: Move): number {
  const last = total - 1;
  const byRows = (direction: 1 | -1, distancePx: number): number => {
    const start = layout.top[rowOfPhoto(layout, from)] ?? 0;
    let at = from;
    for (let next = photoInNextRow(layout, at, direction, input); next !== at; next = photoInNextRow(layout, at, direction, input)) {
      at = next;
      if (Math.abs((layout.top[rowOfPhoto(layout, at)] ?? 0) - start) >= distancePx) break;
    }
    return at;
  };
  switch (move) {
    case 'left':
      return Math.max(0, from - 1);
    case 'right':
      return Math.min(last, from + 1);
    case 'up':
      return photoInNextRow(layout, from, -1, input);
    case 'down':
      return photoInNextRow(layout, from, 1, input);
    case 'home':
      return 0;
    case 'end':
      return last;
    case 'page-up':
      return byRows(-1, viewportPx * 0.8);
    case 'page-down':
      return byRows(1, viewportPx * 0.8);
  }
}
