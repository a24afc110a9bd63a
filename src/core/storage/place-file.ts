/** Giving a verified staging file its real name, without ever touching a file that has that name already. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './durable-write.ts';

/** FAT, exFAT and some network shares have no hard links. */
export const noLinkCodes = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

export type Placement = 'placed' | 'name-taken';

/**
 * Gives `staging` the name `target`. Never overwrites: an existing target answers `name-taken`.
 * The staging name stays when links work (the caller removes it after the record is durable) and goes otherwise.
 * Guarantee: a file under a real name is always whole, because only complete, fsynced files are named.
 */
export async function placeWithoutClobber(staging: string, target: string): Promise<Placement> {
  try {
    await link(staging, target);
    return 'placed';
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST') return 'name-taken';
    if (!noLinkCodes.has(code)) throw error;
  }
  // Reserve the name with an empty placeholder of our own, then rename over it; recovery knows an empty
  // target beside its staging file as exactly this state.
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return 'name-taken';
    throw error;
  }
  await rename(staging, target);
  return 'placed';
}

/** Makes the folders of `path` below `root`, durably; returns how many were new. */
export async function makeFolders(root: string, path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true });
  if (made === undefined) return;
  // Every new name must be durable in its parent, from the first new folder down.
  for (let folder = path; folder.length >= made.length && folder.startsWith(root); folder = dirname(folder))
    await syncFolder(dirname(folder));
}

/** SHA-256 of all bytes of a file, hex; null when there is no such file. Never opens anything but regular files. */
export async function fileChecksum(path: string): Promise<string | null> {
  let file;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
  try {
    return (await file.stat()).isFile() ? await handleChecksum(file) : null;
  } finally {
    await file.close();
  }
}

/** SHA-256 of all bytes of an open file, hex. */
export async function handleChecksum(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  // Memory outside the heap costs a collection now and then: a small file is given no more than it needs.
  const block = Buffer.allocUnsafe(Math.min(1 << 20, Math.max(4096, (await file.stat()).size + 1)));
  for (;;) {
    const { bytesRead } = await file.read(block, 0, block.length, null);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(block.subarray(0, bytesRead));
  }
}

/** Size of a regular file; null when absent. */
export async function fileSize(path: string): Promise<number | null> {
  try {
    const info = await stat(path);
    return info.isFile() ? info.size : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Removes a staging file of ours; it may be gone already. */
export async function removeStaging(stagingDir: string, name: string): Promise<void> {
  await unlink(join(stagingDir, name)).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
}

/** Only these two errnos mean that something is not there. */
export function isAbsent(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}
