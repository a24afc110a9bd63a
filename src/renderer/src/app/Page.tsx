import type { ReactNode } from 'react';
import styles from './Screen.module.css';
import { Toolbar } from './Toolbar.tsx';

/** A screen that is no list of photos: its title and how many there are, and what it shows. */
export function Page({ title, count, children }: { title: string; count?: string | null; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <Toolbar title={title} count={count ?? null} />
      <main className={styles.main}>{children}</main>
    </div>
  );
}
