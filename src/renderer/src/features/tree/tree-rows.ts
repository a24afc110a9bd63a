/** The tree of folders as rows: which are shown, where the keys lead, what typing finds. */
import type { CountedFolder } from '#contract/storage.ts';

/** A folder of a storage; the empty path is the storage itself. */
export interface FolderPlace {
  readonly storage: string;
  readonly path: string;
}

export interface TreeRow extends FolderPlace {
  readonly key: string;
  readonly name: string;
  /** Photos in it and below it; null while unknown. */
  readonly total: number | null;
  /** 1 for a storage. */
  readonly level: number;
  readonly canOpen: boolean;
  readonly isOpen: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
}

/** What is known of one opened folder. */
export interface LoadedLevel {
  readonly total: number;
  readonly children: readonly CountedFolder[];
}

/** Names the row of a folder. */
export const keyOf = ({ storage, path }: FolderPlace): string => `${storage}/${path}`;

/** All rows that are shown, from the top. What is open and not loaded yet shows nothing below it. */
export function treeRows(
  storages: readonly { readonly uuid: string; readonly display_name: string }[],
  levels: ReadonlyMap<string, LoadedLevel>,
  open: ReadonlySet<string>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (place: FolderPlace, folder: Pick<TreeRow, 'name' | 'total' | 'canOpen' | 'place' | 'siblings' | 'level'>): void => {
    const key = keyOf(place);
    const isOpen = folder.canOpen && open.has(key);
    rows.push({ ...place, ...folder, key, isOpen });
    const children = isOpen ? (levels.get(key)?.children ?? []) : [];
    for (const [at, child] of children.entries())
      add(
        { storage: place.storage, path: child.path },
        { ...child, canOpen: child.folders > 0, level: folder.level + 1, place: at + 1, siblings: children.length },
      );
  };
  for (const [at, { uuid, display_name }] of storages.entries()) {
    const level = levels.get(keyOf({ storage: uuid, path: '' }));
    add(
      { storage: uuid, path: '' },
      {
        name: display_name,
        total: level?.total ?? null,
        canOpen: (level?.children.length ?? 0) > 0,
        level: 1,
        place: at + 1,
        siblings: storages.length,
      },
    );
  }
  return rows;
}

/** The folders above a folder, from the storage down, without itself. */
export function foldersAbove({ storage, path }: FolderPlace): readonly FolderPlace[] {
  if (path === '') return [];
  const names = path.split('/');
  return names.map((_, at) => ({ storage, path: names.slice(0, at).join('/') }));
}

/** Where the row above this one in the tree stands; -1 for a storage. */
export function parentOf(rows: readonly TreeRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let row = at - 1; row >= 0; row--) if ((rows[row]?.level ?? 0) < level) return row;
  return -1;
}

/**
 * The next row whose name begins with what was typed, around the end. One letter goes on to the next row; more letters may
 * stay where they are.
 */
export function typedRow(rows: readonly TreeRow[], from: number, typed: string): number {
  const wanted = typed.toLocaleLowerCase();
  const first = wanted.length === 1 ? from + 1 : from;
  for (let step = 0; step < rows.length; step++) {
    const at = (Math.max(0, first) + step) % rows.length;
    if (rows[at]?.name.toLocaleLowerCase().startsWith(wanted) === true) return at;
  }
  return -1;
}
