/** The same photos imported again, from another path and renamed: how long against the first time, which copies them. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runBuilt, spread, type BenchResult, type Sample } from './measure.ts';
import { makePhotos } from './photos.ts';

/** @param photos number of photos; @param rounds each into a storage of its own */
export async function benchAgain(dataFolder: string, photos: number, rounds: number): Promise<BenchResult> {
  const source = join(dataFolder, `photos-${photos}`);
  await makePhotos(source, photos);
  const samples: Record<'first' | 'again' | 'renamed', Sample[]> = { first: [], again: [], renamed: [] };
  for (let round = 0; round < rounds; round++) {
    const folder = mkdtempSync(join(dataFolder, 'again-'));
    try {
      const renamed = join(folder, 'renamed');
      cpSync(source, renamed, { recursive: true });
      for (const path of readdirSync(renamed, { recursive: true, encoding: 'utf8' }))
        if (path.endsWith('.jpg')) renameSync(join(renamed, path), join(renamed, dirname(path), `x${path.replaceAll(/[\\/]/g, '_')}`));
      // What was copied for this is on the disk before anything is measured.
      if (process.platform === 'linux') execFileSync('sync', ['-f', folder]);
      mkdirSync(join(folder, 'base'));
      const home = ['--home', join(folder, 'home')];
      await runBuilt([...home, 'storage', 'create', join(folder, 'base'), '--name', 'Bench']);
      const run = (from: string): Promise<Sample> => runBuilt([...home, 'import', from, '--storage', 'Bench']);
      samples.first.push(await run(source));
      samples.again.push(await run(source));
      samples.renamed.push(await run(renamed));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const share = (side: readonly Sample[], of: (sample: Sample) => number) =>
    spread(side.map((sample, round) => of(sample) / of(samples.first[round] as Sample)));
  return {
    name: 'again',
    note: `${photos} JPEGs of 12 MP imported once, then again, then from another path under other names; every file is hashed at both ends`,
    figures: {
      'first, seconds': spread(samples.first.map((sample) => sample.wallSeconds)),
      'again, share of the first time': share(samples.again, (sample) => sample.wallSeconds),
      'renamed, share of the first time': share(samples.renamed, (sample) => sample.wallSeconds),
      'again, share of CPU': share(samples.again, (sample) => sample.cpuSeconds),
      'renamed, share of CPU': share(samples.renamed, (sample) => sample.cpuSeconds),
    },
  };
}
