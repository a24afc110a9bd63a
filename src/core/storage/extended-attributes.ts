/**
 * Extended attributes (tags and ratings of file managers) of copied files. Node cannot read them; on Linux GNU cp
 * carries them over without touching data, one helper process for a whole batch. Elsewhere they stay behind.
 */
import { spawn, spawnSync } from 'node:child_process';

export interface AttributePair {
  readonly from: string;
  readonly to: string;
}

/** Copies attributes pair by pair and prints the number of every pair that failed. Data is never opened for truncation. */
const script =
  'n=0; while [ $# -gt 1 ]; do cp --attributes-only --preserve=xattr -- "$1" "$2" 2>/dev/null || echo $n; n=$((n+1)); shift 2; done';
/** A helper that hangs (a network drive gone) must not hold up an import. */
const timeoutMs = 20_000;

let hasGnuCp: boolean | undefined;

/** GNU cp alone knows `--attributes-only`; anything else might copy, so it is asked first. */
function isAvailable(): boolean {
  hasGnuCp ??=
    process.platform === 'linux' && /GNU coreutils/.test(String(spawnSync('cp', ['--version'], { timeout: timeoutMs }).stdout ?? ''));
  return hasGnuCp;
}

/**
 * Carries the extended attributes of files over to their copies. Never rejects.
 * @returns the pairs whose attributes could not be carried over; none where there is no helper
 */
export async function copyExtendedAttributes(pairs: readonly AttributePair[]): Promise<readonly AttributePair[]> {
  if (pairs.length === 0 || !isAvailable()) return [];
  const args = pairs.flatMap(({ from, to }) => [from, to]);
  const output = await new Promise<string>((resolve) => {
    // A clean environment: nothing of ours may change what a system tool does.
    const child = spawn('sh', ['-c', script, 'sh', ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: timeoutMs,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    let text = '';
    child.stdout.on('data', (chunk) => (text += String(chunk)));
    child.on('error', () => resolve(''));
    child.on('close', () => resolve(text));
  });
  return output.split('\n').flatMap((line) => (line === '' ? [] : (pairs[Number(line)] ?? [])));
}
