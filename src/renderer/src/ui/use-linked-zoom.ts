/** One zoom for all pictures of a comparison: the wheel zooms at the pointer, dragging pans, a double click goes in and out. */
import { useState, type PointerEvent } from 'react';

export interface LinkedZoom {
  readonly isZoomed: boolean;
  readonly transform: string;
  /** Between the whole picture and so many times that, in the middle. */
  toggle(scale: number): void;
  by(factor: number): void;
  /** Not passive: what lies around the picture must not scroll along. */
  onWheel(event: WheelEvent, frame: HTMLElement): void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onDoubleClick: (event: React.MouseEvent<HTMLElement>) => void;
  };
}

interface Zoom {
  readonly scale: number;
  /** Of the picture's own width and height, so that pictures of other sizes show the same part. */
  readonly x: number;
  readonly y: number;
}

const fit: Zoom = { scale: 1, x: 0, y: 0 };
/** @param maxScale most of the size at which the whole picture is seen */
export function useLinkedZoom(maxScale = 8): LinkedZoom {
  const [zoom, setZoom] = useState<Zoom>(fit);
  /** Zooms at a point of the frame, counted from its middle. */
  const zoomTo = (scaleOf: (old: number) => number, px = 0, py = 0): void =>
    setZoom((old) => {
      const scale = Math.min(maxScale, Math.max(1, scaleOf(old.scale)));
      return clamp({ scale, x: px - ((px - old.x) * scale) / old.scale, y: py - ((py - old.y) * scale) / old.scale });
    });
  const zoomAt = (event: { clientX: number; clientY: number }, frame: HTMLElement, scaleOf: (old: number) => number): void => {
    const box = frame.getBoundingClientRect();
    zoomTo(scaleOf, (event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5);
  };
  return {
    isZoomed: zoom.scale > 1,
    transform: `translate(${zoom.x * 100}%, ${zoom.y * 100}%) scale(${zoom.scale})`,
    toggle: (scale) => (zoom.scale > 1 ? setZoom(fit) : zoomTo(() => scale)),
    by: (factor) => zoomTo((old) => old * factor),
    onWheel: (event, frame) => {
      event.preventDefault();
      zoomAt(event, frame, (old) => old * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
    },
    handlers: {
      onDoubleClick: (event) => (zoom.scale > 1 ? setZoom(fit) : zoomAt(event, event.currentTarget, () => 3)),
      onPointerDown: (event) => event.currentTarget.setPointerCapture(event.pointerId),
      onPointerMove: (event) => {
        if (event.buttons !== 1 || zoom.scale === 1) return;
        const box = event.currentTarget.getBoundingClientRect();
        setZoom((old) => clamp({ ...old, x: old.x + event.movementX / box.width, y: old.y + event.movementY / box.height }));
      },
    },
  };
}

/** The picture always fills its frame. */
function clamp({ scale, x, y }: Zoom): Zoom {
  const most = (scale - 1) / 2;
  return { scale, x: Math.min(most, Math.max(-most, x)), y: Math.min(most, Math.max(-most, y)) };
}
