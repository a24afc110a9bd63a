import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Goes on with an incomplete import; the job appears where jobs appear. */
export async function resumeSession(sessionId: number): Promise<void> {
  try {
    await api.call('session.resume', { session_id: sessionId });
    toast({ title: t.sessions.goingOn, description: t.sessions.notCopiedAgain });
  } catch (thrown) {
    toast({ title: t.jobs.notResumed, description: errorWords(thrown), tone: 'bad' });
  }
}
