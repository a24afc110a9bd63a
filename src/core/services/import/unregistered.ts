/** Mode register: of what stands in the storage, only what is wanted and not on record yet. */
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
  const pathOf = (absolutePath: string): string => absolutePath.slice(run.paths.photos.length + 1).replaceAll('\\', '/');
  return (folder) => {
    const units = folder.units.flatMap(({ files: listed }) => {
      const [primary] = listed;
      if (!primary || known.has(pathOf(primary.absolutePath))) return [];
      if (only && !only.has(pathOf(primary.absolutePath))) return [];
      return [{ files: listed.filter((file) => !known.has(pathOf(file.absolutePath))) }];
    });
    const found = units.reduce((sum, unit) => sum + unit.files.length, 0);
    // Asked for single files, nothing is said of the others; asked for all, problems are told.
    return { ...folder, units, ...(only ? { problems: [], found } : { found: found + folder.problems.length }) };
  };
}
