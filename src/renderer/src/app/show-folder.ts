/** The way from a photo to the folder it lies in. */
import { dirName } from '#domain/rel-path.ts';
import { api } from '#renderer/api/client.ts';
import { navigate } from './navigation.ts';

/** Goes to the folder that the photo's file lies in, with the focus on the photo. */
export async function showFolderOf(hothash: string): Promise<void> {
  const { files } = await api.call('photo.show', { hothash });
  const file = files.find(({ status, storage_online }) => status !== 'missing' && storage_online) ?? files[0];
  if (file != null) navigate({ kind: 'folders', storage: file.storage_uuid, path: dirName(file.path), photo: hothash });
}
