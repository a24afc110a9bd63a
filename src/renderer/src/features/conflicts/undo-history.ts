import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Takes back what a scan changed in the catalog. @returns whether it was taken back */
export async function undoHistory(id: number): Promise<boolean> {
  try {
    await api.call('history.undo', { id });
    toast({ title: 'Undone', description: 'The catalog is as it was before. No file was touched.', tone: 'ok' });
    return true;
  } catch (thrown) {
    toast({ title: 'That could not be undone', description: errorWords(thrown), tone: 'bad' });
    return false;
  }
}
