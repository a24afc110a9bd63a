/** Writing the index of a session of 100,000 files against JSON.stringify, write and fsync of the same content. */
import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { alternate, runJob, spread, type BenchResult, type Sample } from './measure.ts';

export async function benchIndex(dataFolder: string, files: number, rounds: number): Promise<BenchResult> {
  const folder = join(dataFolder, 'index');
  rmSync(folder, { recursive: true, force: true });
  const samples = await alternate(rounds, {
    ours: () => runJob('index-ours.ts', [folder, String(files)]),
    floor: () => runJob('index-floor.ts', [folder]),
  });
  rmSync(folder, { recursive: true, force: true });
  const ratio = (of: (sample: Sample) => number) =>
    spread(samples.ours.map((sample, round) => of(sample) / of(samples.floor[round] as Sample)));
  return {
    name: 'index',
    note: `a session of ${files} files from the catalog to disk; floor: JSON.stringify of the parsed document, write, fsync`,
    figures: {
      'floor CPU s': spread(samples.floor.map((sample) => sample.cpuSeconds)),
      'ours CPU s': spread(samples.ours.map((sample) => sample.cpuSeconds)),
      'CPU ratio': ratio((sample) => sample.cpuSeconds),
      'wall ratio': ratio((sample) => sample.wallSeconds),
      'loop delay max ms': spread(samples.ours.map((sample) => sample.extra['loopDelayMaxMs'] ?? Number.NaN)),
      'peak RSS MB': spread(samples.ours.map((sample) => sample.peakRssMb)),
    },
  };
}
