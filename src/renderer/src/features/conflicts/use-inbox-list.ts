/** Rendering and keys of the inbox list: which rows exist, which has the focus, what each key does. */
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { useRowWindow, type RowWindow } from '#renderer/ui/use-row-window.ts';
import { accept, acceptSuggestions, chooseByKey, ignore } from './inbox-actions.ts';
import { rowHeights, stepFrom, type Row, type Step } from './inbox-rows.ts';
import { focusRow, fold, showDetail, toggleChecked, uncheckAll, useInbox } from './inbox-store.ts';

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'page-up',
  PageDown: 'page-down',
  '[': 'previous-group',
  ']': 'next-group',
};

export interface InboxListState {
  readonly virtualizer: RowWindow;
  /** Place of the focused row; -1 when there is none to focus. */
  readonly focused: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** @param all the findings that a key on a checked row may be about */
export function useInboxList(rows: readonly Row[], all: readonly Conflict[], scroller: RefObject<HTMLDivElement | null>): InboxListState {
  const focused = useFocusedRow(rows);
  const virtualizer = useRowWindow({ rows, focused, scroller, heightPx: (n) => rowHeights[rows[n]?.type ?? 'finding'], overscan: 6 });
  // Rows have fixed heights by type: when the rows change, so do the sums.
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rows]);

  const go = (to: number): void => {
    const row = rows[to];
    if (row == null) return;
    focusRow(row.key);
    virtualizer.scrollToIndex(rows[to - 1]?.type === 'lane' ? to - 1 : to, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const step = event.shiftKey ? undefined : steps[event.key];
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeights.finding) - 1);
    const isMine = step != null ? (go(stepFrom(rows, focused, step, pageRows)), true) : actOn(rows[focused], event.key, all);
    if (!isMine) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { virtualizer, focused, onKeyDown };
}

/** The focus is a key, not a place: when its row is gone, the row that took its place has it. */
function useFocusedRow(rows: readonly Row[]): number {
  const key = useInbox((state) => state.focus);
  const place = useRef(-1);
  const found = key == null ? -1 : rows.findIndex((row) => row.key === key);
  // Another filter begins at its first row.
  const near = key == null ? -1 : Math.min(place.current, rows.length - 1);
  const here = found >= 0 ? found : isStop(rows[near]) ? near : stepFrom(rows, near, 'down', 1);
  place.current = here;
  const keyHere = rows[here]?.key;
  useLayoutEffect(() => {
    if (keyHere != null && keyHere !== key) focusRow(keyHere);
  }, [keyHere, key]);
  return here;
}

const isStop = (row: Row | undefined): boolean => row != null && row.type !== 'lane';

/** What a key does with the row that has the focus. @returns whether it meant anything */
function actOn(row: Row | undefined, key: string, all: readonly Conflict[]): boolean {
  if (row == null || row.type === 'lane') return false;
  const own = row.type === 'group' ? row.group.conflicts : [row.conflict];
  switch (key) {
    case ' ':
      if (row.group.lane !== 'done') toggleChecked(own);
      return true;
    case 'a':
    case 'A':
      if (row.type === 'group') acceptSuggestions(row.group);
      else accept(checkedWith(row.conflict, all));
      return true;
    case 'k':
    case 'K':
    case '1':
    case '2':
      chooseByKey(own, key === '1' || key === '2' ? key : 'K', all);
      return true;
    case 'i':
    case 'I':
      ignore(row.type === 'group' ? own : checkedWith(row.conflict, all));
      return true;
    case 'Enter':
      if (useInbox.getState().isDetailOpen) document.getElementById('finding-detail')?.focus();
      showDetail(true);
      return true;
    case 'ArrowLeft':
      fold(row.group.key, true);
      if (row.type === 'finding') focusRow(`group:${row.group.key}`);
      return true;
    case 'ArrowRight':
      fold(row.group.key, false);
      return true;
    case 'Escape':
      if (useInbox.getState().isDetailOpen) showDetail(false);
      else if (useInbox.getState().checked.size > 0) uncheckAll();
      else return false;
      return true;
    default:
      return false;
  }
}

/** A key means all that is checked when its row is among it, as in any list of files. */
function checkedWith(conflict: Conflict, all: readonly Conflict[]): readonly Conflict[] {
  const { checked } = useInbox.getState();
  return conflict.id != null && checked.has(conflict.id) ? all.filter(({ id }) => id != null && checked.has(id)) : [conflict];
}
