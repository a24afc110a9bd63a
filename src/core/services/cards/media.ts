/** The removable disks of this machine, where each system hangs them. */
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Medium } from '#domain/cards.ts';
import { readMarker } from '../storages/marker.ts';
import { readMounts } from '../storages/places.ts';

/** Folders where disks of this system may hang; each with whether one does. Never touches a disk that is not asked for. */
export async function removableMedia(platform: NodeJS.Platform = process.platform): Promise<Medium[]> {
  if (platform === 'win32') {
    // A and B were floppy drives, C is the system's.
    const letters = Array.from({ length: 23 }, (_, n) => `${String.fromCharCode(68 + n)}:\\`);
    return Promise.all(letters.map((path) => mediumAt(path, true)));
  }
  if (platform === 'darwin') return Promise.all((await namesIn('/Volumes')).map((path) => mediumAt(path, true)));
  const mounted = new Set((await readMounts()).map(({ path }) => path));
  const paths = [...mounted].filter((path) => path.startsWith('/media/') || path.startsWith('/run/media/') || path.startsWith('/mnt/'));
  return Promise.all(paths.map((path) => mediumAt(path, true)));
}

/** One place as it is now; a disk that cannot be read has no folders. */
export async function mediumAt(path: string, isMounted: boolean): Promise<Medium> {
  const folders = await foldersIn(path);
  const isStorage = (await readMarker(path).catch(() => null)) !== null;
  return { path, name: basename(path) || path, isMounted, folders, isStorage };
}

async function foldersIn(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [];
    return (await readdir(path, { withFileTypes: true })).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    return [];
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch((): string[] => [])).map((name) => join(folder, name));
}
