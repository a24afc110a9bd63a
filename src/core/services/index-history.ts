/** Former generations of index files: three of each are kept in .imalink/history. */
import { constants } from 'node:fs';
import { copyFile, link, mkdir, readdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAbsent } from '#core/storage/place-file.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';

const keptGenerations = 3;

/** Keeps the file about to be replaced as `<name>.g<generation>.json` in history, and only the newest three of them. */
export async function keepPrevious(paths: StoragePaths, target: string, generation: number): Promise<void> {
  const stem = basename(target, '.json');
  const kept = join(paths.history, `${stem}.g${generation}.json`);
  await mkdir(paths.history, { recursive: true });
  try {
    await link(target, kept);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (isAbsent(error) || code === 'EEXIST') return;
    // No hard links here. This is an index of ours, never an original; a broken copy costs one old generation.
    await copyFile(target, kept, constants.COPYFILE_EXCL);
  }
  for (const { name } of (await listGenerations(paths, stem)).slice(keptGenerations)) await unlink(join(paths.history, name));
}

/** Former generations of a file, newest first. @param stem its name without `.json` */
export async function listGenerations(
  paths: StoragePaths,
  stem: string,
): Promise<{ readonly name: string; readonly generation: number }[]> {
  const names = await readdir(paths.history).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const match = name.startsWith(`${stem}.g`) ? /^\.g(\d+)\.json$/.exec(name.slice(stem.length)) : null;
      return match ? [{ name, generation: Number(match[1]) }] : [];
    })
    .toSorted((left, right) => right.generation - left.generation);
}
