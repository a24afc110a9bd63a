/** What part of the world is seen: moved by pointer, wheel, keys and buttons. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { Bounds } from '#domain/map-bounds.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { clampView, panBy, viewOf, zoomAt, type MapView, type Size } from './projection.ts';

export interface MapState {
  readonly view: MapView;
  readonly size: Size;
  readonly zoom: (factor: number) => void;
  readonly show: (bounds: Bounds) => void;
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: () => void;
  };
}

const stepPx = 80;
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [stepPx, 0],
  ArrowRight: [-stepPx, 0],
  ArrowUp: [0, stepPx],
  ArrowDown: [0, -stepPx],
};

/** @param onMiddle Enter was pressed: what stands in the middle is meant */
export function useMap(pane: RefObject<HTMLElement | null>, onMiddle: () => void): MapState {
  const size = useSize(pane);
  const [wished, setWished] = useState<MapView>({ x: 0.5, y: 0.4, worldPx: 0 });
  const view = clampView(wished, size);
  const now = useRef({ view, size });
  now.current = { view, size };
  const change = (next: (view: MapView, size: Size) => MapView): void => setWished(next(now.current.view, now.current.size));
  const zoom = (factor: number): void => change((old, of) => zoomAt(old, factor, { x: of.width / 2, y: of.height / 2 }, of));

  useEffect(() => {
    const element = pane.current;
    // React listens to wheels passively: the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const point = { x: event.clientX - box.left, y: event.clientY - box.top };
      change((old, of) => zoomAt(old, 1.0018 ** -event.deltaY, point, of));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [pane]);

  const dragged = useRef<{ x: number; y: number } | null>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const move = moves[event.key];
    if (move != null) change((old, of) => panBy(old, move[0], move[1], of));
    else if (event.key === '+' || event.key === '=') zoom(2);
    else if (event.key === '-') zoom(0.5);
    else if (event.key === 'Enter') onMiddle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    view,
    size,
    zoom,
    show: (bounds) => setWished(viewOf(bounds, now.current.size)),
    handlers: {
      onKeyDown,
      onPointerDown: (event) => {
        if (event.button !== 0 || (event.target as Element).closest('button') != null) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event) => {
        const from = dragged.current;
        if (from == null) return;
        dragged.current = { x: event.clientX, y: event.clientY };
        change((old, of) => panBy(old, event.clientX - from.x, event.clientY - from.y, of));
      },
      onPointerUp: () => (dragged.current = null),
    },
  };
}
