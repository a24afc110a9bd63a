/** Looking at a storage's root: present only if the marker was read and is the right one (promise 3: away is not missing). */
import { constants } from 'node:fs';
import { access, opendir, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageState } from '#contract/storage.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { isWritableVersion } from '#core/format/version.ts';
import { folderLeadingOut, leadsOutHint } from '#core/storage/links-out.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { storagePaths } from '#core/storage/storage-paths.ts';

export interface ProbedStorage {
  readonly state: StorageState;
  readonly hint: string | null;
  readonly freeSpaceBytes: number | null;
}

/**
 * Finds out the state of a storage from its root alone. Never throws: every fault is a state with a next step.
 * @param root the storage's own folder
 */
export async function probeStorage(root: string, photosDir: string, uuid: string): Promise<ProbedStorage> {
  const found = await probeMarker(root, photosDir, uuid);
  return { ...found, freeSpaceBytes: found.state === 'online' || found.state === 'read-only' ? await freeSpace(root) : null };
}

async function probeMarker(root: string, photosDir: string, uuid: string): Promise<Omit<ProbedStorage, 'freeSpaceBytes'>> {
  const paths = storagePaths(root, photosDir);
  try {
    if (!(await stat(root)).isDirectory())
      return { state: 'offline', hint: `${root} is not a folder. Reconnect the drive or relocate the storage.` };
    const marker = parseIndex(await readFile(paths.masterIndex), MasterIndex, paths.masterIndex);
    if (marker.storage_info.uuid !== uuid)
      return {
        state: 'wrong-uuid',
        hint: `Another storage (${marker.storage_info.display_name}) is at ${root}. Relocate this one to where it is now.`,
      };
    await (await opendir(paths.photos)).close();
    if (!isWritableVersion(marker.storage_info.format_version ?? '2.0'))
      return { state: 'read-only', hint: 'It was written by a newer ImaLink. Update ImaLink to change it.' };
    const leadingOut = await folderLeadingOut(root);
    if (leadingOut !== null) return { state: 'read-only', hint: leadsOutHint(leadingOut) };
  } catch (error) {
    return faultState(root, error);
  }
  try {
    await access(paths.system, constants.W_OK);
    await access(root, constants.W_OK);
    return { state: 'online', hint: null };
  } catch {
    return { state: 'read-only', hint: `${root} cannot be written to. Browsing works; importing needs write permission.` };
  }
}

async function faultState(root: string, error: unknown): Promise<Omit<ProbedStorage, 'freeSpaceBytes'>> {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM') return { state: 'denied', hint: `There is no permission to read ${root}.` };
  if (isAbsent(error)) {
    const rootExists = await stat(root).then(
      () => true,
      () => false,
    );
    // An empty mount point looks just like this: the folder is there, the storage is not.
    return rootExists
      ? { state: 'no-marker', hint: `${root} holds no index.json: the drive is probably not mounted.` }
      : { state: 'offline', hint: `${root} is not there. Connect its drive, or relocate the storage.` };
  }
  if (code === undefined)
    return {
      state: 'no-marker',
      hint: `${join(root, 'index.json')} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    };
  return { state: 'offline', hint: `${root} cannot be read (${code}).` };
}

/** Bytes this user may still write there; null when the file system does not say. */
export async function freeSpace(path: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return null;
  }
}
