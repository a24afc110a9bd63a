/** Where a folder of a storage lies on this machine. */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { Context } from './context.ts';
import { findStorage, pathsOf } from './storage-rows.ts';

/**
 * The folder as it is on the disk now.
 * @param path below the storage's photos, with `/`; empty for all of them. It comes from a page: what lies elsewhere,
 *   by its name or behind a link, is as good as not there.
 * @throws ImaLinkError storage-not-found, path-not-found
 */
export async function findFolder({ catalog }: Context, storage: string, path: string): Promise<string> {
  const { photos } = pathsOf(await findStorage(catalog, storage));
  const wanted = join(photos, path);
  const [top, folder] = await Promise.all([photos, wanted].map((each) => realpath(each).catch(() => null)));
  if (top == null || folder == null || !isIn(top, folder) || !(await stat(folder)).isDirectory())
    throw new ImaLinkError('path-not-found', `There is no folder ${wanted} now. A scan of the storage finds what was moved.`, {
      details: { storage, path },
    });
  return folder;
}

function isIn(top: string, folder: string): boolean {
  const way = relative(top, folder);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
