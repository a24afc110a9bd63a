/** File systems of their own in a file, and the cut of their power: only what was synced is there afterwards. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { tempFolder } from './temp-folder.ts';

export type FileSystem = 'ext4' | 'xfs';

export interface LoopMount {
  readonly path: string;
  /** Ends the file system as a power cut would, and mounts it again as the next start would. */
  cutPower(): void;
  /** From now on everything on it fails with EIO, as on a drive that is gone. */
  unplug(): void;
  /** Makes a drive that was pulled out whole again, by what was synced. */
  plugIn(): void;
}

/** @returns null, with a line that says why, where file systems cannot be made and mounted */
export function loopMount(kind: FileSystem): LoopMount | null {
  const folder = tempFolder();
  const [image, path] = [join(folder, 'image'), join(folder, 'mount')];
  const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe', env: tools });
  try {
    if (process.platform !== 'linux') throw new Error('only on Linux');
    if (process.getuid?.() !== 0) throw new Error('only for root');
    run('truncate', '-s', '320M', image);
    run(`mkfs.${kind}`, '-q', image);
    mkdirSync(path);
    run('mount', '-o', 'loop', image, path);
  } catch (error) {
    console.log(`skipped: no ${kind} to cut the power of (${String(error instanceof Error ? error.message : error).split('\n')[0]})`);
    return null;
  }
  // Registered after the folder's own removal, so it runs before.
  onTestFinished(() => run('umount', '-l', path));
  return {
    path,
    cutPower: () => {
      run('xfs_io', '-x', '-c', 'shutdown', path);
      run('umount', path);
      run('mount', '-o', 'loop', image, path);
    },
    unplug: () => run('xfs_io', '-x', '-c', 'shutdown', path),
    plugIn: () => {
      run('umount', path);
      run('mount', '-o', 'loop', image, path);
    },
  };
}

/** Whether the power of anything can be cut here, said once where it cannot. */
export function canCutPower(): boolean {
  try {
    execFileSync('xfs_io', ['-V'], { stdio: 'pipe', env: tools });
    return true;
  } catch {
    console.log('skipped: no xfs_io here; it comes with xfsprogs');
    return false;
  }
}

const tools = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
