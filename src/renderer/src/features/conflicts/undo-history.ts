import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Takes back what one entry of the history did. @returns whether it was taken back */
export const undoHistory = (id: number, restoresFiles = false): Promise<boolean> => undo([id], restoresFiles);

/** Takes back a batch that spans several entries, the newest first. */
export const undoEntries = (ids: readonly number[]): Promise<boolean> => undo(ids.toReversed(), true);

async function undo(ids: readonly number[], restoresFiles: boolean): Promise<boolean> {
  try {
    for (const id of ids) await api.call('history.undo', { id });
    toast({
      title: t.conflicts.undoneTitle,
      description: restoresFiles ? t.conflicts.asBeforeFiles : t.conflicts.asBefore,
      tone: 'ok',
    });
    return true;
  } catch (thrown) {
    toast({ title: t.conflicts.notUndone, description: errorWords(thrown), tone: 'bad' });
    return false;
  }
}
