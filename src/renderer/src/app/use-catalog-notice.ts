import { useEffect } from 'react';
import { useSystem } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Says once that a backup took the place of a lost catalog. */
export function useCatalogNotice(): void {
  const state = useSystem(({ value }) => value?.catalog_state);
  const words = useSystem(({ value }) => value?.catalog_words);
  useEffect(() => {
    if (state === 'restored-from-backup')
      toast({ title: t.app.catalogCameBack, ...(words == null ? {} : { description: words }), stays: true });
  }, [state, words]);
}
