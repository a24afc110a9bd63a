/**
 * Files whose content a cloud program keeps elsewhere: they have a size and not one block on the disk. Reading one would
 * fetch it, which nobody asked for. Windows tells the allocated size as blocks too, and so does macOS.
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/** Smaller files may lie in the inode itself, and need no block. */
const leastBytes = 4096;

/**
 * The test for the files of one storage, for worker threads. Where the file system tells no blocks at all, as some do that
 * run in user space, nothing is taken for a placeholder: the storage's own index, which stands there, says which it is.
 * @param root the storage's folder
 */
export function placeholderTest(root: string): (path: string) => boolean {
  if (!tellsBlocks(root)) return () => false;
  return (path) => {
    const info = look(path);
    return info !== null && hasNoBlocks(info);
  };
}

/** Whether a file that has no blocks says so by that: the storage's own index, which stands there, must have some. */
export function tellsBlocks(root: string): boolean {
  const index = look(join(root, 'index.json'));
  return index !== null && index.blocks > 0;
}

/** Where blocks are told: a placeholder. */
export const hasNoBlocks = ({ size, blocks }: Looked): boolean => size >= leastBytes && blocks === 0;

interface Looked {
  readonly size: number;
  readonly blocks: number;
}

function look(path: string): Looked | null {
  try {
    return lstatSync(path);
  } catch {
    // What is not there, or cannot be looked at, is told by who reads it.
    return null;
  }
}
