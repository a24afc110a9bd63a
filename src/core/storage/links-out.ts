/**
 * Folders of ours in a storage that are links to somewhere else. A storage comes from a disk that anybody may have prepared:
 * whoever writes, renames or sweeps through such a link does it to files that are nobody's to touch.
 */
import { lstat, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import { isAbsent } from './place-file.ts';

/** Whatever is written below a storage but photos is written into one of these. */
const ownFolders = [
  'imports',
  '.imalink',
  ...['hotpreviews', 'metadata', 'metadata/collections', 'staging', 'history', 'quarantine', 'trash'].map((name) => `.imalink/${name}`),
];

/**
 * The first of our folders that is a link out of the storage; null for a storage as it should be.
 * @param root the storage's folder
 */
export async function folderLeadingOut(root: string): Promise<string | null> {
  for (const folder of ownFolders) {
    const path = join(root, folder);
    const isLink = await lstat(path).then(
      (info) => info.isSymbolicLink(),
      () => false,
    );
    if (isLink && !(await staysInside(root, path))) return folder;
  }
  return null;
}

/** A link that leads nowhere yet may lead anywhere later. */
async function staysInside(root: string, link: string): Promise<boolean> {
  try {
    return (await realpath(link)).startsWith((await realpath(root)) + sep);
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** What to do about it. */
export const leadsOutHint = (folder: string): string =>
  `${folder} is a link that leads out of the storage, so nothing is written to it. Put the folder itself in its place.`;

/** @throws ImaLinkError path-not-writable */
export async function requireNoneLeadsOut(root: string): Promise<void> {
  const folder = await folderLeadingOut(root);
  if (folder !== null)
    throw new ImaLinkError('path-not-writable', `${root}: ${leadsOutHint(folder)}`, { details: { path: join(root, folder) } });
}
