import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { cx } from './cx.ts';
import styles from './Splitter.module.css';

/** The edge of a pane, dragged or moved with the arrow keys. */
export function Splitter({
  label,
  width,
  min,
  max,
  isLeft = false,
  onDrag,
  onDone,
}: {
  label: string;
  width: number;
  min: number;
  max: number;
  /** The edge is at the left of its pane: the pane grows to the left. */
  isLeft?: boolean;
  onDrag: (width: number) => void;
  onDone: (width: number) => void;
}) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const way = isLeft ? -1 : 1;
  const clamp = (wished: number): number => Math.round(Math.min(max, Math.max(min, wished)));
  const widthAt = (event: PointerEvent): number =>
    clamp((start.current?.width ?? width) + way * (event.clientX - (start.current?.x ?? event.clientX)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step == null) return;
    event.preventDefault();
    event.stopPropagation();
    onDone(clamp(width + way * step));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={width}
      className={cx(styles.splitter, isLeft && styles.left)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => start.current != null && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        if (start.current != null) onDone(widthAt(event));
        start.current = null;
      }}
    />
  );
}
