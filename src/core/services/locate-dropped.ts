/**
 * Where on this machine dropped files and folders lie: a browser tells a page their names, sizes and times, and no paths. They
 * are looked for where photos usually are and near the storages; nothing is opened, and what is not found is asked for instead.
 */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DroppedItem } from '#contract/system.ts';
import { isIgnoredName } from '#domain/ignored-names.ts';
import type { Context } from './context.ts';
import { places } from './folders.ts';
import { inParallel } from './in-parallel.ts';

/** A person waits before the window: longer than this and choosing the folder is quicker. */
const patienceMs = 3000;
const foldersAtOnce = 8;
/** Browsers and file systems round times differently. */
const timeToleranceMs = 2000;

/**
 * Looks level by level, nearest first, until all are found or patience ends.
 * @returns the path of each, in their order; null for those that were not found
 */
export async function locateDropped({ catalog }: Context, items: readonly DroppedItem[]): Promise<{ paths: (string | null)[] }> {
  const storages = await catalog.read.selectFrom('storage').select('base_path').execute();
  const begin = [...(await places()).map(({ path }) => path), ...storages.map(({ base_path }) => base_path)];
  const paths: (string | null)[] = items.map(() => null);
  const until = performance.now() + patienceMs;
  const seen = new Set<string>();
  // The root itself is a way to everything: its folders are not gone into.
  let level = begin.filter((path) => dirname(path) !== path);
  while (level.length > 0 && paths.includes(null) && performance.now() < until) {
    const next: string[] = [];
    await inParallel(level, foldersAtOnce, async (folder) => {
      if (seen.has(folder) || performance.now() > until) return;
      seen.add(folder);
      for (const entry of await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => [])) {
        const path = join(folder, entry.name);
        for (const [at, item] of items.entries())
          if (paths[at] === null && item.name === entry.name && (await isIt(item, entry, path))) paths[at] = path;
        if (entry.isDirectory() && !entry.name.startsWith('.') && !isIgnoredName(entry.name)) next.push(path);
      }
    });
    level = next;
  }
  return { paths };
}

/** The same name, kind, and files of the same sizes and times in it; a folder that shows no files could be any of its name. */
async function isIt(item: DroppedItem, entry: Dirent, path: string): Promise<boolean> {
  if (item.is_folder ? !entry.isDirectory() : !entry.isFile()) return false;
  if (item.files.length === 0) return false;
  for (const file of item.files) {
    const found = await stat(join(path, file.path)).catch(() => null);
    if (found === null || found.size !== file.size_bytes || Math.abs(found.mtimeMs - file.modified_ms) > timeToleranceMs) return false;
  }
  return true;
}
