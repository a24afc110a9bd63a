/**
 * Lists a tree at the cost of one lstat a file, without a promise for each: for worker threads, where blocking harms
 * nobody. The same rules as walk.ts: links are never followed, a folder reached twice is visited once, what cannot be
 * read is unknown and never gone.
 */
import { lstatSync, readdirSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { isIgnoredName } from '#domain/ignored-names.ts';
import { isStorableName } from '#domain/rel-path.ts';

/** Something that stands there under a name that no index can hold: it is told, and may be what is sought elsewhere. */
export interface UnnamedEntry {
  /** As well as it can be shown. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly isFolder: boolean;
  readonly reason: string;
}

/** Parallel arrays: a million files are a few arrays, not a million objects. Paths are `/` separated. */
export interface TreeListing {
  readonly paths: string[];
  readonly sizesBytes: ArrayLike<number>;
  readonly mtimesMs: ArrayLike<number>;
  /** Folders and files that could not be looked at, or went away meanwhile; empty string for the root. */
  readonly unknown: string[];
  readonly unnamed: UnnamedEntry[];
  /** Folders that were reached a second time, a bind mount for example: with a slash, as they were listed and as they were passed over. */
  readonly aliases: { readonly listed: string; readonly passed: string }[];
  /** Something was wrong that is neither absence nor permission, or there is a folder that nobody can name. */
  hadIoError: boolean;
}

/** A listing while it is made. */
interface Growing extends TreeListing {
  readonly sizesBytes: number[];
  readonly mtimesMs: number[];
}

/** Prefixes of folders by device and inode. */
type Visited = Map<string, string>;

const absentCodes = new Set(['ENOENT', 'ENOTDIR']);
const deniedCodes = new Set(['EACCES', 'EPERM']);

/**
 * @param below a folder of the root, relative to it, when only that one is to be listed
 * @param skip absolute paths to pass over
 * @param onProgress told every few thousand files
 */
export function listTree(
  root: string,
  below: string,
  skip: ReadonlySet<string>,
  onProgress: (files: number) => void = () => undefined,
): TreeListing {
  const listing: Growing = { paths: [], sizesBytes: [], mtimesMs: [], unknown: [], unnamed: [], aliases: [], hadIoError: false };
  const visited: Visited = new Map();
  const waiting: { readonly absolute: string; readonly relative: string }[] = [
    { absolute: join(root, below), relative: below === '' ? '' : `${below}/` },
  ];
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
function listFolder(absolute: string, prefix: string, listing: Growing, visited: Visited, skip: ReadonlySet<string>): string[] {
  const folders: string[] = [];
  const names = namesOf(absolute, prefix, listing, visited);
  for (const name of names) {
    const path = `${absolute}/${name}`;
    if (skip.size > 0 && skip.has(path)) continue;
    try {
      const info = lstatSync(path);
      if (!isStorableName(name)) noteUnnamed(listing, prefix + name, info, 'a backslash or a drive letter in its name');
      else if (info.isFile()) {
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

function namesOf(absolute: string, prefix: string, listing: TreeListing, visited: Visited): string[] {
  try {
    const { dev, ino } = statSync(absolute, { bigint: true });
    // Inodes only stop loops here; 0 is what file systems without inodes report.
    const listed = ino === 0n ? undefined : visited.get(`${dev}:${ino}`);
    if (listed !== undefined) {
      listing.aliases.push({ listed, passed: prefix });
      return [];
    }
    visited.set(`${dev}:${ino}`, prefix);
    const names = readdirSync(absolute).filter((name) => !isIgnoredName(name));
    const readable = names.some((name) => name.includes('\uFFFD')) ? withoutForeign(absolute, prefix, names, listing) : names;
    return readable.sort();
  } catch (error) {
    note(listing, prefix.slice(0, -1), error);
    return [];
  }
}

/** Names that are not UTF-8 reach nobody as a string: they are told, and passed over. */
function withoutForeign(absolute: string, prefix: string, names: readonly string[], listing: TreeListing): string[] {
  const real = new Set<string>();
  const foreign: Buffer[] = [];
  for (const bytes of readdirSync(absolute, { encoding: 'buffer' })) {
    const name = bytes.toString('utf8');
    if (Buffer.from(name, 'utf8').equals(bytes)) real.add(name);
    else foreign.push(bytes);
  }
  for (const bytes of foreign) {
    const name = bytes.toString('utf8');
    if (real.has(name) || isIgnoredName(name)) continue;
    try {
      const info = lstatSync(Buffer.concat([Buffer.from(`${absolute}/`), bytes]));
      noteUnnamed(listing, prefix + name, info, `a name that is not UTF-8 (perhaps ${bytes.toString('latin1')})`);
    } catch (error) {
      note(listing, prefix + name, error);
    }
  }
  return names.filter((name) => real.has(name));
}

function noteUnnamed(listing: TreeListing, path: string, info: Stats, what: string): void {
  const isFolder = info.isDirectory();
  if (!isFolder && !info.isFile()) return;
  listing.unnamed.push({ path, sizeBytes: info.size, mtimeMs: info.mtimeMs, isFolder, reason: `it has ${what}; rename it` });
  // What is in such a folder cannot be named either, so nothing may be called gone.
  if (isFolder) listing.hadIoError = true;
}

function note(listing: TreeListing, path: string, error: unknown): void {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  listing.unknown.push(path);
  if (!absentCodes.has(code) && !deniedCodes.has(code)) listing.hadIoError = true;
}
