import { Star } from 'lucide-react';
import { cx } from './cx.ts';
import styles from './Marks.module.css';

/** Five stars to set; the star that is set already takes the rating away. @param value null: the photos differ */
export function Stars({ value, onChange }: { value: number | null; onChange: (rating: number) => void }) {
  return (
    <span role="group" aria-label={`Rating: ${value ?? 'mixed'}`} className={styles.group}>
      {[1, 2, 3, 4, 5].map((n) => (
        <button
          key={n}
          type="button"
          aria-label={n === value ? `Remove the rating of ${n}` : `${n} ${n === 1 ? 'star' : 'stars'}`}
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
