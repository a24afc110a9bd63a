/** The shim that ends a process, or lets a call fail, at exactly the k-th call that changes files below a folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempFolder } from './temp-folder.ts';

export type FaultMode = 'kill' | 'eio' | 'eio-read' | 'corrupt' | 'rot' | 'plant' | 'sector';

export interface FaultShim {
  /** Environment for a process. @param at number of the call; 0 only counts @param file what rots */
  env(match: string, mode: FaultMode, at: number, file?: string): Record<string, string>;
  /** The calls counted since the log was last read, `number name path`. */
  takeLog(): string[];
}

/** Builds the shim with the machine's C compiler. @returns null, with a line that says why, where that cannot be done */
export function faultShim(): FaultShim | null {
  const folder = tempFolder();
  const library = join(folder, 'shim.so');
  const log = join(folder, 'log');
  try {
    if (process.platform !== 'linux') throw new Error('only Linux preloads libraries like this');
    const source = fileURLToPath(new URL('fault-shim.c', import.meta.url));
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'], { stdio: 'pipe' });
  } catch (error) {
    console.log(`skipped: no fault shim here (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`);
    return null;
  }
  return {
    env: (match, mode, at, file = '') => ({
      LD_PRELOAD: library,
      FAULT_MATCH: match,
      FAULT_MODE: mode,
      FAULT_AT: String(at),
      FAULT_LOG: log,
      FAULT_FILE: file,
    }),
    takeLog: () => {
      const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').filter(Boolean) : [];
      rmSync(log, { force: true });
      return lines;
    },
  };
}
