/** Which dialog about sharing photos out among sessions is open, and carrying it out. */
import { create } from 'zustand';
import type { SessionsArranged, SessionSummary } from '#contract/session.ts';
import { api } from '#renderer/api/client.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { undo } from './edit-photos.ts';
import { placesOf, type PhotoTarget } from './target.ts';
import { toast } from '#renderer/ui/toasts.ts';

export type ArrangeDialog =
  | { readonly kind: 'move'; readonly target: PhotoTarget }
  | { readonly kind: 'split'; readonly target: PhotoTarget; readonly from: number }
  | { readonly kind: 'merge' };

/** The dialog about sharing photos out that is open. */
export const useArrange = create<{ readonly open: ArrangeDialog | null }>(() => ({ open: null }));
/** Opens one of these dialogs. */
export const openArrange = (open: ArrangeDialog): void => useArrange.setState({ open });
/** Closes it. */
export const closeArrange = (): void => useArrange.setState({ open: null });

type Into = Pick<SessionSummary, 'id' | 'title'>;

/** @throws what the core has against it */
export const moveTo = (target: PhotoTarget, to: Into): Promise<number> =>
  tell(
    () => api.call('session.movePhotos', { places: placesOf(target), to: to.id }),
    ({ photos }) => t.sessions.moved(photos, to.title),
  );

/** @throws what the core has against it */
export const splitOff = (target: PhotoTarget, from: number, title: string): Promise<number> =>
  tell(
    () => api.call('session.split', { places: placesOf(target), session_id: from, title }),
    ({ photos }) => t.sessions.split(photos, title),
  );

/** @throws what the core has against it */
export const mergeInto = (into: Into, sessions: readonly number[]): Promise<number> =>
  tell(
    () => api.call('session.merge', { into: into.id, sessions: [...sessions] }),
    () => t.sessions.merged(sessions.length, into.title),
  );

async function tell(work: () => Promise<SessionsArranged>, words: (done: SessionsArranged) => string): Promise<number> {
  const done = await work();
  void useSessions.getState().load();
  toast({ name: 'edit', title: words(done), action: { label: t.common.undo, run: () => void undo(done.edit_id) } });
  return done.session_id;
}
