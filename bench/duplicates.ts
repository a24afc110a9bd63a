/**
 * What of a new folder of 10,000 files is in a library of 100,000 already: `imalink import --dry-run` against jdupes and rmlint on
 * both trees. Half of the folder are copies, a tenth the same pictures with other metadata, which the peers cannot know.
 * All three alternate, with everything in the page cache, and with nothing in it where this process may empty it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildJob } from './build-job.ts';
import { alternate, growthExponent, runBuilt, runJob, spread, type BenchResult, type Sample, type Spread } from './measure.ts';
import { makeNewFolder, type NewFolder } from './new-folder.ts';
import { plantStorage, type PlantedStorage, type Sizes } from './plant-storage.ts';

const built = fileURLToPath(new URL('../out/cli/imalink.js', import.meta.url));

/** @param library number of photos; the new folder has a tenth of them */
export async function benchDuplicates(dataFolder: string, library: number, rounds: number): Promise<BenchResult> {
  if (!existsSync(built)) throw new Error('build first: npm run build');
  const hosted = await buildJob('preview-hosted.ts', dataFolder);
  const figures: Record<string, Spread> = {};
  const libraries = [library / 100, library / 10, library];
  for (const size of libraries) Object.assign(figures, await benchTrees(hosted, dataFolder, size, 'alike', size === library ? rounds : 1));
  const medians = libraries.map(
    (size) => figures[`warm, sizes alike, ${size / 10} files against ${size}: imalink, s`]?.median ?? Number.NaN,
  );
  figures['imalink, warm: growth exponent'] = spread([growthExponent(medians)]);
  Object.assign(figures, await benchTrees(hosted, dataFolder, library, 'different', rounds));
  return {
    name: 'duplicates',
    note: 'import --dry-run, which also reads metadata and tells the same picture in other files, against jdupes and rmlint on both trees, without caches of their own',
    figures,
  };
}

/** Sizes alike make the peers read every file, sizes that differ let them pass over nearly all. */
async function benchTrees(
  hosted: string,
  dataFolder: string,
  library: number,
  sizes: Sizes,
  rounds: number,
): Promise<Record<string, Spread>> {
  const root = join(dataFolder, `duplicates-${library}`);
  const planted = await plantStorage(root, library, { sizes });
  const made = await makeNewFolder(root, planted, library, library / 10);
  const figures: Record<string, Spread> = {};
  const sides = sidesOf(root, planted, made);
  for (const side of Object.values(sides)) await side(false);
  for (const state of canDropCaches() ? (['warm', 'cold'] as const) : (['warm'] as const)) {
    const samples = await alternate(
      rounds,
      Object.fromEntries(Object.entries(sides).map(([name, side]) => [name, () => side(state === 'cold')])),
    );
    for (const [name, side] of Object.entries(samples))
      Object.assign(figures, figuresOf(`${state}, sizes ${sizes}, ${library / 10} files against ${library}: ${name}`, side));
  }
  Object.assign(figures, await benchHosted(hosted, planted, made, `sizes ${sizes}, ${library / 10} files against ${library}`, rounds));
  rmSync(root, { recursive: true });
  return figures;
}

/** The same question asked of a host with a window, which must go on answering. */
async function benchHosted(
  hosted: string,
  { home }: PlantedStorage,
  { folder, identical }: NewFolder,
  what: string,
  rounds: number,
): Promise<Record<string, Spread>> {
  const { preview } = await alternate(rounds, { preview: () => runJob(hosted, [home, folder]) });
  if (preview.some(({ extra }) => extra['duplicates'] !== identical)) throw new Error('the preview has other duplicates');
  const extra = (name: string): Spread => spread(preview.map((sample) => sample.extra[name] ?? Number.NaN));
  return {
    [`${what}: main thread delay p99, ms`]: extra('loopDelayP99Ms'),
    [`${what}: main thread delay max, ms`]: extra('loopDelayMaxMs'),
    [`${what}: peak memory of the engine, MB`]: spread(preview.map(({ peakRssMb }) => peakRssMb)),
  };
}

const figuresOf = (what: string, samples: readonly Sample[]): Record<string, Spread> => ({
  [`${what}, s`]: spread(samples.map(({ wallSeconds }) => wallSeconds)),
  [`${what}, CPU s`]: spread(samples.map(({ cpuSeconds }) => cpuSeconds)),
});

type Side = (isCold: boolean) => Promise<Sample>;

function sidesOf(root: string, { home, photos }: PlantedStorage, { folder, identical, samePicture }: NewFolder): Record<string, Side> {
  const found = join(root, 'found');
  const ours: Side = async (isCold) => {
    if (isCold) dropCaches();
    const sample = await runBuilt(['--home', home, '--json', 'import', folder, '--storage', 'Bench', '--dry-run'], found);
    const { counts } = JSON.parse(readFileSync(found, 'utf8')) as { counts: { duplicates: number; further_copies: number } };
    if (counts.duplicates !== identical || counts.further_copies !== samePicture)
      throw new Error(`imalink found ${counts.duplicates} duplicates and ${counts.further_copies} further copies`);
    return sample;
  };
  const peer =
    (program: string, args: readonly string[]): Side =>
    async (isCold) => {
      if (isCold) dropCaches();
      const sample = await runPeer(program, args, found);
      const duplicates = readFileSync(found, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith(folder)).length;
      if (duplicates !== identical) throw new Error(`${program} found ${duplicates} duplicates`);
      return sample;
    };
  const peers: Record<string, Side> = {
    // Compares byte by byte in the end; the database of hashes that later versions keep is not asked for.
    jdupes: peer('jdupes', ['-r', '-q', photos, folder]),
    // What of the folder has a twin in the library, nothing else looked for; checksums in attributes (--xattr) not asked for.
    rmlint: peer('rmlint', ['-T', 'df', '-o', `fdupes:${found}`, folder, '//', photos, '-k', '-m']),
  };
  for (const name of Object.keys(peers)) {
    if (isInstalled(name)) continue;
    process.stderr.write(`${name} is not installed: left out\n`);
    delete peers[name];
  }
  return { imalink: ours, ...peers };
}

const isInstalled = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

/** With the shell's own clock, because Node does not tell what its children used. */
async function runPeer(program: string, args: readonly string[], output: string): Promise<Sample> {
  const script =
    'TIMEFORMAT="%R %U %S"; out="$1"; shift; time "$@" >"$out.stdout" 2>/dev/null; [ -s "$out.stdout" ] && mv "$out.stdout" "$out"';
  rmSync(output, { force: true });
  const shell = spawnSync('bash', ['-c', script, 'bash', output, program, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  const [wallSeconds, user, system] = shell.stderr.trim().split(' ').map(Number);
  if (wallSeconds === undefined || user === undefined || system === undefined)
    throw new Error(`${program} did not end well: ${shell.stderr}`);
  return { wallSeconds, cpuSeconds: user + system, peakRssMb: Number.NaN, extra: {} };
}

const dropFile = '/proc/sys/vm/drop_caches';

function canDropCaches(): boolean {
  try {
    accessSync(dropFile, constants.W_OK);
    return true;
  } catch {
    process.stderr.write('the page cache can only be emptied by root on Linux: measured warm alone\n');
    return false;
  }
}

/** Of files and folders, the programs themselves included. */
function dropCaches(): void {
  execFileSync('sync');
  writeFileSync(dropFile, '3');
}
