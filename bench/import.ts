/** Import of 12-megapixel photos against the sum of the work that no import can avoid. */
import { join } from 'node:path';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { alternate, runBuilt, runJob, spread, type BenchResult, type Sample } from './measure.ts';
import { makePhotos } from './photos.ts';

/** @param photos number of photos; @param rounds alternating rounds */
export async function benchImport(dataFolder: string, photos: number, rounds: number): Promise<BenchResult> {
  const source = join(dataFolder, `photos-${photos}`);
  await makePhotos(source, photos);
  const samples = await alternate(rounds, {
    floor: () => runJob('import-floor.ts', [source]),
    verified: () => importBuilt(dataFolder, source, []),
    unverified: () => importBuilt(dataFolder, source, ['--no-verify']),
    hosted: () => runJob('import-hosted.ts', [source]),
  });
  const ratio = (side: readonly Sample[], of: (sample: Sample) => number) =>
    spread(side.map((sample, round) => of(sample) / of(samples.floor[round] as Sample)));
  return {
    name: 'import',
    note: `${photos} JPEGs of 12 MP; floor: read, SHA-256, 200 px preview, write, in one process without journal, verify or fsync`,
    figures: {
      'floor CPU ms per photo': spread(samples.floor.map((sample) => (sample.cpuSeconds * 1000) / photos)),
      'ours CPU ms per photo': spread(samples.verified.map((sample) => (sample.cpuSeconds * 1000) / photos)),
      'CPU ratio, verified': ratio(samples.verified, (sample) => sample.cpuSeconds),
      'CPU ratio, no verify': ratio(samples.unverified, (sample) => sample.cpuSeconds),
      'wall ratio, verified': ratio(samples.verified, (sample) => sample.wallSeconds),
      'photos per second': spread(samples.verified.map((sample) => photos / sample.wallSeconds)),
      'peak RSS MB, command line': spread(samples.verified.map((sample) => sample.peakRssMb)),
      'peak RSS MB, hosted': spread(samples.hosted.map((sample) => sample.peakRssMb)),
      'main thread delay p99 ms, hosted': spread(samples.hosted.map((sample) => sample.extra['loopDelayP99Ms'] ?? Number.NaN)),
      'main thread delay max ms, hosted': spread(samples.hosted.map((sample) => sample.extra['loopDelayMaxMs'] ?? Number.NaN)),
    },
  };
}

/** A whole import by the built command line into a new storage: start, journal, copy, hash, fsync, preview, catalog, indexes. */
async function importBuilt(dataFolder: string, source: string, options: readonly string[]): Promise<Sample> {
  const folder = mkdtempSync(join(dataFolder, 'ours-'));
  try {
    mkdirSync(join(folder, 'base'));
    const home = ['--home', join(folder, 'home')];
    await runBuilt([...home, 'storage', 'create', join(folder, 'base'), '--name', 'Bench']);
    return await runBuilt([...home, 'import', source, '--storage', 'Bench', ...options]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
