import { t } from '#renderer/i18n/t.ts';
import { cx } from './cx.ts';
import { isLabel, labels, type LabelColor } from './labels.ts';
import styles from './Marks.module.css';

/** The five colour labels; the one that is set already is taken away. @param value undefined: the photos differ */
export function LabelButtons({ value, onChange }: { value: string | null | undefined; onChange: (color: LabelColor | null) => void }) {
  return (
    <span
      role="group"
      aria-label={t.ui.label(t.ui.colors[value === undefined ? 'mixed' : isLabel(value) ? value : 'none'])}
      className={styles.group}
    >
      {labels.map(({ color }) => (
        <button
          key={color}
          type="button"
          aria-label={t.ui.labels[color]}
          title={t.ui.labels[color]}
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
