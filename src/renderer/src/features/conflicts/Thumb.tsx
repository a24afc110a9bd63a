import { Image as Picture } from 'lucide-react';
import { useState } from 'react';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import styles from './Inbox.module.css';

/** The photo where one is known and has a preview, else a quiet sign. */
export function Thumb({ hothash }: { hothash: string | null }) {
  const [failed, setFailed] = useState<string | null>(null);
  return (
    <span className={styles.thumb}>
      {hothash == null || failed === hothash ? (
        <Picture size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={hotpreviewUrl(hothash)} alt="" decoding="async" loading="lazy" draggable={false} onError={() => setFailed(hothash)} />
      )}
    </span>
  );
}
