import type { PhotoList } from '#renderer/api/photo-list.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { untilGone } from '#renderer/ui/until-gone.ts';
import styles from './Viewer.module.css';

const cellPx = 60;
const reach = 24;

/** The neighbours of the photo, the photo itself in the middle. */
export function Filmstrip({
  list,
  index,
  total,
  onIndex,
}: {
  list: PhotoList;
  index: number;
  total: number;
  onIndex: (index: number) => void;
}) {
  const from = Math.max(0, index - reach);
  const to = Math.min(total - 1, index + reach);
  return (
    <div className={styles.filmstrip} aria-label={t.viewer.filmstrip} role="group">
      {Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n).map((at) => {
        const tile = list.tile(at);
        return (
          <button
            key={at}
            type="button"
            tabIndex={-1}
            aria-label={tile?.file_name ?? t.grid.photo(at + 1)}
            aria-current={at === index}
            className={cx(styles.frame, at === index && styles.current)}
            style={{ transform: `translateX(${(at - index) * cellPx}px)` }}
            onClick={() => onIndex(at)}
          >
            {tile?.has_hotpreview === true && (
              <img ref={untilGone} src={hotpreviewUrl(tile.hothash)} alt="" draggable={false} decoding="async" />
            )}
          </button>
        );
      })}
    </div>
  );
}
