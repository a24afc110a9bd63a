/** What a click in the grid means. */
import type { MouseEvent } from 'react';
import type { MenuEntry } from '#renderer/ui/ContextMenuPopup.tsx';
import { clearSelection, select } from './grid-store.ts';
import { extendTo, selectOnly, toggle, type Selection } from './selection.ts';
import { takePhoto } from './TileMenu.tsx';

/** What the screen around a grid does for it; all but `onOpen` is about what is selected. */
export interface GridActions {
  readonly onOpen: (index: number) => void;
  /** The context menu. */
  readonly menu: () => readonly (readonly MenuEntry[])[];
  readonly onRate: (rating: number) => void;
  /** Shows a stack whole, or as one photo again. */
  readonly onStack: (uuid: string) => void;
  /** Leaves the drag of the selection to the system, for other programs; false keeps it inside the window. */
  readonly onDragOut?: () => boolean;
  /** Puts the selection before the photo at a position; absent where the order is not the person's own. */
  readonly onReorder?: (position: number) => void;
}

/** Selects, or rates when a star was hit; beside the photos a click clears the selection. */
export function clickAt(event: MouseEvent, selection: Selection, { onRate, onStack }: GridActions): void {
  const index = indexOf(event.target);
  const rating = rateOf(event.target);
  const stack = stackOf(event.target);
  if (stack != null) return onStack(stack);
  if (index == null) clearSelection();
  else if (rating != null) {
    takePhoto(index);
    onRate(rating);
  } else select(index, clicked(selection, index, event));
}

/** Opens the photo under the pointer. */
export function doubleClickAt(event: MouseEvent, { onOpen }: GridActions): void {
  const index = indexOf(event.target);
  if (index != null && rateOf(event.target) == null && stackOf(event.target) == null) onOpen(index);
}

function indexOf(target: EventTarget): number | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return element == null ? null : Number(element.dataset['index']);
}

function stackOf(target: EventTarget): string | null {
  const chip = target instanceof Element ? target.closest<HTMLElement>('[data-stack]') : null;
  return chip?.dataset['stack'] ?? null;
}

/** The rating of the star that was hit. */
function rateOf(target: EventTarget): number | null {
  const star = target instanceof Element ? target.closest<HTMLElement>('[data-rate]') : null;
  return star == null ? null : Number(star.dataset['rate']);
}

/** What a click makes of the selection: alone, one more or less, or a range. */
function clicked(selection: Selection, index: number, event: MouseEvent): Selection {
  if (event.shiftKey) return extendTo(selection, index);
  const onCheck = event.target instanceof Element && event.target.closest('[data-check]') != null;
  return event.ctrlKey || event.metaKey || onCheck ? toggle(selection, index) : selectOnly(index);
}
