/** Looking for storages on disks, and saying what each is to this catalog. */
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { DiscoveredStorage } from '#contract/storage.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import type { StorageRow } from '../storage-rows.ts';
import { askAboutClone, isOpenClone, isSamePlace } from './clones.ts';
import { findStorages, type FoundStorage } from './find-storages.ts';
import { filesOf, isStorageAt } from './marker.ts';
import { searchPlaces } from './places.ts';

/**
 * Starts the search. Result of the job: `{ found: DiscoveredStorage[] }`. Of two places of one storage it asks.
 * @param roots empty: the home folder and every mounted disk
 * @throws ImaLinkError path-not-found, not-a-folder, path-not-readable for a root that was named
 */
export async function startDiscover(context: Context, roots: readonly string[], depth: number): Promise<{ job_id: string }> {
  const named = await Promise.all(roots.map(namedRoot));
  const jobId = context.jobs.start({ kind: 'discover', title: 'Find storages' }, async (control) => ({
    found: await discover(context, control, named.length > 0 ? named : await searchPlaces(), depth),
  }));
  return { job_id: jobId };
}

async function namedRoot(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    const root = await realpath(absolute);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const details = { path: absolute };
    if (isAbsent(error)) throw new ImaLinkError('path-not-found', `There is no folder ${absolute}.`, { details });
    throw new ImaLinkError('path-not-readable', `${absolute} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { details });
  }
  throw new ImaLinkError('not-a-folder', `${absolute} is not a folder. Name folders to look in.`, { details: { path: absolute } });
}

async function discover(context: Context, control: JobControl, roots: readonly string[], depth: number): Promise<DiscoveredStorage[]> {
  const found: DiscoveredStorage[] = [];
  let looked = 0;
  const search = {
    depth,
    onFolder: async (path: string) => {
      await control.checkpoint();
      control.progress({ phase: 'listing', done_files: ++looked, current: path });
    },
    onProblem: (path: string, error: unknown) => {
      // A folder that one may not look into is no news; a storage that cannot be read is.
      if (error instanceof ImaLinkError) control.problem({ path, code: 'unreadable', message: error.message });
    },
  };
  for await (const each of findStorages(roots, search)) {
    const storage = await compare(context, each);
    if (!found.some((other) => other.path === storage.path)) found.push(storage);
  }
  return found;
}

async function compare(context: Context, { path, marker }: FoundStorage): Promise<DiscoveredStorage> {
  const info = marker.storage_info;
  const row = await context.catalog.read.selectFrom('storage').selectAll().where('uuid', '=', info.uuid).executeTakeFirst();
  return {
    path,
    uuid: info.uuid,
    display_name: info.display_name,
    sessions: marker.import_sessions.length,
    files: filesOf(marker),
    relation: row ? await relationOf(context, row, path) : 'new',
    known_path: row?.full_path ?? null,
  };
}

async function relationOf(context: Context, row: StorageRow, path: string): Promise<DiscoveredStorage['relation']> {
  if (await isSamePlace(row.full_path, path)) return 'known';
  if (!(await isStorageAt(row.full_path, row.uuid))) return 'moved';
  if (await isOpenClone(context, row, path)) await askAboutClone(context, row, path);
  return 'clone';
}

/**
 * Looks beside a storage and at the top of every mounted disk for a second place of it: the cheap look of
 * `storage check` and of a drive that was just connected.
 */
export async function lookForClone(context: Context, row: StorageRow): Promise<string | null> {
  if (!(await isStorageAt(row.full_path, row.uuid))) return null;
  const search = { depth: 1, onFolder: async () => undefined, onProblem: () => undefined };
  for await (const { path, marker } of findStorages([row.base_path, ...(await searchPlaces())], search)) {
    if (marker.storage_info.uuid !== row.uuid || !(await isOpenClone(context, row, path))) continue;
    await askAboutClone(context, row, path);
    return path;
  }
  return null;
}
