/** Reading what a folder says of itself: is it a storage, and which one. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MasterIndex } from '#core/format/master-index.ts';
import { parseIndex } from '#core/format/parse-json.ts';
import { isAbsent } from '#core/storage/place-file.ts';

/**
 * The marker of a storage's root folder.
 * @returns null when the folder is no storage: `.imalink` or an index.json that speaks of a storage is not there
 * @throws ImaLinkError index-corrupt; errno errors of a folder that cannot be read
 */
export async function readMarker(root: string): Promise<MasterIndex | null> {
  const file = join(root, 'index.json');
  try {
    if (!(await stat(join(root, '.imalink'))).isDirectory()) return null;
    const bytes = await readFile(file);
    if (!bytes.includes('"storage_info"')) return null;
    return parseIndex(bytes, MasterIndex, file);
  } catch (error) {
    if (isAbsent(error) || (error as NodeJS.ErrnoException).code === 'EISDIR') return null;
    throw error;
  }
}

/** True when `root` is the storage of this uuid. What cannot be read is not taken for it. */
export async function isStorageAt(root: string, uuid: string): Promise<boolean> {
  const marker = await readMarker(root).catch(() => null);
  return marker?.storage_info.uuid === uuid;
}

/** What two places of one storage are told apart by. */
export interface PlaceFacts {
  readonly path: string;
  readonly sessions: number;
  readonly files: number;
  /** When an index was last written there; null when there is none to be read. */
  readonly last_write: string | null;
}

/** Sessions, files and the last write of a storage, from its indexes alone. */
export async function placeFacts(root: string): Promise<PlaceFacts> {
  const marker = await readMarker(root).catch(() => null);
  const imports = await readdir(join(root, 'imports')).catch((): string[] => []);
  const files = [join(root, 'index.json'), ...imports.filter((name) => name.endsWith('.json')).map((name) => join(root, 'imports', name))];
  const times = await Promise.all(
    files.map((file) =>
      stat(file).then(
        (info) => info.mtimeMs,
        () => null,
      ),
    ),
  );
  const known = times.filter((time) => time !== null);
  return {
    path: root,
    sessions: marker?.import_sessions.length ?? 0,
    files: filesOf(marker),
    last_write: known.length === 0 ? null : new Date(Math.max(...known)).toISOString(),
  };
}

/** Files of a storage as its master index counts them. */
export function filesOf(marker: MasterIndex | null): number {
  return marker?.storage_info.total_files ?? marker?.import_sessions.reduce((sum, session) => sum + session.file_count, 0) ?? 0;
}
