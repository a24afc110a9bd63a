import { cx } from './cx.ts';
import styles from './StateDot.module.css';

/** Filled: there. Hollow: away. Amber ring: needs a look. The words stand beside it. */
export function StateDot({ state }: { state: string }) {
  return (
    <span
      className={cx(
        styles.dot,
        state === 'online' ? styles.online : state === 'offline' || state === 'inactive' ? styles.offline : styles.attention,
      )}
      aria-hidden
    />
  );
}
