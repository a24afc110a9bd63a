import { cx } from './cx.ts';
import { labels, type LabelColor } from './labels.ts';
import styles from './Marks.module.css';

/** The five colour labels; the one that is set already is taken away. @param value undefined: the photos differ */
export function LabelButtons({ value, onChange }: { value: string | null | undefined; onChange: (color: LabelColor | null) => void }) {
  return (
    <span role="group" aria-label={`Label: ${value === undefined ? 'mixed' : (value ?? 'none')}`} className={styles.group}>
      {labels.map(({ color, title }) => (
        <button
          key={color}
          type="button"
          aria-label={`${title} label`}
          title={`${title} label`}
          aria-pressed={value === color}
          className={cx(styles.label, value === color && styles.chosen)}
          onClick={() => onChange(value === color ? null : color)}
        >
          <span className={styles.dot} data-color={color} />
        </button>
      ))}
    </span>
  );
}
