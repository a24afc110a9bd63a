import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** After the author of a session was said: offers to say the same of all its photos. */
export function offerCredit(sessionId: number, author: string): void {
  if (author === '') return;
  const credit = async (): Promise<void> => {
    try {
      const { photo_count: count } = await api.call('session.creditPhotos', { session_id: sessionId });
      toast({ name: 'edit', title: t.organize.authorChanged(count) });
    } catch (thrown) {
      toast({ title: t.organize.notMade, description: errorWords(thrown), tone: 'bad' });
    }
  };
  toast({
    name: 'credit',
    title: t.sessions.authorOfNew(author),
    action: { label: t.sessions.creditAll, run: () => void credit() },
  });
}
