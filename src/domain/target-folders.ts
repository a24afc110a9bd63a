/** The folders an import would fill, for a preview before anything is copied. Pure. */
import { wishedPath, type Layout } from './layout.ts';
import { compareFolders } from './natural-order.ts';
import { dirName } from './rel-path.ts';

interface Place {
  readonly source_name: string;
  readonly relative_path: string;
  readonly taken_at: string | null;
  readonly camera: string | null;
  readonly photos: number;
}

export interface TargetFolder {
  /** Below the photos folder; empty for the photos folder itself. */
  readonly folder: string;
  readonly photos: number;
  /** The name that one of its photos would have. */
  readonly example: string;
}

/** @returns folders as people read them; a clash of names is solved when files are placed, and changes no folder */
export function targetFolders(
  places: readonly Place[],
  how: { readonly layout: Layout; readonly template?: string | undefined; readonly title: string },
): readonly TargetFolder[] {
  const folders = new Map<string, TargetFolder>();
  for (const { source_name, relative_path, taken_at, camera, photos } of places) {
    const path = wishedPath(how, {
      sourceName: source_name,
      relativePath: relative_path,
      sessionTitle: how.title,
      takenAt: taken_at,
      camera,
    });
    const folder = dirName(path);
    const known = folders.get(folder);
    folders.set(folder, {
      folder,
      photos: photos + (known?.photos ?? 0),
      example: known?.example ?? path.slice(folder === '' ? 0 : folder.length + 1),
    });
  }
  return [...folders.values()].toSorted((a, b) => compareFolders(a.folder, b.folder));
}
