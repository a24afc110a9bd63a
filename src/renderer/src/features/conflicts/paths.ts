/** Paths for people: which part tells two of them apart. Pure. */
import { baseName, dirName } from '#domain/rel-path.ts';
import { t } from '#renderer/i18n/t.ts';

/** A path cut into what it shares with the other one and what differs; whole names, never half a word. */
export interface PathParts {
  readonly before: string;
  readonly differing: string;
  readonly after: string;
}

/** Where a path differs from another: `2019/` `rome` `/IMG_1.jpg` against `2019/Desktop/IMG_1.jpg`. */
export function differingPart(path: string, other: string): PathParts {
  const [mine, theirs] = [path.split('/'), other.split('/')];
  const most = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < most && mine[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < most - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  // One path is the other with a folder more: then the shared name before it says where.
  const end = mine.length - tail;
  const [before, differing, after] = [mine.slice(0, head), mine.slice(head, end), mine.slice(end)].map((part) => part.join('/'));
  return {
    before: before === '' ? '' : `${before}/`,
    differing: differing ?? '',
    after: after === '' ? '' : differing === '' ? (after ?? '') : `/${after}`,
  };
}

/** Two paths as short as they can be told apart: `rome/IMG_1.jpg` and `Desktop/IMG_1.jpg`. */
export function shortNames(path: string, other: string): readonly [string, string] {
  for (let names = 1; ; names++) {
    const [a, b] = [lastNames(path, names), lastNames(other, names)];
    if (a !== b || (a === path && b === other)) return [a, b];
  }
}

/** The folder of a path as one says it. */
export const folderWords = (folder: string): string => (folder === '' ? t.conflicts.topFolder : folder);

/** The last folder and the name. */
export function shortPath(path: string): string {
  const folder = baseName(dirName(path));
  return folder === '' ? baseName(path) : `${folder}/${baseName(path)}`;
}

function lastNames(path: string, count: number): string {
  return path.split('/').slice(-count).join('/');
}
