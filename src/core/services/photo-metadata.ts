/** All metadata of a photo's file, read when somebody asks: the catalog keeps what it needs, the file has the rest. */
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoMetadata } from '#contract/photo.ts';
import type { Context } from './context.ts';
import { reachableFile } from './online-storages.ts';

/** @throws ImaLinkError photo-not-found, storage-offline when no file can be reached, path-not-readable */
export async function readPhotoMetadata(context: Context, hothash: string): Promise<PhotoMetadata> {
  const photo = await context.catalog.read.selectFrom('photo').select('id').where('hothash', '=', hothash).executeTakeFirst();
  if (photo === undefined) throw new ImaLinkError('photo-not-found', undefined, { details: { hothash } });
  const file = await reachableFile(context, hothash);
  if (file === null)
    throw new ImaLinkError(
      'storage-offline',
      'No file of this photo can be read now. Connect its storage, or find the file, and try again.',
      {
        details: { hothash },
      },
    );
  const read = await context.media().tags(file.path);
  if (!read.ok) throw new ImaLinkError('path-not-readable', `${read.problem.message}.`, { details: { path: file.path } });
  return { path: file.path, groups: read.groups.map(({ name, tags }) => ({ name, tags: [...tags] })) };
}
