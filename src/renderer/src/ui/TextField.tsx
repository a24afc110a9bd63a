import { useId, type ComponentProps, type ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './TextField.module.css';

/** A labelled line of text (or a box of several lines), with a hint or an error below it. */
export function TextField({
  label,
  hint,
  error,
  mono,
  ...props
}: ComponentProps<'input'> & { label: string; hint?: ReactNode; error?: string | null; mono?: boolean }) {
  const id = useId();
  const below = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        className={cx(styles.input, mono === true && styles.mono)}
        aria-invalid={error != null}
        aria-describedby={below == null ? undefined : `${id}-below`}
      />
      {below != null && (
        <p id={`${id}-below`} className={cx(styles.hint, error != null && styles.error)} role={error == null ? undefined : 'alert'}>
          {below}
        </p>
      )}
    </div>
  );
}

/** Several lines of text with a label. */
export function TextArea({ label, ...props }: ComponentProps<'textarea'> & { label: string }) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea rows={2} {...props} id={id} className={cx(styles.input, styles.area)} />
    </div>
  );
}
