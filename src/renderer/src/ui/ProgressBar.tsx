import { Progress } from '@base-ui/react/progress';
import { cx } from './cx.ts';
import styles from './ProgressBar.module.css';

/** A bar from 0 to 1; null is under way with an unknown end. */
export function ProgressBar({
  value,
  label,
  thin = false,
  paused = false,
}: {
  value: number | null;
  label: string;
  thin?: boolean;
  paused?: boolean;
}) {
  return (
    <Progress.Root value={value == null ? null : Math.round(value * 1000) / 10} aria-label={label} className={styles.root}>
      <Progress.Track className={cx(styles.track, thin && styles.thin)}>
        <Progress.Indicator className={cx(styles.indicator, value == null && styles.unknown, paused && styles.paused)} />
      </Progress.Track>
    </Progress.Root>
  );
}
