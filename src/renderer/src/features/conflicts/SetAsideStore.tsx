import { useState } from 'react';
import type { TrashBatch, TrashPlan } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
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
      if (next.files === 0)
        return toast({ title: 'Nothing is that old', description: `All files were set aside in the last ${olderThanDays} days.` });
      setPlan(next);
    } catch (thrown) {
      toast({ title: 'The set-aside files could not be looked at', description: errorWords(thrown), tone: 'bad' });
    }
  };
  const empty = async ({ plan_id }: TrashPlan): Promise<void> => {
    try {
      const { removed_files, removed_bytes, kept } = await api.call('trash.empty', { plan_id });
      toast({
        title: `${plural(removed_files, 'file')} removed for good, ${formatBytes(removed_bytes)} free`,
        ...(kept.length > 0
          ? { description: `${plural(kept.length, 'file was', 'files were')} kept: ${kept[0]?.reason ?? ''}` }
          : { tone: 'ok' as const }),
      });
    } catch (thrown) {
      toast({ title: 'Nothing was removed', description: errorWords(thrown), tone: 'bad' });
    }
    onChanged();
  };
  return (
    <div className={styles.store}>
      <div className={styles.words}>
        <p>{storeWords(batches)}</p>
        <p className={styles.facts}>They lie in the storage itself, out of the way of your photos, until you empty them.</p>
      </div>
      {batches.length > 0 && <Button onClick={() => void ask()}>Empty set-aside files older than {olderThanDays} days…</Button>}
      {plan != null && (
        <Confirm
          title={`Remove ${plural(plan.files, 'file')} for good?`}
          description={`${plural(plan.files, 'file')} in ${plural(plan.batches.length, 'batch', 'batches')}, ${formatBytes(plan.size_bytes)}, set aside more than ${olderThanDays} days ago, will be deleted permanently. They do not go to the trash of your system, and this cannot be undone.`}
          button={`Remove ${plural(plan.files, 'file')} for good`}
          onConfirm={() => void empty(plan)}
          onClose={() => setPlan(null)}
        />
      )}
    </div>
  );
}
