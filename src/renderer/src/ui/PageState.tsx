import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Loading } from './Loading.tsx';

/** The frame every page of the core's values has: quiet blocks while it loads, a sentence and one button when it cannot. */
export function PageState<T>({
  value,
  error,
  onRetry,
  name,
  icon,
  errorTitle,
  skeleton,
  skeletonClass,
  children,
}: {
  /** Null until the first answer; a value that was shown stays while it is asked for again. */
  value: T | null;
  error: string | null;
  onRetry: () => void;
  /** What the page is called. */
  name: string;
  icon: LucideIcon;
  errorTitle: string;
  /** Blocks about as large as what will be there, and the class they stand in. */
  skeleton: ReactNode;
  skeletonClass: string | undefined;
  children: (value: T) => ReactNode;
}) {
  if (value != null) return children(value);
  if (error == null)
    return (
      <Loading label={name} className={skeletonClass}>
        {skeleton}
      </Loading>
    );
  return (
    <EmptyState isError icon={icon} title={errorTitle} action={<Button onClick={onRetry}>{t.common.tryAgain}</Button>}>
      {error}
    </EmptyState>
  );
}
