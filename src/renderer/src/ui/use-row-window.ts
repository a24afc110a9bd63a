import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';

export type RowWindow = Virtualizer<HTMLDivElement, Element>;

/** Which rows of a long list are in the document: those around what is seen, and the one that has the focus. */
export function useRowWindow({
  rows,
  focused,
  scroller,
  heightPx,
  overscan,
}: {
  rows: readonly { readonly key: string }[];
  /** Place of the focused row; -1 when there is none. */
  focused: number;
  scroller: RefObject<HTMLDivElement | null>;
  heightPx: (n: number) => number;
  overscan: number;
}): RowWindow {
  return useVirtualizer<HTMLDivElement, Element>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightPx,
    getItemKey: (n) => rows[n]?.key ?? n,
    overscan,
    useFlushSync: false,
    // The focused row stays in the document, or aria-activedescendant would point at nothing.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return focused < 0 || shown.includes(focused) ? shown : [...shown, focused].sort((a, b) => a - b);
    },
  });
}
