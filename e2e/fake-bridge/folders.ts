/** Folders of the fake library: a small tree, and `?folders=100000` for one level of so many. */
import type { CountedFolder, FolderLevel } from '#contract/storage.ts';

const tree: Readonly<Record<string, number>> = {
  'DCIM/100CANON': 400,
  'DCIM/101CANON': 200,
  '2023/Hardanger in a name that is far too long for any pane/Day 2': 12,
  '2023/Hardanger in a name that is far too long for any pane': 30,
  '2024/Italy/Rome': 80,
  '2024/Italy': 20,
  '2024/Lofoten': 60,
};

/** The answer of `folder.list`, and how many photos the list of a folder has. */
export function createFolders(options: URLSearchParams) {
  const many = Number(options.get('folders') ?? 0);
  const all: Readonly<Record<string, number>> =
    many === 0 ? tree : Object.fromEntries(Array.from({ length: many }, (_, n) => [`Folder ${String(n).padStart(6, '0')}`, (n % 7) + 1]));
  const below = (path: string): [string, number][] =>
    Object.entries(all).filter(([each]) => path === '' || each === path || each.startsWith(`${path}/`));
  const total = (path: string): number => below(path).reduce((sum, [, photos]) => sum + photos, 0);
  const names = (path: string): string[] => [
    ...new Set(below(path).flatMap(([each]) => (each === path ? [] : [each.slice(path === '' ? 0 : path.length + 1).split('/')[0] ?? '']))),
  ];
  const within = (path: string, name: string): string => (path === '' ? name : `${path}/${name}`);
  const count = (path: string): CountedFolder =>
    many > 0 && path !== ''
      ? { name: path, path, photos: all[path] ?? 0, total: all[path] ?? 0, folders: 0 }
      : { name: path.split('/').at(-1) ?? '', path, photos: all[path] ?? 0, total: total(path), folders: names(path).length };
  return {
    total: (path: string, isWhole: boolean): number => (isWhole ? total(path) : (all[path] ?? 0)),
    answers: {
      'folder.list': ({ storage, path = '' }: { storage: string; path?: string }): FolderLevel => ({
        storage_uuid: storage,
        ...count(path),
        children: names(path)
          .toSorted()
          .map((name) => count(within(path, name))),
      }),
    },
  };
}
