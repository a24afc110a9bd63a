/** Copies of the catalog in the home: one a day, seven kept, each whole when it gets its name. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SqlExecutor } from '#core/catalog/sql-executor.ts';
import type { HomePaths } from '#core/home.ts';
import { isWholeCatalog } from './examine.ts';

const keptBackups = 7;
/** Those of a migration have another name, and stay. */
const dailyName = /^catalog-(\d{8})T\d{9}Z\.sqlite$/;
const partName = /^catalog-\d{8}T\d{9}Z\.sqlite\.part/;

/** `20261122T235959000Z`: sorts by time, and every file system takes it. */
export const timeStamp = (now: Date): string => now.toISOString().replaceAll(/[-:.]/g, '');

/** Backs the catalog up unless that was done today. @returns the new file, or null */
export async function backUpDaily(home: HomePaths, executor: SqlExecutor, now: Date): Promise<string | null> {
  const stamp = timeStamp(now);
  const names = dailyBackups(home);
  // A clock that went back makes a backup too many at worst: the day decides, not the order.
  if (names.some((name) => dailyName.exec(name)?.[1] === stamp.slice(0, 8))) return null;
  mkdirSync(home.backups, { recursive: true });
  const path = join(home.backups, `catalog-${stamp}.sqlite`);
  const part = `${path}.part`;
  // Of a backup that was killed: one process alone backs up.
  removeParts(home);
  try {
    // The executor reads the copy through before it says that it is done.
    await executor.backup(part);
    renameSync(part, path);
  } finally {
    removeParts(home);
  }
  for (const name of dailyBackups(home).slice(0, -keptBackups)) rmSync(join(home.backups, name), { force: true });
  return path;
}

/** Puts the newest whole backup in the catalog's place, which must be free. @returns when it was made, or null without one */
export function restoreNewest(home: HomePaths): Date | null {
  const candidates = filesIn(home)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => ({ path: join(home.backups, name), modified: statSync(join(home.backups, name)).mtime }))
    .toSorted((a, b) => b.modified.getTime() - a.modified.getTime());
  for (const { path, modified } of candidates) {
    const part = `${home.catalog}.part`;
    rmSync(part, { force: true });
    // The copy is examined: the backup itself is not touched.
    copyFileSync(path, part);
    if (isWholeCatalog(part)) {
      renameSync(part, home.catalog);
      return modified;
    }
    rmSync(part, { force: true });
  }
  return null;
}

/** Copies that got no name, with the logs SQLite had beside them. */
function removeParts(home: HomePaths): void {
  for (const name of filesIn(home)) if (partName.test(name)) rmSync(join(home.backups, name), { force: true });
}

/** Oldest first. */
const dailyBackups = (home: HomePaths): string[] =>
  filesIn(home)
    .filter((name) => dailyName.test(name))
    .toSorted();

const filesIn = (home: HomePaths): string[] => (existsSync(home.backups) ? readdirSync(home.backups) : []);
