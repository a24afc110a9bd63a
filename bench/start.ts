/** How much longer `imalink storage list` takes than an empty Node. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spread, type BenchResult } from './measure.ts';

const built = fileURLToPath(new URL('../out/cli/imalink.js', import.meta.url));

export function benchStart(dataFolder: string, rounds: number): BenchResult {
  if (!existsSync(built)) throw new Error('build first: npm run build');
  const home = join(dataFolder, 'start-home');
  mkdirSync(home, { recursive: true });
  const timed = (args: readonly string[]): number => {
    const started = performance.now();
    const result = spawnSync(process.execPath, args, { stdio: 'ignore' });
    if (result.status !== 0) throw new Error(`${args.join(' ')} ended with ${result.status}`);
    return performance.now() - started;
  };
  const list = [built, '--home', home, 'storage', 'list'];
  timed(list);
  const pairs = Array.from({ length: rounds }, () => [timed(['-e', '0']), timed(list)] as const);
  return {
    name: 'start',
    note: '`imalink storage list` against `node -e 0`; budget 250 ms more',
    figures: {
      'node -e 0, ms': spread(pairs.map(([node]) => node)),
      'storage list, ms': spread(pairs.map(([, ours]) => ours)),
      'more than node, ms': spread(pairs.map(([node, ours]) => ours - node)),
    },
  };
}
