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

/** A folder that is still to be listed; the path relative to the root ends with a slash, empty for the root itself. */
export interface WaitingFolder {
  readonly absolute: string;
  readonly relative: string;
}

/** A listing on its way, of a whole tree or of some of its folders. */
export interface TreeWalk {
  readonly listing: Growing;
  readonly visited: Visited;
  readonly waiting: WaitingFolder[];
  /** Absolute paths to pass over. */
  readonly skip: ReadonlySet<string>;
  /** The folders that were listed, and where the files of each begin. */
  readonly prefixes: string[];
  readonly starts: number[];
}

const absentCodes = new Set(['ENOENT', 'ENOTDIR']);
const deniedCodes = new Set(['EACCES', 'EPERM']);

/** @param waiting where to begin; without any the walk waits to be given some */
export function beginWalk(skip: ReadonlySet<string>, waiting: readonly WaitingFolder[]): TreeWalk {
  const listing: Growing = { paths: [], sizesBytes: [], mtimesMs: [], unknown: [], unnamed: [], aliases: [], hadIoError: false };
  return { listing, visited: new Map(), waiting: [...waiting], skip, prefixes: [], starts: [] };
}

/** @param below a folder of the root, relative to it, when only that one is to be listed */
export const folderToWalk = (root: string, below: string): WaitingFolder => ({
  absolute: join(root, below),
  relative: below === '' ? '' : `${below}/`,
});

/** Lists the next folder. @returns false when none was waiting */
export function stepWalk({ listing, visited, waiting, skip, prefixes, starts }: TreeWalk): boolean {
  const folder = waiting.pop();
  if (!folder) return false;
  prefixes.push(folder.relative);
  starts.push(listing.paths.length);
  const folders = listFolder(folder.absolute, folder.relative, listing, visited, skip);
  // Reversed, because the last one pushed is visited first.
  for (const name of folders.toReversed()) waiting.push({ absolute: `${folder.absolute}/${name}`, relative: `${folder.relative}${name}/` });
  return true;
}

/**
 * @param below a folder of the root, relative to it, when only that one is to be listed
 * @param skip absolute paths to pass over
 */
export function listTree(root: string, below: string, skip: ReadonlySet<string>): TreeListing {
  const walk = beginWalk(skip, [folderToWalk(root, below)]);
  while (stepWalk(walk));
  return walk.listing;
}

/** What several walks found, in the order in which one alone would have; null when two of them came upon the same folder. */
export function joinWalks(walks: readonly Pick<TreeWalk, 'listing' | 'visited' | 'prefixes' | 'starts'>[]): TreeListing | null {
  const seen = new Set(walks.flatMap(({ visited }) => [...visited.keys()]));
  if (seen.size < walks.reduce((sum, { visited }) => sum + visited.size, 0)) return null;
  const folders = walks.flatMap(({ listing, prefixes, starts }) =>
    prefixes.map((prefix, index) => ({
      // Folder by folder: a slash sorts before every character that a name can have.
      order: prefix.replaceAll('/', '\0'),
      listing,
      start: starts[index] ?? 0,
      end: starts[index + 1] ?? listing.paths.length,
    })),
  );
  folders.sort((left, right) => (left.order < right.order ? -1 : 1));
  const joined: Growing = { paths: [], sizesBytes: [], mtimesMs: [], unknown: [], unnamed: [], aliases: [], hadIoError: false };
  for (const { listing, start, end } of folders)
    for (let at = start; at < end; at++) {
      joined.paths.push(listing.paths[at] ?? '');
      joined.sizesBytes.push(listing.sizesBytes[at] ?? 0);
      joined.mtimesMs.push(listing.mtimesMs[at] ?? 0);
    }
  for (const { listing } of walks) {
    joined.unknown.push(...listing.unknown);
    joined.unnamed.push(...listing.unnamed);
    joined.aliases.push(...listing.aliases);
    joined.hadIoError ||= listing.hadIoError;
  }
  return joined;
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
