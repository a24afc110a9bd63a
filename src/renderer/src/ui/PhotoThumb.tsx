import { Image as Picture } from 'lucide-react';
import { useState } from 'react';
import styles from './PhotoThumb.module.css';

/** A small picture with its path as the name; a quiet sign where there is no preview. `--thumb-size` sets its side, 56 px. */
export function PhotoThumb({ src, label }: { src: string | null; label: string }) {
  const [hasFailed, setFailed] = useState(false);
  return (
    <span className={styles.thumb} title={label} role="img" aria-label={label}>
      {src == null || hasFailed ? (
        <Picture size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={src} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(true)} />
      )}
    </span>
  );
}
