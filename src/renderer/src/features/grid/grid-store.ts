/** What is focused and selected in the list at hand; every list on every screen uses this one model. */
import { create } from 'zustand';
import { nothingSelected, type Selection } from './selection.ts';

export type Move = 'left' | 'right' | 'up' | 'down' | 'home' | 'end' | 'page-up' | 'page-down';

/** What commands can do with the grid on the screen. */
export interface GridController {
  move(move: Move, extend: boolean): void;
  selectAll(): void;
  selectNone(): void;
  toggleFocused(): void;
  focusPhoto(index: number): void;
  focusedIndex(): number | null;
  /** The keyboard, as it was left. */
  takeFocus(): void;
}

interface GridState {
  /** Of the list's query; another list starts afresh. */
  readonly listKey: string;
  readonly focus: number | null;
  readonly selection: Selection;
  readonly controller: GridController | null;
}

export const useGrid = create<GridState>(() => ({ listKey: '', focus: null, selection: nothingSelected, controller: null }));

export const select = (focus: number | null, selection: Selection): void => useGrid.setState({ focus, selection });
export const clearSelection = (): void => useGrid.setState({ selection: nothingSelected });

/** Where each list was left, to find it again on the way back. */
interface Place {
  readonly index: number;
  readonly offsetPx: number;
  readonly onHeader: boolean;
  readonly focus: number | null;
}
const places = new Map<string, Place>();
export const rememberPlace = (listKey: string, place: Place): void => void places.set(listKey, place);
export const rememberedPlace = (listKey: string): Place | undefined => places.get(listKey);
