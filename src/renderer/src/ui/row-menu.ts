/** For lists that keep the focus themselves and point at their row: which row a click meant, and the menu of the row by key. */
import type { KeyboardEvent, MouseEvent } from 'react';

/** The row of `rows` whose element, marked by `data-row`, was hit. */
export function rowAt<T>(event: MouseEvent, rows: readonly T[]): T | undefined {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  return rows[Number(element?.dataset['row'] ?? -1)];
}

/**
 * Opens the context menu at a row when the key asks for it: the list has the focus, so the key alone would open it elsewhere.
 * @param insetPx how far from the row's start the menu stands
 * @returns whether it was such a key
 */
export function openMenuByKey(event: KeyboardEvent, rowId: string, insetPx: number): boolean {
  if (event.key !== 'ContextMenu' && !(event.key === 'F10' && event.shiftKey)) return false;
  event.preventDefault();
  const row = document.getElementById(rowId);
  const box = row?.getBoundingClientRect();
  if (row != null && box != null)
    row.dispatchEvent(
      new window.MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        button: 2,
        clientX: box.left + insetPx,
        clientY: box.top + box.height / 2,
      }),
    );
  return true;
}
