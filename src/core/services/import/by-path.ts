/** Lists of files of an import as people read them, however long they are. */
import { comparePaths } from '#domain/natural-order.ts';
import { sortInTurns } from '../sort-in-turns.ts';

/** Folder by folder, IMG_2 before IMG_10; entries of one path keep their order. */
export function byPath<T extends { readonly path: string }>(files: readonly T[]): Promise<T[]> {
  return sortInTurns(files, (left, right) => comparePaths(left.path, right.path));
}
