import type { ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';
import { Loading } from './Loading.tsx';
import styles from './PartState.module.css';
import { Skeleton } from './Skeleton.tsx';

/** A part of a screen that is asked for by itself: a block until it is there, one line and a button when it cannot be had. */
export function PartState<T>({
  call: { value, error, reload },
  label,
  height,
  children,
}: {
  /** A value that was shown stays while it is asked for again. */
  call: { readonly value: T | null; readonly error: string | null; readonly reload: () => void };
  /** What the part is called. */
  label: string;
  /** About as high as what will be there. */
  height: number;
  children: (value: T) => ReactNode;
}) {
  if (value != null) return children(value);
  if (error == null)
    return (
      <Loading label={label} className={styles.loading}>
        <Skeleton height={height} />
      </Loading>
    );
  return (
    <p className={styles.failure} role="alert">
      <span>
        {t.common.notLoaded(label)} {error}
      </span>
      <Button onClick={reload}>{t.common.tryAgain}</Button>
    </p>
  );
}
