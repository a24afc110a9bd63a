/** Changing albums, saved searches and stacks from the window; every change says what it did and can be taken back. */
import type { Input, ProcedureName } from '#contract/procedures.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useAlbums } from '#renderer/api/stores.ts';
import { plural } from '#renderer/ui/format.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { undo } from './edit-photos.ts';
import { inTurn } from './in-turn.ts';
import { placesOf, type PhotoTarget } from './target.ts';

/** @throws what the core says, for the dialog that asked */
export async function createAlbum(name: string): Promise<{ readonly uuid: string; readonly name: string }> {
  const album = await api.call('album.create', { name });
  void useAlbums.getState().load();
  return album;
}

/** @throws what the core says, for the dialog that asked */
export async function renameAlbum(uuid: string, name: string): Promise<void> {
  await api.call('album.rename', { album: uuid, name });
}

/** An album goes, its photos stay. */
export const removeAlbum = (album: { readonly uuid: string; readonly name: string }): Promise<boolean> =>
  done('album.remove', { album: album.uuid }, `Album “${album.name}” removed. Its photos stay in the library.`);

export const addToAlbum = (album: { readonly uuid: string; readonly name: string }, target: PhotoTarget): Promise<boolean> =>
  done('album.addPhotos', { album: album.uuid, places: placesOf(target) }, `${plural(target.count, 'photo')} added to “${album.name}”`);

export const removeFromAlbum = (uuid: string, target: PhotoTarget): Promise<boolean> =>
  done('album.removePhotos', { album: uuid, places: placesOf(target) }, `${plural(target.count, 'photo')} taken out of the album`);

/** Puts photos at a position of the album's order, counted before they are moved. */
export async function moveInAlbum(uuid: string, target: PhotoTarget, position: number): Promise<void> {
  try {
    await inTurn(() => api.call('album.addPhotos', { album: uuid, places: placesOf(target), position }));
  } catch (thrown) {
    failed(thrown);
  }
}

/** @throws what the core says, for the dialog that asked */
export async function saveSearch(search: Input<'savedSearch.save'>): Promise<void> {
  await api.call('savedSearch.save', search);
}

export const removeSearch = (search: { readonly uuid: string; readonly name: string }): Promise<boolean> =>
  done('savedSearch.remove', { uuid: search.uuid }, `Saved search “${search.name}” removed`);

async function done<K extends ProcedureName>(name: K, input: Input<K>, title: string): Promise<boolean> {
  try {
    const [edit] = await inTurn(async () => {
      await api.call(name, input);
      return (await api.call('edit.list', {})).entries;
    });
    toast({ title, ...(edit == null ? {} : { action: { label: 'Undo', run: () => void undo(edit.id) } }) });
    return true;
  } catch (thrown) {
    failed(thrown);
    return false;
  }
}

const failed = (thrown: unknown): void => toast({ title: 'The change was not made', description: errorWords(thrown), tone: 'bad' });
