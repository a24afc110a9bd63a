import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** What a screen says when it has nothing to show, or could not get it: one sentence, one thing to do. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  isError = false,
}: {
  icon?: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  isError?: boolean;
}) {
  return (
    <div className={styles.empty} role={isError ? 'alert' : undefined}>
      {Icon != null && <Icon size={32} strokeWidth={1.25} aria-hidden className={styles.icon} />}
      <h2 className={styles.title}>{title}</h2>
      {children != null && <p className={styles.text}>{children}</p>}
      {action}
    </div>
  );
}
