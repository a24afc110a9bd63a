/** From the paths a person names to the storages that are there, whole or in pieces. */
import { createHash } from 'node:crypto';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import { folderLeadingOut, leadsOutHint } from '#core/storage/links-out.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { storagePaths, type StoragePaths } from '#core/storage/storage-paths.ts';
import { isFromFuture, readMaster, readSession, sessionFiles, type Reading, type ReadMaster } from './read-storage.ts';

export interface FoundStorage extends Reading {
  readonly root: string;
  readonly paths: StoragePaths;
  readonly identity: {
    readonly uuid: string;
    readonly displayName: string;
    readonly directoryName: string;
    readonly createdAt: string;
    readonly photosDir: string;
  };
  readonly master: ReadMaster | null;
  readonly sessionFiles: readonly string[];
  /** Nothing says what it is: its photos come in by a scan. */
  readonly hasNoIndex: boolean;
  readonly isReadOnly: boolean;
}

/**
 * The storages at some paths: a path is a storage itself, or the folder that holds some.
 * @throws ImaLinkError path-not-found, not-a-folder, path-not-readable
 */
export async function discoverAt(paths: readonly string[]): Promise<FoundStorage[]> {
  const roots: string[] = [];
  for (const path of paths) {
    const root = await folderAt(path);
    const inner = (await looksLikeStorage(root)) ? [] : await storagesBelow(root);
    roots.push(...(inner.length > 0 ? inner : [root]));
  }
  const found: FoundStorage[] = [];
  for (const root of new Set(roots)) found.push(await examineRoot(root));
  return found;
}

async function folderAt(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    const root = await realpath(absolute);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    if (isAbsent(error))
      throw new ImaLinkError('path-not-found', `There is no folder ${absolute}. Connect its drive, or name another.`, {
        details: { path: absolute },
      });
    throw new ImaLinkError('path-not-readable', `${absolute} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      details: { path: absolute },
    });
  }
  throw new ImaLinkError('not-a-folder', `${absolute} is not a folder. Name the folder of a storage.`, { details: { path: absolute } });
}

/** Any piece of a storage is enough. */
async function looksLikeStorage(root: string): Promise<boolean> {
  for (const piece of ['.imalink', 'imports', 'index.json'])
    if (
      await stat(join(root, piece)).then(
        () => true,
        () => false,
      )
    )
      return true;
  return basename(root).startsWith('imalink_');
}

async function storagesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(root, entry.name));
  const found: string[] = [];
  for (const folder of folders.toSorted()) if (await looksLikeStorage(folder)) found.push(folder);
  return found;
}

async function examineRoot(root: string): Promise<FoundStorage> {
  const reading: Reading = { damaged: [], problems: [] };
  const master = await readMaster(root, reading);
  const files = await sessionFiles(root, master, reading);
  const identity = master ? identityOf(master) : await identityFromSessions(root, files);
  const leadingOut = await folderLeadingOut(root);
  if (leadingOut !== null) reading.problems.push({ path: leadingOut, code: 'write-failed', message: leadsOutHint(leadingOut) });
  return {
    ...reading,
    root,
    paths: storagePaths(root, identity.photosDir),
    identity,
    master,
    sessionFiles: files,
    hasNoIndex: master === null && files.length === 0,
    isReadOnly: isFromFuture(master) || leadingOut !== null,
  };
}

function identityOf({ index }: ReadMaster): FoundStorage['identity'] {
  const info = index.storage_info;
  return {
    uuid: info.uuid,
    displayName: info.display_name,
    directoryName: info.directory_name,
    createdAt: info.created_at,
    photosDir: info.photos_dir ?? 'photos',
  };
}

/** Without a master index the sessions know whose they are; those of the seed do not, then the path has to do. */
async function identityFromSessions(root: string, files: readonly string[]): Promise<FoundStorage['identity']> {
  const paths = storagePaths(root, 'photos');
  let known: { readonly uuid: string; readonly photos_dir: string } | undefined;
  let earliest: string | undefined;
  for (const file of files) {
    const read = await readSession(root, file, paths, { damaged: [], problems: [] });
    if (!read) continue;
    known ??= read.index.import_session.storage;
    const at = read.index.import_session.imported_at;
    if (earliest === undefined || at < earliest) earliest = at;
  }
  const hasPhotos = await stat(join(root, 'photos')).then(
    (info) => info.isDirectory(),
    () => false,
  );
  return {
    uuid: known?.uuid ?? uuidFrom(root),
    displayName: basename(root),
    directoryName: basename(root),
    createdAt: earliest ?? new Date(0).toISOString(),
    photosDir: known?.photos_dir ?? (hasPhotos ? 'photos' : '.'),
  };
}

/** A uuid that is the same for the same text, so that recovering twice finds the same storage or session. */
export function uuidFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
