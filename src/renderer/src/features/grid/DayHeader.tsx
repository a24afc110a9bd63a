import { Check } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { formatDay } from '#renderer/ui/format.ts';
import styles from './DayHeader.module.css';

/** Date and count of a day; its circle selects the whole day. */
export function DayHeader({
  day,
  count,
  selected,
  onToggle,
  top,
  isSticky = false,
}: {
  day: string | null;
  count: number;
  selected: boolean;
  onToggle: () => void;
  top: number;
  isSticky?: boolean;
}) {
  const name = formatDay(day);
  return (
    <div className={cx(styles.header, isSticky && styles.sticky)} style={{ transform: `translateY(${top}px)` }} data-day={day ?? 'none'}>
      <span className={styles.date}>{name}</span>
      <span className={styles.count}>{t.common.photos(count)}</span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t.grid.selectDay(name)}
        aria-pressed={selected}
        className={styles.check}
        onClick={onToggle}
      >
        <span className={styles.circle}>
          <Check size={12} strokeWidth={2.5} aria-hidden />
        </span>
      </button>
    </div>
  );
}
