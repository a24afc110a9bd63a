import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';

/** The frame every page of the core's values has: quiet blocks while it loads, a sentence and one button when it cannot. */
export function PageState<T>({
  value,
  error,
  onRetry,
  icon,
  errorTitle,
  skeleton,
  children,
}: {
  /** Null until the first answer; a value that was shown stays while it is asked for again. */
  value: T | null;
  error: string | null;
  onRetry: () => void;
  icon: LucideIcon;
  errorTitle: string;
  skeleton: ReactNode;
  children: (value: T) => ReactNode;
}) {
  if (value != null) return children(value);
  if (error == null) return skeleton;
  return (
    <EmptyState isError icon={icon} title={errorTitle} action={<Button onClick={onRetry}>{t.common.tryAgain}</Button>}>
      {error}
    </EmptyState>
  );
}
