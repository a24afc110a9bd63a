/** One zoom for all pictures of a comparison: the wheel zooms at the pointer, dragging pans, a double click goes in and out. */
import { useState, type PointerEvent, type WheelEvent } from 'react';

export interface LinkedZoom {
  readonly isZoomed: boolean;
  readonly transform: string;
  readonly handlers: {
    readonly onWheel: (event: WheelEvent<HTMLElement>) => void;
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
const maxScale = 8;

export function useLinkedZoom(): LinkedZoom {
  const [zoom, setZoom] = useState<Zoom>(fit);
  const zoomAt = (event: React.MouseEvent<HTMLElement>, scale: number): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [(event.clientX - box.left) / box.width - 0.5, (event.clientY - box.top) / box.height - 0.5];
    setZoom((old) => clamp({ scale, x: px - ((px - old.x) * scale) / old.scale, y: py - ((py - old.y) * scale) / old.scale }));
  };
  return {
    isZoomed: zoom.scale > 1,
    transform: `translate(${zoom.x * 100}%, ${zoom.y * 100}%) scale(${zoom.scale})`,
    handlers: {
      onWheel: (event) => zoomAt(event, Math.min(maxScale, Math.max(1, zoom.scale * (event.deltaY < 0 ? 1.2 : 1 / 1.2)))),
      onDoubleClick: (event) => (zoom.scale > 1 ? setZoom(fit) : zoomAt(event, 3)),
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
