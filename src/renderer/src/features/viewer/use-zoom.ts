/** The zoom of the stage: fit until one zooms, kept between pictures of the same size (bursts). */
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { fit, fullScale, pan, zoomAt, type Placement, type Size } from './zoom.ts';

export interface Zoom {
  readonly placement: Placement;
  readonly isFit: boolean;
  toggle(pointer?: { readonly x: number; readonly y: number }): void;
  by(factor: number, pointer?: { readonly x: number; readonly y: number }): void;
  drag(dx: number, dy: number): void;
}

/** Zoom and place of one picture; pictures of one size share them. */
export function useZoom(stageRef: RefObject<HTMLElement | null>, picture: Size, stage: Size): Zoom {
  const pixelRatio = window.devicePixelRatio;
  const [placed, setPlaced] = useState<Placement | null>(null);
  const key = `${picture.width}x${picture.height}`;
  const lastKey = useRef(key);
  if (lastKey.current !== key) {
    lastKey.current = key;
    if (placed != null) setPlaced(null);
  }
  const placement = placed ?? fit(picture, stage, pixelRatio);
  const now = useRef({ placement, picture, stage });
  now.current = { placement, picture, stage };

  const to = useCallback(
    (scale: number, pointer?: { readonly x: number; readonly y: number }) => {
      const { placement: from, picture: its, stage: room } = now.current;
      const next = zoomAt(from, scale, pointer ?? { x: room.width / 2, y: room.height / 2 }, its, room, pixelRatio);
      const whole = fit(its, room, pixelRatio).scale;
      const settled = next.scale <= whole * 1.001 ? null : next;
      // Several wheel events may come before the next render.
      now.current.placement = settled ?? fit(its, room, pixelRatio);
      setPlaced(settled);
    },
    [pixelRatio],
  );
  const by = useCallback(
    (factor: number, pointer?: { readonly x: number; readonly y: number }) => to(now.current.placement.scale * factor, pointer),
    [to],
  );

  useEffect(() => {
    const element = stageRef.current;
    if (element == null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const perPixel = event.ctrlKey ? 0.01 : 0.0022;
      const delta = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      by(Math.exp(-delta * perPixel), { x: event.clientX - box.left, y: event.clientY - box.top });
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [by, stageRef]);

  return {
    placement,
    isFit: placed == null,
    toggle: (pointer) => (placed == null ? to(fullScale(pixelRatio), pointer) : setPlaced(null)),
    by,
    drag: (dx, dy) => {
      const { placement: from, picture: its, stage: room } = now.current;
      const next = pan(from, dx, dy, its, room);
      now.current.placement = next;
      setPlaced((old) => (old == null ? null : next));
    },
  };
}
