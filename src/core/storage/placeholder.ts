/**
 * Files whose content a cloud program keeps elsewhere: they have a size and not one block on the disk. Reading one would
 * fetch it, which nobody asked for. Windows tells the allocated size as blocks too, and so does macOS.
 */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** Smaller files may lie in the inode itself, and need no block. */
const leastBytes = 4096;

/**
 * The test for the files of one storage. Where the file system tells no blocks at all, as some do that run in user space,
 * nothing is taken for a placeholder: the storage's own index, which stands there, says which it is.
 * @param root the storage's folder
 */
export async function placeholderTest(root: string): Promise<(path: string) => Promise<boolean>> {
  const blocksOf = (path: string): Promise<{ readonly size: number; readonly blocks: number } | null> => lstat(path).catch(() => null);
  const index = await blocksOf(join(root, 'index.json'));
  if (index === null || index.blocks === 0) return async () => false;
  return async (path) => {
    const info = await blocksOf(path);
    return info !== null && info.size >= leastBytes && info.blocks === 0;
  };
}
