import styles from './Skeleton.module.css';

/** A quiet block where something will be. */
export function Skeleton({ width, height }: { width?: number | string; height: number | string }) {
  return <div className={styles.skeleton} style={{ width: width ?? '100%', height }} aria-hidden />;
}
