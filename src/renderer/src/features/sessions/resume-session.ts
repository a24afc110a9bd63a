import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Goes on with an incomplete import; the job appears where jobs appear. */
export async function resumeSession(sessionId: number): Promise<void> {
  try {
    await api.call('session.resume', { session_id: sessionId });
    toast({ title: 'Going on with the import', description: 'Files that are already here are not copied again.' });
  } catch (thrown) {
    toast({ title: 'The import could not be resumed', description: errorWords(thrown), tone: 'bad' });
  }
}
