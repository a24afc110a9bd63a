/** What is known of the tree of folders: levels as they were opened, which are open, where the focus is. */
import { create } from 'zustand';
import { api } from '#renderer/api/client.ts';
import { foldersAbove, keyOf, type FolderPlace, type LoadedLevel } from './tree-rows.ts';

interface Tree {
  readonly levels: ReadonlyMap<string, LoadedLevel>;
  readonly open: ReadonlyMap<string, FolderPlace>;
  readonly focus: string | null;
}

/** What is known of the folders, which are unfolded, which has the focus. */
export const useTree = create<Tree>(() => ({ levels: new Map(), open: new Map(), focus: null }));

/** Puts the focus on a folder, by the key of its row. */
export const focusFolder = (key: string): void => useTree.setState({ focus: key });

/** Unfolds a folder, or folds it. */
export function unfold(place: FolderPlace, isOpen: boolean): void {
  const key = keyOf(place);
  const open = new Map(useTree.getState().open);
  if (isOpen) open.set(key, place);
  else open.delete(key);
  useTree.setState({ open });
  if (isOpen && !useTree.getState().levels.has(key)) void loadFolder(place);
}

/** Unfolds all that is above a folder, and a storage itself, and puts the focus on it. */
export function revealFolder(place: FolderPlace): void {
  for (const above of place.path === '' ? [place] : foldersAbove(place)) unfold(above, true);
  focusFolder(keyOf(place));
}

/** Asks for the folders right below one. One that holds no photo any more is no longer known. */
export async function loadFolder({ storage, path }: FolderPlace): Promise<void> {
  const key = keyOf({ storage, path });
  const level = await api.call('folder.list', { storage, path }).catch(() => null);
  const levels = new Map(useTree.getState().levels);
  if (level == null) levels.delete(key);
  else levels.set(key, { total: level.total, children: level.children });
  useTree.setState({ levels });
}

/** Asks again for the storages and for all that is open. */
export function reloadFolders(storages: readonly string[]): void {
  const places = new Map(useTree.getState().open);
  for (const storage of storages) places.set(keyOf({ storage, path: '' }), { storage, path: '' });
  for (const place of places.values()) void loadFolder(place);
}
