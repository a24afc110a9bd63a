import { useEffect, type RefObject } from 'react';

/** Ctrl+wheel and pinch change the size; the page itself must not zoom. */
export function useCtrlWheel(ref: RefObject<HTMLDivElement | null>, rowHeightPx: number, onRowHeight: (px: number) => void): void {
  useEffect(() => {
    const element = ref.current;
    if (element == null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onRowHeight(Math.round(Math.min(400, Math.max(96, rowHeightPx * Math.exp(-event.deltaY / 500)))));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, rowHeightPx, onRowHeight]);
}
