import type { PhotoGroup } from '#contract/photo.ts';
import { Check } from 'lucide-react';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { groupName } from './group-words.ts';
import styles from './DayHeader.module.css';

/** Name and count of a group, a day for example; its circle selects all of it. */
export function DayHeader({
  group,
  selected,
  onToggle,
  top,
  isSticky = false,
}: {
  group: PhotoGroup;
  selected: boolean;
  onToggle: () => void;
  top: number;
  isSticky?: boolean;
}) {
  const name = groupName(group);
  return (
    <div
      className={cx(styles.header, isSticky && styles.sticky)}
      style={{ transform: `translateY(${top}px)` }}
      data-day={group.key ?? 'none'}
    >
      <span className={styles.date}>{name}</span>
      <span className={styles.count}>{t.common.photos(group.count)}</span>
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
