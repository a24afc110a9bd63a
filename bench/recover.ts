/** Recovering storages of many files against parsing their indexes and inserting the same rows; the main thread's delay. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildJob } from './build-job.ts';
import { alternate, growthExponent, runJob, spread, type BenchResult, type Sample, type Spread } from './measure.ts';
import { plantStorage } from './plant-storage.ts';

export async function benchRecover(dataFolder: string, largest: number, rounds: number): Promise<BenchResult> {
  const built = await buildJob('recover-ours.ts', dataFolder);
  const figures: Record<string, Spread> = {};
  const sizes = [largest / 100, largest / 10, largest];
  const medians: number[] = [];
  for (const files of sizes) {
    const root = join(dataFolder, `recover-${files}`);
    const { storage } = await plantStorage(root, files);
    const { ours, floor } = await alternate(rounds, {
      floor: () => runJob('recover-floor.ts', [storage]),
      ours: () => runJob(built, [storage]),
    });
    rmSync(root, { recursive: true });
    if (ours.some(({ extra }) => extra['restored'] !== files)) throw new Error('not every file came back');
    const ratio = (of: (sample: Sample) => number): Spread => spread(ours.map((sample, round) => of(sample) / of(floor[round] as Sample)));
    const extra = (name: string): Spread => spread(ours.map((sample) => sample.extra[name] ?? Number.NaN));
    const wall = spread(ours.map(({ wallSeconds }) => wallSeconds * 1000));
    medians.push(wall.median);
    Object.assign(figures, {
      [`${files} files: floor, ms`]: spread(floor.map(({ wallSeconds }) => wallSeconds * 1000)),
      [`${files} files: ours, ms`]: wall,
      [`${files} files: wall ratio`]: ratio(({ wallSeconds }) => wallSeconds),
      [`${files} files: CPU ratio`]: ratio(({ cpuSeconds }) => cpuSeconds),
      [`${files} files: main thread delay p99, ms`]: extra('loopDelayP99Ms'),
      [`${files} files: main thread delay max, ms`]: extra('loopDelayMaxMs'),
      [`${files} files: peak memory, MB`]: spread(ours.map(({ peakRssMb }) => peakRssMb)),
    });
  }
  figures['growth exponent'] = spread([growthExponent(medians)]);
  return {
    name: 'recover',
    note: 'floor: JSON.parse of the indexes and prepared inserts of photos, files and search words in one transaction; budget 1.5',
    figures,
  };
}
