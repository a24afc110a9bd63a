/** Editing photos from the window, and taking it back. */
import type { EditEntry, PhotoChange } from '#contract/organize.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { editWords, tilePatch } from './edit-words.ts';
import { inTurn } from './in-turn.ts';
import { placesOf, type PhotoTarget } from './target.ts';

/**
 * Changes photos: on their tiles at once, then in the core; a toast says what was done and takes it back.
 * @returns false when it failed; then the tiles show again what is true
 */
export async function editPhotos(target: PhotoTarget, change: PhotoChange): Promise<boolean> {
  const places = placesOf(target);
  const patch = tilePatch(change);
  const isShown = target.list.snapshot().viewId === target.viewId;
  if (isShown && Object.keys(patch).length > 0) target.list.patch(target.ranges, patch);
  try {
    const edit = await inTurn(() => api.call('photo.edit', { places, change }));
    toast({ name: 'edit', title: editWords(change, edit.photo_count), action: { label: t.common.undo, run: () => void undo(edit.id) } });
    return true;
  } catch (thrown) {
    target.list.reload();
    toast({ title: t.organize.notMade, description: errorWords(thrown), tone: 'bad' });
    return false;
  }
}

/** Takes an edit back; the newest that stands when none is named. */
export async function undo(id?: number): Promise<void> {
  await step('edit.undo', id, (title, count) => t.organize.undone(title, count), {
    label: t.organize.redo,
    run: (edit) => void redo(edit.id),
  });
}

/** Makes an edit again that was taken back. */
export async function redo(id?: number): Promise<void> {
  await step('edit.redo', id, (title, count) => t.organize.doneAgain(title, count), {
    label: t.common.undo,
    run: (edit) => void undo(edit.id),
  });
}

async function step(
  name: 'edit.undo' | 'edit.redo',
  id: number | undefined,
  did: (title: string, photoCount: number) => string,
  back: { readonly label: string; readonly run: (edit: EditEntry) => void },
): Promise<void> {
  try {
    const edit = await inTurn(() => api.call(name, id === undefined ? {} : { id }));
    toast({ name: 'edit', title: did(edit.title, edit.photo_count), action: { label: back.label, run: () => back.run(edit) } });
  } catch (thrown) {
    toast({ name: 'edit', title: errorWords(thrown) });
  }
}
