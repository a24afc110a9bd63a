import type { ComponentProps } from 'react';
import styles from './Button.module.css';
import { cx } from './cx.ts';

/** A button of 28 px with words; `accent` is the one thing to do here, `ghost` recedes. */
export function Button({
  variant = 'neutral',
  size = 'normal',
  className,
  ...props
}: ComponentProps<'button'> & { variant?: 'neutral' | 'accent' | 'ghost' | 'bad'; size?: 'normal' | 'large' }) {
  return <button type="button" {...props} className={cx(styles.button, styles[variant], size === 'large' && styles.large, className)} />;
}
