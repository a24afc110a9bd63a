/** A folder that lives as long as its test. */
import { accessSync, constants, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export const tempFolder = (): string => folderIn(tmpdir());

/**
 * One in memory, where the system has that: for properties that are tried hundreds of times, and spend their time waiting
 * for a disk to flush.
 */
export const memoryFolder = (): string => folderIn(isWritable('/dev/shm') ? '/dev/shm' : tmpdir());

function folderIn(parent: string): string {
  const path = realpathSync(mkdtempSync(join(parent, 'imalink-test-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
