/** Doing something with the file behind a photo. */
import { api } from './client.ts';

/** Shows the photo's file in the file manager of the machine. */
export async function showInFolder(hothash: string): Promise<void> {
  await api.call('system.showInFolder', { hothash });
}

/** Puts the full path of the photo's first file on the clipboard. @returns the path */
export async function copyPath(hothash: string): Promise<string> {
  const { files } = await api.call('photo.show', { hothash });
  const path = files[0]?.full_path ?? '';
  await navigator.clipboard.writeText(path);
  return path;
}
