/** One level of folders, for hosts that cannot open a native dialog. Lists names only; opens nothing. */
import { readdir, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { FolderListing } from '#contract/system.ts';
import { roleOfName } from '#core/media/formats.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';
import { compareNames } from '#domain/natural-order.ts';
import { isStorageRoot } from './storages.ts';

/** More folders than anyone scrolls through. */
const maxFolders = 2000;

/** @param path defaults to the person's home folder. @throws ImaLinkError path-not-found, not-a-folder, path-not-readable */
export async function listFolder(path: string | undefined): Promise<FolderListing> {
  const folder = resolve(path ?? homedir());
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR')
      throw new ImaLinkError('not-a-folder', `${folder} is not a folder.`, { details: { path: folder } });
    if (isAbsent(error)) throw new ImaLinkError('path-not-found', `There is no folder ${folder}.`, { details: { path: folder } });
    throw new ImaLinkError('path-not-readable', `${folder} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      details: { path: folder },
    });
  });
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !isIgnoredName(entry.name))
    .map((entry) => entry.name);
  names.sort(compareNames);
  const folders = await Promise.all(
    names
      .slice(0, maxFolders)
      .map(async (name) => ({ name, path: join(folder, name), is_storage: await isStorageRoot(join(folder, name)) })),
  );
  const images = entries.filter(
    (entry) => entry.isFile() && (roleOfName(entry.name) === 'image' || roleOfName(entry.name) === 'raw'),
  ).length;
  return {
    path: folder,
    parent: dirname(folder) === folder ? null : dirname(folder),
    folders,
    image_count: images,
    places: await places(),
  };
}

/** Where photos usually are: the home, its Pictures, mounted drives, the root. */
export async function places(): Promise<FolderListing['places'][number][]> {
  const home = homedir();
  const wanted = [
    { label: 'Home', path: home },
    { label: 'Pictures', path: join(home, 'Pictures') },
    { label: 'Downloads', path: join(home, 'Downloads') },
  ];
  for (const parent of ['/media', '/run/media', '/mnt', '/Volumes']) {
    const names = await readdir(parent).catch(() => []);
    wanted.push(...names.map((name) => ({ label: name, path: join(parent, name) })));
  }
  const root = parse(home).root;
  wanted.push({ label: basename(root) || root, path: root });
  const found = await Promise.all(wanted.map(async (place) => ((await realpath(place.path).catch(() => null)) === null ? null : place)));
  return found.filter((place) => place !== null);
}
