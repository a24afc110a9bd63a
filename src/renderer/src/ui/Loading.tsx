import type { ReactNode } from 'react';
import { t } from '#renderer/i18n/t.ts';

/** Quiet blocks where something will be, with a name for those who do not see them. @param label what is loaded */
export function Loading({ label, className, children }: { label: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={className} role="status" aria-busy="true" aria-label={t.common.loading(label)}>
      {children}
    </div>
  );
}
