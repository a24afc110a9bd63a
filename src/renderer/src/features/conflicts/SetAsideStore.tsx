import { useState } from 'react';
import type { TrashBatch, TrashPlan } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { storeWords } from './history-words.ts';
import styles from './History.module.css';

const olderThanDays = 30;

/** What lies set aside, and the one step of the app that removes files for good: it asks, with the numbers. */
export function SetAsideStore({ batches, onChanged }: { batches: readonly TrashBatch[]; onChanged: () => void }) {
  const [plan, setPlan] = useState<TrashPlan | null>(null);
  const ask = async (): Promise<void> => {
    try {
      const next = await api.call('trash.plan', { older_than_days: olderThanDays });
      if (next.files === 0) return toast({ title: t.conflicts.nothingThatOld, description: t.conflicts.allRecent(olderThanDays) });
      setPlan(next);
    } catch (thrown) {
      toast({ title: t.conflicts.asideNotRead, description: errorWords(thrown), tone: 'bad' });
    }
  };
  const empty = async ({ plan_id }: TrashPlan): Promise<void> => {
    try {
      const { removed_files, removed_bytes, kept } = await api.call('trash.empty', { plan_id });
      toast({
        title: t.conflicts.removedForGood(removed_files, formatBytes(removed_bytes)),
        ...(kept.length > 0 ? { description: t.conflicts.keptFiles(kept.length, kept[0]?.reason ?? '') } : { tone: 'ok' as const }),
      });
    } catch (thrown) {
      toast({ title: t.conflicts.nothingRemoved, description: errorWords(thrown), tone: 'bad' });
    }
    onChanged();
  };
  return (
    <div className={styles.store}>
      <div className={styles.words}>
        <p>{storeWords(batches)}</p>
        <p className={styles.facts}>{t.conflicts.whereTheyLie}</p>
      </div>
      {batches.length > 0 && <Button onClick={() => void ask()}>{t.conflicts.emptyOlder(olderThanDays)}</Button>}
      {plan != null && (
        <Confirm
          title={t.conflicts.removeAsk(plan.files)}
          description={t.conflicts.removeMeans(plan.files, plan.batches.length, formatBytes(plan.size_bytes), olderThanDays)}
          button={t.conflicts.removeForGood(plan.files)}
          onConfirm={() => void empty(plan)}
          onClose={() => setPlan(null)}
        />
      )}
    </div>
  );
}
