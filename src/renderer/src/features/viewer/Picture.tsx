import { ImageOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PhotoTile } from '#contract/photo.ts';
import { coldpreviewUrl, fullUrl, hotpreviewUrl } from '#renderer/api/media.ts';
import { t } from '#renderer/i18n/t.ts';
import { untilGone } from '#renderer/ui/until-gone.ts';
import styles from './Viewer.module.css';
import type { Placement, Size } from './zoom.ts';

/** A held arrow key passes photos faster than their large previews are worth asking for. */
const coldAfterMs = 60;

/** The layers of one picture: the hotpreview scaled up at once, then the large preview, then every pixel. */
export function Picture({ tile, size, placement, wantsFull }: { tile: PhotoTile; size: Size; placement: Placement; wantsFull: boolean }) {
  const [cold, setCold] = useState<'waiting' | 'asked' | 'shown' | 'failed'>('waiting');
  const [full, setFull] = useState<'waiting' | 'shown' | 'failed'>('waiting');
  useEffect(() => {
    const timer = setTimeout(() => setCold('asked'), coldAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const nothing = !tile.has_hotpreview && cold === 'failed';
  if (nothing) return <NoPicture tile={tile} />;
  return (
    <div
      className={styles.picture}
      style={{
        width: size.width * placement.scale,
        height: size.height * placement.scale,
        transform: `translate(${placement.x}px, ${placement.y}px)`,
      }}
      data-testid="picture"
    >
      {tile.has_hotpreview && cold !== 'shown' && (
        <img src={hotpreviewUrl(tile.hothash)} alt="" draggable={false} className={styles.layer} />
      )}
      {cold !== 'waiting' && cold !== 'failed' && (
        <img
          ref={untilGone}
          src={coldpreviewUrl(tile.hothash)}
          alt={tile.file_name}
          draggable={false}
          decoding="async"
          className={styles.layer}
          onLoad={() => setCold('shown')}
          onError={() => setCold('failed')}
        />
      )}
      {wantsFull && full !== 'failed' && (
        <img
          ref={untilGone}
          src={fullUrl(tile.hothash)}
          alt=""
          draggable={false}
          decoding="async"
          className={styles.layer}
          hidden={full !== 'shown'}
          onLoad={() => setFull('shown')}
          onError={() => setFull('failed')}
        />
      )}
    </div>
  );
}

function NoPicture({ tile }: { tile: PhotoTile }) {
  return (
    <div className={styles.nothing}>
      <ImageOff size={32} strokeWidth={1.25} aria-hidden />
      <p className={styles.nothingName}>{tile.file_name}</p>
      <p>{tile.status === 'missing' ? t.viewer.missing : t.viewer.notDecoded}</p>
    </div>
  );
}
