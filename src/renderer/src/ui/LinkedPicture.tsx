import { ImageOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '#renderer/i18n/t.ts';
import styles from './LinkedPicture.module.css';
import type { LinkedZoom } from './use-linked-zoom.ts';

/** One of several pictures under one zoom. @param layers addresses, the finest last; one that fails is left out */
export function LinkedPicture({ layers, zoom }: { layers: readonly string[]; zoom: LinkedZoom }) {
  const [failed, setFailed] = useState<readonly string[]>([]);
  const frame = useRef<HTMLSpanElement>(null);
  const onWheel = useRef(zoom.onWheel);
  onWheel.current = zoom.onWheel;
  useEffect(() => {
    const element = frame.current;
    if (element == null) return;
    const listen = (event: WheelEvent): void => onWheel.current(event, element);
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, []);
  const shown = layers.filter((url) => !failed.includes(url));
  return (
    <span ref={frame} className={styles.picture} data-zoomed={zoom.isZoomed ? '' : undefined} {...zoom.handlers}>
      {shown.length === 0 ? (
        <ImageOff size={24} strokeWidth={1.25} aria-label={t.grid.noPreview} role="img" />
      ) : (
        shown.map((url) => (
          <img
            key={url}
            src={url}
            alt=""
            draggable={false}
            decoding="async"
            style={{ transform: zoom.transform }}
            onError={() => setFailed((before) => [...before, url])}
          />
        ))
      )}
    </span>
  );
}
