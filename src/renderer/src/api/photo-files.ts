/** Doing something with the files behind photos, and their folders. */
import { api } from './client.ts';

/** Shows the photo's file in the file manager of the machine. */
export async function showInFolder(hothash: string): Promise<void> {
  await api.call('system.showInFolder', { hothash });
}

/** Shows a folder of a storage in the file manager of the machine. */
export async function showFolder(storage: string, path: string): Promise<void> {
  await api.call('system.showFolder', { storage, path });
}

/** Puts the full path of the photo's first file on the clipboard. @returns the path */
export async function copyPath(hothash: string): Promise<string> {
  const { files } = await api.call('photo.show', { hothash });
  const path = files[0]?.full_path ?? '';
  await navigator.clipboard.writeText(path);
  return path;
}
