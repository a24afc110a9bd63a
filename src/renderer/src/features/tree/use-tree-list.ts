/** Rendering and keys of the tree: which rows exist, which has the focus, what each key does. */
import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useRowWindow, type RowWindow } from '#renderer/ui/use-row-window.ts';
import { parentOf, typedRow, type FolderPlace, type TreeRow } from './tree-rows.ts';
import { focusFolder, unfold, useTree } from './tree-store.ts';

const rowHeightPx = 28;
/** Letters that follow each other faster than this are one word. */
const typingPauseMs = 700;

export interface TreeListState {
  readonly virtualizer: RowWindow;
  /** Place of the focused row; -1 without rows. */
  readonly focused: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** @param selectedKey the row that has the focus until one moved it */
export function useTreeList(
  rows: readonly TreeRow[],
  selectedKey: string | null,
  scroller: RefObject<HTMLDivElement | null>,
  onShow: (place: FolderPlace) => void,
): TreeListState {
  const focus = useTree((state) => state.focus);
  const found = rows.findIndex(({ key }) => key === (focus ?? selectedKey));
  const focused = found >= 0 ? found : Math.min(0, rows.length - 1);
  const virtualizer = useRowWindow({ rows, focused, scroller, heightPx: () => rowHeightPx, overscan: 8 });
  // What the focus came to by itself, when a folder was revealed, is scrolled into sight once its rows are there.
  useEffect(() => {
    if (found >= 0) virtualizer.scrollToIndex(found, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- not when rows above fold: that would scroll away from what one looks at
  }, [focus, found >= 0]);

  const typed = useRef({ text: '', at: Number.NEGATIVE_INFINITY });
  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row != null) focusFolder(row.key);
  };
  const type = (letter: string, at: number): void => {
    const before = at - typed.current.at < typingPauseMs ? typed.current.text : '';
    // The same letter again and again walks through what begins with it.
    const text = before === letter ? letter : before + letter;
    typed.current = { text, at };
    const to = typedRow(rows, focused, text);
    if (to >= 0) go(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const row = rows[focused];
    if (row == null) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeightPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: focused - 1,
      ArrowDown: focused + 1,
      Home: 0,
      End: rows.length - 1,
      PageUp: focused - pageRows,
      PageDown: focused + pageRows,
    };
    const step = steps[event.key];
    if (step != null) go(step);
    else if (event.key === 'ArrowRight') {
      if (row.isOpen) go(focused + 1);
      else if (row.canOpen) unfold(row, true);
    } else if (event.key === 'ArrowLeft') {
      if (row.isOpen) unfold(row, false);
      else go(parentOf(rows, focused));
    } else if (event.key === 'Enter' || event.key === ' ') onShow(row);
    else if (/^[\p{L}\p{N}_.-]$/u.test(event.key)) type(event.key.toLocaleLowerCase(), event.timeStamp);
    else return;
    if (event.key.length > 1) typed.current = { text: '', at: Number.NEGATIVE_INFINITY };
    event.preventDefault();
    event.stopPropagation();
  };
  return { virtualizer, focused, onKeyDown };
}
