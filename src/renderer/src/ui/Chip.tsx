import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Chip.module.css';

/** A small pill that says a state. */
export function Chip({ tone = 'neutral', children }: { tone?: 'neutral' | 'warn' | 'bad' | 'ok'; children: ReactNode }) {
  return <span className={cx(styles.chip, styles[tone])}>{children}</span>;
}
