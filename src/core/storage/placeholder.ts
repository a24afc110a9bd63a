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
  const index = look(join(root, 'index.json'));
  if (index === null || index.blocks === 0) return () => false;
  return (path) => {
    const info = look(path);
    return info !== null && info.size >= leastBytes && info.blocks === 0;
  };
}

function look(path: string): { readonly size: number; readonly blocks: number } | null {
  try {
    return lstatSync(path);
  } catch {
    // What is not there, or cannot be looked at, is told by who reads it.
    return null;
  }
}
