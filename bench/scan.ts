/**
 * Smart scans of trees of small JPEGs against `find` on the same tree, warm, alternating. The engine runs in a process of
 * its own, so that its memory and its main thread's delay are measured and nobody else's.
 */
import { execFileSync, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildJob } from './build-job.ts';
import type { HostedScan } from './jobs/scan-hosted.ts';
import { growthExponent, runBuilt, spread, type BenchResult, type Spread } from './measure.ts';
import { plantedUuid, plantStorage, type PlantedStorage } from './plant-storage.ts';

const built = fileURLToPath(new URL('../out/cli/imalink.js', import.meta.url));

export async function benchScan(dataFolder: string, largest: number, rounds: number): Promise<BenchResult> {
  if (!existsSync(built)) throw new Error('build first: npm run build');
  const job = await buildJob('scan-hosted.ts', dataFolder);
  const figures: Record<string, Spread> = {};
  const sizes = [largest / 100, largest / 10, largest];
  for (const files of sizes) Object.assign(figures, await benchSize(job, dataFolder, files, rounds));
  Object.assign(figures, await benchLarge(job, dataFolder, largest / 10));
  for (const figure of ['unchanged', 'a tenth moved']) {
    const medians = sizes.map((files) => figures[`${figure}, ${files} files: smart scan, ms`]?.median ?? Number.NaN);
    figures[`${figure}: growth exponent`] = spread([growthExponent(medians)]);
  }
  return {
    name: 'scan',
    note: 'wall clock; floor of an unchanged tree is find -printf, of a moved tenth find and the SHA-256 of its bytes; budgets 2 and 1.5, 200 MB',
    figures,
  };
}

async function benchSize(job: string, dataFolder: string, files: number, rounds: number): Promise<Record<string, Spread>> {
  const planted = await plantStorage(join(dataFolder, `scan-${files}`), files);
  const engine = await openHosted(job, planted.home);
  const floors: number[] = [];
  const ours: HostedScan[] = [];
  await engine.scan();
  for (let round = 0; round < rounds; round++) {
    floors.push(timed(() => find(planted.photos)));
    ours.push(await engine.scan());
  }
  const unchanged = figuresOf(`unchanged, ${files} files`, 'find', floors, ours);
  const moves = await moved(planted, engine, files);
  await engine.close();
  const whole = await runBuilt(['--home', planted.home, '--json', 'scan', plantedUuid]);
  rmSync(join(dataFolder, `scan-${files}`), { recursive: true });
  return { ...unchanged, [`unchanged, ${files} files: peak memory of \`imalink scan\`, MB`]: spread([whole.peakRssMb]), ...moves };
}

/** The same with what moves as large as photos are: reading it is then what a scan has to do. */
async function benchLarge(job: string, dataFolder: string, files: number): Promise<Record<string, Spread>> {
  const root = join(dataFolder, `scan-large-${files}`);
  const planted = await plantStorage(root, files, { isTenthLarge: true });
  const engine = await openHosted(job, planted.home);
  await engine.scan();
  const figures = await moved(planted, engine, files, `a tenth moved, ${files / 10} files of 3.7 MB`);
  await engine.close();
  rmSync(root, { recursive: true });
  return figures;
}

/** A tenth of all files goes into other folders under other names. */
async function moved(
  { photos }: PlantedStorage,
  engine: Hosted,
  files: number,
  what = `a tenth moved, ${files} files`,
): Promise<Record<string, Spread>> {
  const paths = execFileSync('find', [photos, '-type', 'f'], { maxBuffer: 1 << 30 })
    .toString()
    .trim()
    .split('\n')
    .toSorted()
    .slice(0, files / 10);
  mkdirSync(join(photos, 'moved'));
  for (const [index, path] of paths.entries()) renameSync(path, join(photos, `moved/new ${index}.jpg`));
  const floor = timed(() => {
    find(photos);
    for (const name of readdirSync(join(photos, 'moved')))
      createHash('sha256')
        .update(readFileSync(join(photos, 'moved', name)))
        .digest();
  });
  const ours = await engine.scan();
  if (ours.moved !== paths.length) throw new Error(`${ours.moved} of ${paths.length} moves were followed`);
  return figuresOf(what, 'find and SHA-256', [floor], [ours]);
}

function figuresOf(what: string, floorName: string, floors: readonly number[], ours: readonly HostedScan[]): Record<string, Spread> {
  return {
    [`${what}: ${floorName}, ms`]: spread(floors),
    [`${what}: smart scan, ms`]: spread(ours.map(({ wallMs }) => wallMs)),
    [`${what}: ratio`]: spread(ours.map(({ wallMs }, index) => wallMs / (floors[index] ?? Number.NaN))),
    [`${what}: main thread delay p99, ms`]: spread(ours.map(({ delayP99Ms }) => delayP99Ms)),
    [`${what}: main thread delay max, ms`]: spread(ours.map(({ delayMaxMs }) => delayMaxMs)),
    [`${what}: memory before, MB`]: spread(ours.map(({ restingRssMb }) => restingRssMb)),
    [`${what}: peak memory of the engine, MB`]: spread(ours.map(({ peakRssMb }) => peakRssMb)),
  };
}

interface Hosted {
  scan(): Promise<HostedScan>;
  close(): Promise<void>;
}

async function openHosted(job: string, home: string): Promise<Hosted> {
  const child = fork(job, [home], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const answer = async (): Promise<unknown> => (await once(child, 'message'))[0] as unknown;
  await answer();
  return {
    scan: () => {
      child.send('scan');
      return answer() as Promise<HostedScan>;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.send('close');
      await ended;
    },
  };
}

const find = (folder: string): void => void execFileSync('find', [folder, '-printf', '%p %s %T@ %i\\n'], { maxBuffer: 1 << 30 });

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
