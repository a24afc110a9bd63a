/** Mode register: of what stands in the storage, only what is wanted and not on record yet. */
import { sep } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import { isStorableName } from '#domain/rel-path.ts';
import type { ListedFolder } from './list-source.ts';
import type { ImportRun } from './types.ts';

/** @returns a function that leaves out of a listed folder what is on record, and what was not asked for */
export async function unregistered(run: ImportRun): Promise<(folder: ListedFolder) => ListedFolder> {
  const { read } = run.context.catalog;
  const [files, companions] = await Promise.all([
    read.selectFrom('image_file').select('path').where('storage_id', '=', run.storage.id).where('status', '<>', 'missing').execute(),
    read.selectFrom('companion').select('path').where('storage_id', '=', run.storage.id).execute(),
  ]);
  const known = new Set([...files, ...companions].map((row) => row.path));
  const only = run.request.only === undefined ? null : new Set(run.request.only);
  const pathOf = (absolutePath: string): string =>
    absolutePath
      .slice(run.paths.photos.length + 1)
      .split(sep)
      .join('/');
  return (folder) => {
    const problems: Problem[] = [...folder.problems];
    const units = folder.units.flatMap(({ files: listed }) => {
      const [primary] = listed;
      if (!primary || known.has(pathOf(primary.absolutePath))) return [];
      if (only && !only.has(pathOf(primary.absolutePath))) return [];
      // It keeps its name where it stands, and an index with such a name in it is refused as a whole.
      const unnamed = listed.find((file) => !pathOf(file.absolutePath).split('/').every(isStorableName));
      if (unnamed) {
        const { relativePath: path } = unnamed;
        problems.push({ path, code: 'name-not-storable', message: `${path} has a backslash or a drive letter in its name; rename it` });
        return [];
      }
      return [{ files: listed.filter((file) => !known.has(pathOf(file.absolutePath))) }];
    });
    const found = units.reduce((sum, unit) => sum + unit.files.length, 0);
    // Asked for single files, nothing is said of the others; asked for all, problems are told.
    return { ...folder, units, ...(only ? { problems: [], found } : { problems, found: found + problems.length }) };
  };
}
