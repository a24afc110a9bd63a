/** Dragging the selection: out of the grid onto an album, and inside it where the order is the person's own. */
import { useState, type DragEvent, type RefObject } from 'react';
import { arePhotosDragged, dropEffectOf, leaveDragToSystem, startDraggingPhotos } from '#renderer/ui/dragged-photos.ts';
import type { GridActions } from './clicks.ts';
import { takePhoto } from './TileMenu.tsx';

interface Mark {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

interface Place {
  readonly position: number;
  readonly mark: Mark;
}

/** @returns handlers for the list, and where the line stands that shows the place of a drop */
export function useDrag({ onReorder, onDragOut }: GridActions, boxRef: RefObject<HTMLElement | null>) {
  const [mark, setMark] = useState<Mark | null>(null);
  const placeOf = (event: DragEvent): Place | null => {
    const tile = tileAt(event);
    const grid = boxRef.current?.closest<HTMLElement>('[data-grid]')?.getBoundingClientRect();
    if (tile == null || grid == null) return null;
    const box = tile.getBoundingClientRect();
    const isAfter = event.clientX > box.left + box.width / 2;
    return {
      position: Number(tile.dataset['index']) + (isAfter ? 1 : 0),
      mark: { left: (isAfter ? box.right : box.left - 3) - grid.left, top: box.top - grid.top, height: box.height },
    };
  };
  const handlers = {
    onDragStart: (event: DragEvent): void => {
      const tile = tileAt(event);
      if (tile == null) return event.preventDefault();
      takePhoto(Number(tile.dataset['index']));
      if (onDragOut?.() === true) {
        // The system's own drag takes the place of the page's.
        event.preventDefault();
        leaveDragToSystem();
      } else startDraggingPhotos(event.dataTransfer);
    },
    onDragOver: (event: DragEvent): void => {
      if (onReorder == null || !arePhotosDragged(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = dropEffectOf('move');
      setMark(placeOf(event)?.mark ?? null);
    },
    onDragLeave: (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setMark(null);
    },
    onDragEnd: (): void => setMark(null),
    onDrop: (event: DragEvent): void => {
      setMark(null);
      if (onReorder == null || !arePhotosDragged(event.dataTransfer)) return;
      event.preventDefault();
      const place = placeOf(event);
      if (place != null) onReorder(place.position);
    },
  };
  return { mark, handlers };
}

const tileAt = (event: DragEvent): HTMLElement | null =>
  event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
