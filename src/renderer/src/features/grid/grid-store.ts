/** What is focused and selected in the list at hand; every list on every screen uses this one model. */
import { create } from 'zustand';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
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
  /** Of the photos of that list. */
  readonly total: number;
  /** Another list was asked for; this one can be used until it comes. */
  readonly isLeft: boolean;
  readonly controller: GridController | null;
}

/** Focus and selection of the grid on the screen. */
export const useGrid = create<GridState>(() => ({
  listKey: '',
  focus: null,
  selection: nothingSelected,
  total: 0,
  isLeft: false,
  controller: null,
}));

/** Sets focus and selection at once. */
export const select = (focus: number | null, selection: Selection): void => useGrid.setState({ focus, selection });
/** Another list was asked for: only what is selected from now on is meant for it. */
export const leaveList = (): void => useGrid.setState({ selection: nothingSelected, isLeft: true });
/** Selects nothing; the focus stays. */
export const clearSelection = (): void => useGrid.setState({ selection: nothingSelected });

/** Where each list was left, to find it again on the way back. */
export interface Place {
  readonly index: number;
  readonly offsetPx: number;
  readonly onHeader: boolean;
  readonly focus: number | null;
  /** The photo there, which may stand elsewhere when ImaLink is started again. */
  readonly hothash?: string | undefined;
}
const places = new Map<string, Place>();
/** Scrolling is many places; the one where it ended is written. */
const saveAfterMs = 500;
let saving: ReturnType<typeof setTimeout> | undefined;

/**
 * @param place also that of the next start, should this be the list that is shown last
 * @param photoThere asked a moment later: while one scrolls it is not known yet
 */
export function rememberPlace(listKey: string, place: Place, photoThere: () => string | undefined): void {
  places.set(listKey, place);
  clearTimeout(saving);
  saving = setTimeout(() => save(listKey, { ...place, hothash: photoThere() }), saveAfterMs);
}

/** The place in this run, else the one of the run before. */
export const rememberedPlace = (listKey: string): Place | undefined => places.get(listKey) ?? lastPlace(listKey);

const save = (listKey: string, place: Place): void => void changeSettings({ last_place: JSON.stringify({ listKey, place }) });

function lastPlace(listKey: string): Place | undefined {
  try {
    const kept = JSON.parse(useSettings.getState().value?.last_place ?? 'null') as { listKey: string; place: Place } | null;
    if (kept?.listKey === listKey && Number.isInteger(kept.place.index) && Number.isFinite(kept.place.offsetPx)) return kept.place;
  } catch {
    // Written by a hand, or by another version: the list begins at its top.
  }
  return undefined;
}
