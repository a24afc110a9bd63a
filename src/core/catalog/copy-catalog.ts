/** A copy of the catalog while people work with it: SQLite's backup, in small steps with rests between them. */
import { open } from 'node:fs/promises';
import type Database from 'better-sqlite3';

/** A megabyte of pages: what is written meanwhile waits for a few milliseconds. */
const stepPages = 256;
/** Two thirds of the time are left to others: a gigabyte in one go takes the disk, and one of two cores, from the window. */
const restPerWork = 2;
const longestRestMs = 20;
/** So much is on its way to the disk at most: all of it at the end would hold up everyone else's files for a second. */
const flushEverySteps = 16;

/**
 * @param path of the copy, which nobody has read through yet
 * @param options `isGentle`: others work meanwhile; a command that waits for the copy has nothing of rests
 */
export async function copyCatalog(database: Database.Database, path: string, { isGentle }: { readonly isGentle: boolean }): Promise<void> {
  let steps = 0;
  let flushing: Promise<void> | null = null;
  let beganMs = performance.now();
  const progress = (): number => {
    if (isGentle) rest(Math.min(longestRestMs, (performance.now() - beganMs) * restPerWork));
    beganMs = performance.now();
    steps += 1;
    if (steps % flushEverySteps === 0) flushing ??= flush(path).finally(() => (flushing = null));
    return stepPages;
  };
  try {
    await database.backup(path, { progress });
  } finally {
    // Whoever removes the part of a copy that failed finds nobody else in it.
    await flushing;
  }
}

const nothing = new Int32Array(new SharedArrayBuffer(4));
const rest = (forMs: number): void => void Atomics.wait(nothing, 0, 0, forMs);

/** What does not reach the disk now is told when SQLite ends the copy. */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => null);
  await file?.datasync().catch(() => undefined);
  await file?.close().catch(() => undefined);
}
