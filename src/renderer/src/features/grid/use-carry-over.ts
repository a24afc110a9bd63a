/**
 * From one list to the next. While a search is on its way the list before it is still there to be used: what one selects
 * in it after asking, and the keyboard, go over to the list that replaces it.
 */
import { useLayoutEffect, type RefObject } from 'react';
import type { PhotoList, PhotoListSnapshot } from '#renderer/api/photo-list.ts';
import { useGrid } from './grid-store.ts';
import { carriedSelection, countSelected, firstSelected, isSelected, maxKept, nothingSelected } from './selection.ts';

/** The grid that has just gone had the keyboard. */
let hadKeyboard = false;

/** The photos to find again in the list that replaces this one, the focused one first. */
export function carriedPhotos(list: PhotoList): string[] {
  const { listKey, focus, selection } = useGrid.getState();
  if (listKey !== JSON.stringify(list.query) || countSelected(selection) > maxKept) return [];
  const focused = focus != null && isSelected(selection, focus) ? [focus] : [];
  return [...focused, ...firstSelected(selection, maxKept)].flatMap((index) => list.tile(index)?.hothash ?? []);
}

/** Starts a list: with what was selected since it was asked for, else with nothing. */
export function useCarryOver(listKey: string, snapshot: PhotoListSnapshot, boxRef: RefObject<HTMLElement | null>): void {
  const { total, moved } = snapshot;
  useLayoutEffect(() => {
    const before = useGrid.getState();
    if (before.listKey === listKey) return;
    const places = [...moved.values()];
    const selection = before.isLeft ? carriedSelection(before.selection, before.total, total, places) : nothingSelected;
    useGrid.setState({ listKey, focus: before.isLeft ? (places[0] ?? null) : null, selection, isLeft: false });
    if (hadKeyboard && document.activeElement === document.body) boxRef.current?.focus({ preventScroll: true });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what the list was opened with; later it follows its photos itself (use-anchor.ts)
  }, [listKey]);
  useLayoutEffect(() => useGrid.setState({ total }), [total]);
  useLayoutEffect(() => {
    const box = boxRef.current;
    return () => {
      hadKeyboard = box != null && document.activeElement === box;
      // Only for the grid that comes in the same step.
      queueMicrotask(() => (hadKeyboard = false));
    };
  }, [boxRef]);
}
