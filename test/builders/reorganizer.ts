/**
 * Reorganises the files of a photos folder as people do, with a seed, and keeps book: what photo every path holds
 * afterwards. Plain file functions only, so that its book is a second opinion on what a scan concludes.
 */
import { copyFileSync, mkdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** A photo's file with what follows it. */
export interface Unit {
  readonly hothash: string;
  readonly path: string;
  readonly companions: readonly string[];
}

export interface Reorganised {
  /** Hothash of every photo file by its path, in the order of the paths. */
  readonly book: Readonly<Record<string, string>>;
  /** How often each thing was done. */
  readonly done: Readonly<Record<string, number>>;
  /** Paths of moved files whose metadata is to be edited. */
  readonly toEdit: readonly string[];
}

/** A number in [0, 1) that follows from the seed alone (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * 55 % of the units go to new folders under new names, 5 % of the photos are copied, 5 % trade names with a neighbour,
 * 5 % change the case of their name; then folders trade places.
 * @param canEdit whether a moved file takes an edit of its metadata; 5 % of all files are to be edited
 */
export function reorganise(photos: string, units: readonly Unit[], seed: number, canEdit: (unit: Unit) => boolean): Reorganised {
  const random = randomFrom(seed);
  const book = new Map(units.map(({ path, hothash }) => [path, hothash]));
  const done: Record<string, number> = { moved: 0, copied: 0, swapped: 0, respelled: 0, 'folders swapped': 0 };
  const count = (what: string): void => void (done[what] = (done[what] ?? 0) + 1);
  const rename = (from: string, to: string): void => {
    mkdirSync(dirname(join(photos, to)), { recursive: true });
    renameSync(join(photos, from), join(photos, to));
    const hothash = book.get(from);
    if (hothash === undefined) return;
    book.delete(from);
    book.set(to, hothash);
  };
  const shuffled = units
    .map((unit) => ({ unit, at: random() }))
    .toSorted((left, right) => left.at - right.at)
    .map(({ unit }) => unit);
  const share = (part: number): Unit[] => shuffled.splice(0, Math.ceil(units.length * part));

  const toEdit: string[] = [];
  for (const [index, unit] of share(0.55).entries()) {
    const target = `Sorted/${1990 + Math.floor(random() * 30)}/place ${Math.floor(random() * 8)}/${index}-renamed${extname(unit.path)}`;
    rename(unit.path, target);
    for (const companion of unit.companions) rename(companion, beside(target, unit.path, companion));
    if (canEdit(unit) && toEdit.length < units.length * 0.05) toEdit.push(target);
    count('moved');
  }
  for (const [index, unit] of share(0.05).entries()) {
    const target = `Best of/${index % 3}/copy ${index}${extname(unit.path)}`;
    mkdirSync(dirname(join(photos, target)), { recursive: true });
    copyFileSync(join(photos, unit.path), join(photos, target));
    const { mtime } = statSync(join(photos, unit.path));
    utimesSync(join(photos, target), mtime, mtime);
    book.set(target, unit.hothash);
    count('copied');
  }
  const alone = (unit: Unit): boolean => unit.companions.length === 0;
  for (const group of Map.groupBy(share(0.1).filter(alone), (unit) => dirname(unit.path) + extname(unit.path)).values())
    for (let index = 0; index + 1 < group.length; index += 2) {
      const [one, other] = [group[index]?.path ?? '', group[index + 1]?.path ?? ''];
      rename(one, `${one}.aside`);
      rename(other, one);
      rename(`${one}.aside`, other);
      count('swapped');
    }
  for (const { path } of share(0.05).filter(alone)) {
    const name = basename(path);
    const respelled = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    rename(path, join(dirname(path), respelled));
    count('respelled');
  }
  swapFolders(book, rename, count);
  return { book: Object.fromEntries([...book].toSorted(byPath)), done, toEdit };
}

const byPath = ([left]: readonly [string, string], [right]: readonly [string, string]): number => (left < right ? -1 : 1);

/** Name of a companion beside its photo's new place: `a.xmp`, or `a.RAF.xmp` where that was its form. */
function beside(target: string, photo: string, companion: string): string {
  const stem = (path: string): string => path.slice(0, path.length - extname(path).length);
  if (companion.startsWith(`${photo}.`)) return `${target}${companion.slice(photo.length)}`;
  return `${stem(target)}${extname(companion)}`;
}

/** The first three pairs of sibling folders among the camera rolls trade their names. */
function swapFolders(book: Map<string, string>, rename: (from: string, to: string) => void, count: (what: string) => void): void {
  const folders = [...new Set([...book.keys()].map((path) => dirname(path)).filter((path) => path.startsWith('Card/')))].toSorted();
  for (let index = 0; index + 1 < Math.min(folders.length, 6); index += 2) {
    const [one, other] = [folders[index] ?? '', folders[index + 1] ?? ''];
    rename(one, `${one}.aside`);
    rename(other, one);
    rename(`${one}.aside`, other);
    const moved = [...book].flatMap(([path, hothash]) => {
      const to = path.startsWith(`${one}/`) ? other : path.startsWith(`${other}/`) ? one : null;
      return to === null ? [] : [{ path, hothash, to: `${to}/${basename(path)}` }];
    });
    for (const { path } of moved) book.delete(path);
    for (const { to, hothash } of moved) book.set(to, hothash);
    count('folders swapped');
  }
}
