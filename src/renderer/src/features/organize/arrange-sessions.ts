/** Which dialog about sharing photos out among sessions is open, and carrying it out. */
import { create } from 'zustand';
import type { SessionsArranged } from '#contract/session.ts';
import { api } from '#renderer/api/client.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { undo } from './edit-photos.ts';
import { placesOf, type PhotoTarget } from './target.ts';
import { toast } from '#renderer/ui/toasts.ts';

export type ArrangeDialog =
  | { readonly kind: 'move'; readonly target: PhotoTarget }
  | { readonly kind: 'split'; readonly target: PhotoTarget; readonly from: number }
  | { readonly kind: 'merge' };

export const useArrange = create<{ readonly open: ArrangeDialog | null }>(() => ({ open: null }));
export const openArrange = (open: ArrangeDialog | null): void => useArrange.setState({ open });

/** @throws what the core has against it */
export const moveTo = (target: PhotoTarget, to: number): Promise<number> =>
  tell(() => api.call('session.movePhotos', { places: placesOf(target), to }));

/** @throws what the core has against it */
export const splitOff = (target: PhotoTarget, from: number, title: string): Promise<number> =>
  tell(() => api.call('session.split', { places: placesOf(target), session_id: from, title }));

/** @throws what the core has against it */
export const mergeInto = (into: number, sessions: readonly number[]): Promise<number> =>
  tell(() => api.call('session.merge', { into, sessions: [...sessions] }));

async function tell(work: () => Promise<SessionsArranged>): Promise<number> {
  const done = await work();
  void useSessions.getState().load();
  toast({ name: 'edit', title: done.title, action: { label: 'Undo', run: () => void undo(done.edit_id) } });
  return done.session_id;
}
