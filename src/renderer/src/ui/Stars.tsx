import { Star } from 'lucide-react';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from './cx.ts';
import styles from './Marks.module.css';

/** Five stars to set; the star that is set already takes the rating away. @param value null: the photos differ */
export function Stars({ value, onChange }: { value: number | null; onChange: (rating: number) => void }) {
  return (
    <span role="group" aria-label={t.ui.rating(value == null ? t.ui.flags.mixed : formatNumber(value))} className={styles.group}>
      {[1, 2, 3, 4, 5].map((n) => (
        <button
          key={n}
          type="button"
          aria-label={n === value ? t.ui.removeRating(n) : t.ui.stars(n)}
          aria-pressed={value != null && n <= value}
          className={cx(styles.star, value != null && n <= value && styles.set)}
          onClick={() => onChange(n === value ? 0 : n)}
        >
          <Star size={16} strokeWidth={1.5} aria-hidden />
        </button>
      ))}
    </span>
  );
}
