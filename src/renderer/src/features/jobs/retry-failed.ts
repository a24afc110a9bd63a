import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Tries only the files of a session again that failed; the job appears where jobs appear. */
export async function retryFailed(sessionId: number): Promise<void> {
  try {
    await api.call('session.resume', { session_id: sessionId, failed: true });
  } catch (thrown) {
    toast({ title: t.jobs.notRetried, description: errorWords(thrown), tone: 'bad' });
  }
}
