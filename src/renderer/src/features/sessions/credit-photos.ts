import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** After the author of a session was said: offers to say the same of all its photos. */
export function offerCredit(sessionId: number, author: string): void {
  if (author === '') return;
  const credit = async (): Promise<void> => {
    try {
      const { title } = await api.call('session.creditPhotos', { session_id: sessionId });
      toast({ name: 'edit', title });
    } catch (thrown) {
      toast({ title: 'The change was not made', description: errorWords(thrown), tone: 'bad' });
    }
  };
  toast({
    name: 'credit',
    title: `${author} is the author of new photos of this session`,
    action: { label: 'And of all its photos', run: () => void credit() },
  });
}
