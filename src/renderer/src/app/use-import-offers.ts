import { useEffect } from 'react';
import type { CardDto } from '#contract/card.ts';
import { api } from '#renderer/api/client.ts';
import { openImport } from '#renderer/features/import/import-store.ts';
import { resumeSession } from '#renderer/features/sessions/resume-session.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Offers what waits to be imported: a card that was put in, and at the start an import that was interrupted. */
export function useImportOffers(): void {
  useEffect(() => {
    void offerUnfinished();
    void api.call('card.list', {}).then(
      ({ cards }) => cards.forEach(offerCard),
      () => undefined,
    );
    return api.on('cards.changed', ({ arrived }) => arrived.forEach(offerCard));
  }, []);
}

function offerCard({ path, name }: CardDto): void {
  toast({
    name: `card ${path}`,
    title: `Card “${name}” is in`,
    description: 'Photos that are in a storage already are not copied again.',
    stays: true,
    action: { label: 'Import…', run: () => openImport({ sources: [path] }) },
  });
}

async function offerUnfinished(): Promise<void> {
  try {
    const [{ sessions }, { jobs }] = await Promise.all([api.call('session.list', {}), api.call('job.list', {})]);
    const [first, ...more] = sessions.filter(
      ({ id, status }) => status === 'incomplete' && !jobs.some((job) => job.session_id === id && job.finished_at === null),
    );
    if (first == null) return;
    toast({
      name: 'unfinished imports',
      title: more.length === 0 ? `The import “${first.title}” is not complete` : `${more.length + 1} imports are not complete`,
      description: 'What is in the storage stays; the rest is taken where it was left.',
      action: { label: 'Resume', run: () => [first, ...more].forEach(({ id }) => void resumeSession(id)) },
    });
  } catch {
    // The first screen tells what is wrong.
  }
}
