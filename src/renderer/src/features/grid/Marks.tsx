import { Flag, FlagOff, Star } from 'lucide-react';
import type { PhotoTile } from '#contract/photo.ts';
import { t } from '#renderer/i18n/t.ts';
import { isLabel } from '#renderer/ui/labels.ts';
import { cx } from '#renderer/ui/cx.ts';
import styles from './Marks.module.css';

const narrowPx = 118;

/**
 * What a person said of a photo, on its tile: label, flag and stars. Under the pointer all five stars are there to be
 * set; they are for the mouse alone, keys do the same.
 */
export function Marks({ tile, width }: { tile: PhotoTile; width: number }) {
  const isNarrow = width < narrowPx;
  return (
    <span className={styles.marks} aria-hidden>
      {tile.color != null && <span className={styles.label} data-color={tile.color} />}
      {tile.flag === 'pick' && <Flag size={13} className={styles.pick} />}
      {tile.flag === 'reject' && <FlagOff size={13} className={styles.reject} />}
      {isNarrow
        ? tile.rating > 0 && <span className={styles.short}>★ {tile.rating}</span>
        : [1, 2, 3, 4, 5].map((n) => (
            <span
              key={n}
              className={cx(styles.star, n <= tile.rating && styles.set)}
              data-rate={n === tile.rating ? 0 : n}
              title={n === tile.rating ? t.commands.noRating : t.ui.stars(n)}
            >
              <Star size={13} strokeWidth={1.75} />
            </span>
          ))}
    </span>
  );
}

/** The same in words, for the name of the tile. */
export function markWords(tile: PhotoTile): string[] {
  return [
    tile.rating === 0 ? '' : t.ui.stars(tile.rating),
    tile.flag === 'pick' ? t.grid.picked : tile.flag === 'reject' ? t.grid.rejected : '',
    isLabel(tile.color) ? t.grid.labels[tile.color] : '',
  ].filter((word) => word !== '');
}
