import { Image as Picture } from 'lucide-react';
import { useState } from 'react';
import styles from './PhotoThumb.module.css';

/**
 * A small picture; a quiet sign where there is no preview. `--thumb-size` sets its side, 56 px.
 * @param label its name, where no words beside it say what it is
 */
export function PhotoThumb({ src, label }: { src: string | null; label?: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className={styles.thumb} {...(label == null ? {} : { title: label, role: 'img', 'aria-label': label })}>
      {src == null || failed === src ? (
        <Picture size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={src} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(src)} />
      )}
    </span>
  );
}
