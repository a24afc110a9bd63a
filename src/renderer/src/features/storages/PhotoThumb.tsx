import { Image as Picture } from 'lucide-react';
import { useState } from 'react';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import styles from './Care.module.css';

/** A small picture with its path as the name; a quiet sign where there is no preview. */
export function PhotoThumb({ hothash, label }: { hothash: string | null; label: string }) {
  const [hasFailed, setFailed] = useState(false);
  return (
    <span className={styles.thumb} title={label} role="img" aria-label={label}>
      {hothash == null || hasFailed ? (
        <Picture size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={hotpreviewUrl(hothash)} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(true)} />
      )}
    </span>
  );
}
