import { useEffect, type RefObject } from 'react';
import { nearestRowHeightPx } from '#renderer/ui/row-height.ts';

/** Ctrl+wheel and pinch change the size; the page itself must not zoom. */
export function useCtrlWheel(ref: RefObject<HTMLDivElement | null>, rowHeightPx: number, onRowHeight: (px: number) => void): void {
  useEffect(() => {
    const element = ref.current;
    if (element == null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onRowHeight(nearestRowHeightPx(rowHeightPx * Math.exp(-event.deltaY / 500)));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, rowHeightPx, onRowHeight]);
}
