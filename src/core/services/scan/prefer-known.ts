/** A folder with two places, a bind mount for example, is where the catalog has it: listed first is no reason to have moved. */
import type { TreeListing } from '#core/storage/list-tree.ts';

/**
 * The listing with folders that were reached twice under the name that more of the known files have.
 * @param known paths of the files on record
 */
export function preferKnown(listing: TreeListing, known: readonly string[]): TreeListing {
  const renamed = listing.aliases
    .filter(({ listed }) => listed !== '')
    .filter(({ listed, passed }) => countBelow(known, passed) > countBelow(known, listed));
  if (renamed.length === 0) return listing;
  const rename = (path: string): string => {
    const alias = renamed.find(({ listed }) => path.startsWith(listed));
    return alias ? alias.passed + path.slice(alias.listed.length) : path;
  };
  return {
    ...listing,
    paths: listing.paths.map(rename),
    unknown: listing.unknown.map(rename),
    unnamed: listing.unnamed.map((entry) => ({ ...entry, path: rename(entry.path) })),
  };
}

const countBelow = (paths: readonly string[], prefix: string): number => paths.filter((path) => path.startsWith(prefix)).length;
