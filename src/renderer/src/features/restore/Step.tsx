import { useEffect, useRef, type ReactNode } from 'react';
import styles from './Restore.module.css';

/** One step. Its heading takes the focus when the step begins: a screen reader says where one is. */
export function Step({
  name,
  title,
  lead,
  before,
  children,
}: {
  name: string;
  title: string;
  lead: string;
  before?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [name]);
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        {before}
        <h1 ref={heading} tabIndex={-1} className={styles.headline}>
          {title}
        </h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
    </main>
  );
}
