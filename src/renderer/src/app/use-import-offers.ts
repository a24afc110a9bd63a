import { useEffect } from 'react';
import type { CardDto } from '#contract/card.ts';
import { api } from '#renderer/api/client.ts';
import { firstValue } from '#renderer/api/resource.ts';
import { settingsNow } from '#renderer/api/settings-store.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { openImport } from '#renderer/features/import/import-store.ts';
import { resumeSession } from '#renderer/features/sessions/resume-session.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';

/** Offers what waits to be imported: a card that was put in, and at the start an import that was interrupted. */
export function useImportOffers(): void {
  useEffect(() => {
    void offerUnfinished();
    void api.call('card.list', {}).then(
      ({ cards }) => offerCards(cards),
      () => undefined,
    );
    return api.on('cards.changed', ({ arrived }) => void offerCards(arrived));
  }, []);
}

/** Unless the settings say that cards are nobody's business; those seen here, which may be newer than the core's. */
async function offerCards(cards: readonly CardDto[]): Promise<void> {
  if (cards.length > 0 && (await settingsNow())?.offer_cards === true) cards.forEach(offerCard);
}

function offerCard({ path, name }: CardDto): void {
  toast({
    name: `card ${path}`,
    title: t.imports.cardIsIn(name),
    description: t.imports.knownNotCopied,
    stays: true,
    action: { label: t.imports.importCard, run: () => openImport({ sources: [path] }) },
  });
}

async function offerUnfinished(): Promise<void> {
  try {
    const [sessions, { jobs }] = await Promise.all([firstValue(useSessions), api.call('job.list', {})]);
    const [first, ...more] = (sessions ?? []).filter(
      ({ id, status }) => status === 'incomplete' && !jobs.some((job) => job.session_id === id && job.finished_at === null),
    );
    if (first == null) return;
    toast({
      name: 'unfinished imports',
      title: more.length === 0 ? t.sessions.unfinished(first.title) : t.sessions.unfinishedMany(more.length + 1),
      description: t.sessions.restWhereLeft,
      action: { label: t.jobs.resume, run: () => [first, ...more].forEach(({ id }) => void resumeSession(id)) },
    });
  } catch {
    // The first screen tells what is wrong.
  }
}
