/**
 * Lists a tree at the cost of one lstat a file, without a promise for each: for worker threads, where blocking harms
 * nobody. The same rules as walk.ts: links are never followed, a folder reached twice is visited once, what cannot be
 * read is unknown and never gone.
 */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isIgnoredName } from '#domain/ignored-names.ts';

/** Parallel arrays: a million files are a few arrays, not a million objects. Paths are relative to the root, `/` separated. */
export interface TreeListing {
  readonly paths: string[];
  readonly sizesBytes: number[];
  readonly mtimesMs: number[];
  /** Folders and files that could not be looked at, or went away meanwhile; empty string for the root. */
  readonly unknown: string[];
  /** Something was wrong that is neither absence nor permission. */
  hadIoError: boolean;
}

const absentCodes = new Set(['ENOENT', 'ENOTDIR']);
const deniedCodes = new Set(['EACCES', 'EPERM']);

/**
 * @param skip absolute paths to pass over
 * @param onProgress told every few thousand files
 */
export function listTree(root: string, skip: ReadonlySet<string>, onProgress: (files: number) => void = () => undefined): TreeListing {
  const listing: TreeListing = { paths: [], sizesBytes: [], mtimesMs: [], unknown: [], hadIoError: false };
  const visited = new Set<string>();
  const waiting: { readonly absolute: string; readonly relative: string }[] = [{ absolute: root, relative: '' }];
  let told = 0;
  for (let folder = waiting.pop(); folder; folder = waiting.pop()) {
    const folders = listFolder(folder.absolute, folder.relative, listing, visited, skip);
    // Reversed, because the last one pushed is visited first.
    for (const name of folders.toReversed())
      waiting.push({ absolute: join(folder.absolute, name), relative: `${folder.relative}${name}/` });
    if (listing.paths.length - told < 5000) continue;
    told = listing.paths.length;
    onProgress(told);
  }
  return listing;
}

/** @param prefix path of the folder with its slash, empty for the root @returns names of its sub-folders */
function listFolder(absolute: string, prefix: string, listing: TreeListing, visited: Set<string>, skip: ReadonlySet<string>): string[] {
  const folders: string[] = [];
  const names = namesOf(absolute, prefix, listing, visited);
  for (const name of names) {
    const path = `${absolute}/${name}`;
    if (skip.size > 0 && skip.has(path)) continue;
    try {
      const info = lstatSync(path);
      if (info.isFile()) {
        listing.paths.push(prefix + name);
        listing.sizesBytes.push(info.size);
        listing.mtimesMs.push(info.mtimeMs);
      } else if (info.isDirectory()) folders.push(name);
    } catch (error) {
      note(listing, prefix + name, error);
    }
  }
  return folders;
}

function namesOf(absolute: string, prefix: string, listing: TreeListing, visited: Set<string>): string[] {
  try {
    const { dev, ino } = statSync(absolute, { bigint: true });
    // Inodes only stop loops here; 0 is what file systems without inodes report.
    if (ino !== 0n && visited.has(`${dev}:${ino}`)) return [];
    visited.add(`${dev}:${ino}`);
    const names = readdirSync(absolute).filter((name) => !isIgnoredName(name));
    const readable = names.some((name) => name.includes('\uFFFD')) ? withoutForeign(absolute, names) : names;
    return readable.sort();
  } catch (error) {
    note(listing, prefix.slice(0, -1), error);
    return [];
  }
}

/** Names that are not UTF-8 reach nobody as a string: import tells of them, a scan passes over. */
function withoutForeign(absolute: string, names: readonly string[]): string[] {
  const real = new Set(
    readdirSync(absolute, { encoding: 'buffer' })
      .filter((bytes) => Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes))
      .map((bytes) => bytes.toString('utf8')),
  );
  return names.filter((name) => real.has(name));
}

function note(listing: TreeListing, path: string, error: unknown): void {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  listing.unknown.push(path);
  if (!absentCodes.has(code) && !deniedCodes.has(code)) listing.hadIoError = true;
}
