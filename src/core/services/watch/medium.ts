/** Whether changes on a disk can be seen as they happen, and if not, why, in words for people. */
import { readFile, statfs } from 'node:fs/promises';
import { mountOf, readMounts } from '../storages/places.ts';
import { isNetworkType } from '../home-disk.ts';

/** Other machines, or programs, change these behind the kernel's back. A disk driven by FUSE (fuseblk) is no such thing. */
const tellsNothing = /^(nfs\d?|cifs|smb\d?|smbfs|9p|afs|ceph|glusterfs|ncpfs|davfs2?|webdav|vboxsf|prl_fs|drvfs|fuse\..+|fuse)$/;

/** Watches are for the whole person, not for this program alone: some are left to others. */
const ownShare = 0.9;

/** @returns why a folder cannot be watched, null when it can */
export async function mediumNotice(path: string): Promise<string | null> {
  const type = await statfs(path).then(
    (info) => info.type,
    () => 0,
  );
  const mount = mountOf(await readMounts(), path);
  if (!isNetworkType(type, process.platform) && !tellsNothing.test(mount?.type ?? '')) return null;
  return `It is on a network or virtual drive${mount ? ` (${mount.type})` : ''}, which does not tell what others change there.`;
}

/** How many folders this person may watch; null where there is no such limit. */
export async function watchLimit(): Promise<number | null> {
  const text = await readFile('/proc/sys/fs/inotify/max_user_watches', 'utf8').catch(() => '');
  const limit = Number.parseInt(text, 10);
  return Number.isSafeInteger(limit) ? limit : null;
}

/** @returns why so many folders cannot be watched, null when they can */
export function tooManyNotice(folders: number, limit: number | null): string | null {
  if (limit === null || folders <= limit * ownShare) return null;
  return `It has ${folders} folders, more than this system lets one person watch (fs.inotify.max_user_watches = ${limit}). Raise that number to see changes at once.`;
}

/** Why watching ended, from the code of the system's error. */
export function faultNotice(code: string): string {
  if (code === 'ENOSPC')
    return 'This system lets one person watch no more folders (fs.inotify.max_user_watches). Raise that number, or close other programs that watch files.';
  if (code === 'EMFILE' || code === 'ENFILE')
    return 'This system lets one person watch no more (fs.inotify.max_user_instances, or too many open files). Close other programs that watch files.';
  return `The system stopped telling of changes (${code}).`;
}
