import { t } from '#renderer/i18n/t.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import styles from './GridSkeleton.module.css';

const rows = [
  [1.5, 0.67, 1.5, 1.33, 1.5],
  [1.33, 1.5, 1.78, 0.75, 1.5],
  [1.5, 1.5, 0.67, 1.5, 1.33],
  [0.75, 1.78, 1.5, 1.33, 0.67],
];

/** Quiet blocks where photos will be, while a list opens. */
export function GridSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy="true" aria-label={t.grid.loading} role="status">
      <Skeleton width={180} height={16} />
      {rows.map((row) => (
        <div key={row.join()} className={styles.row}>
          {row.map((ratio, n) => (
            // oxlint-disable-next-line react/no-array-index-key -- blocks without identity
            <div key={n} style={{ flexGrow: ratio, flexBasis: 0 }}>
              <Skeleton height={172} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
