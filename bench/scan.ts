/** Smart scans of trees of small files against `find` on the same tree, warm, alternating; the main thread's delay throughout. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ScanResult } from '#contract/scan.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { openEngine, type Engine } from '#core/services/engine.ts';
import { spread, type BenchResult, type Spread } from './measure.ts';

const uuid = '00000000-0000-4000-8000-000000000001';
const cli = fileURLToPath(new URL('../src/cli/imalink.ts', import.meta.url));

export async function benchScan(dataFolder: string, largest: number, rounds: number): Promise<BenchResult> {
  const figures: Record<string, Spread> = {};
  for (const files of [largest / 100, largest / 10, largest]) Object.assign(figures, await benchSize(dataFolder, files, rounds));
  return {
    name: 'scan',
    note: 'wall clock; floor of an unchanged tree is find -printf, of a moved tenth find and the SHA-256 of its bytes; budgets 2 and 1.5',
    figures,
  };
}

async function benchSize(dataFolder: string, files: number, rounds: number): Promise<Record<string, Spread>> {
  const root = join(dataFolder, `scan-${files}`);
  rmSync(root, { recursive: true, force: true });
  const photos = join(root, 'storage/photos');
  const home = join(root, 'home');
  plant(photos, files);
  adopt(home, join(root, 'storage'), files);
  // As every storage that ImaLink made: with indexes it knows. In a process of its own, whose memory is not the scan's.
  execFileSync(process.execPath, [cli, 'index', 'generate', uuid], { env: { ...process.env, IMALINK_HOME: home }, stdio: 'ignore' });
  const engine = await openEngine({ home, catalogInThread: true });
  const floors: number[] = [];
  const ours: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1e6)), 20);
  await scan(engine);
  for (let round = 0; round < rounds; round++) {
    floors.push(timedSync(() => find(photos)));
    // The floor blocks this thread; only ours is watched, from the next turn on.
    await turn();
    delay.enable();
    ours.push(await timed(() => scan(engine)));
    delay.disable();
  }
  const figures: Record<string, Spread> = {
    [`unchanged, ${files} files: find, ms`]: spread(floors),
    [`unchanged, ${files} files: smart scan, ms`]: spread(ours),
    [`unchanged, ${files} files: ratio`]: spread(ours.map((value, index) => value / (floors[index] ?? 1))),
    [`unchanged, ${files} files: main thread delay, ms`]: {
      min: delay.min / 1e6,
      median: delay.percentile(99) / 1e6,
      max: delay.max / 1e6,
    },
  };
  figures[`unchanged, ${files} files: peak memory, MB`] = spread([peakMb]);
  Object.assign(figures, await moved(engine, photos, files, delay));
  figures[`${files} files: peak memory, MB`] = spread([peakMb]);
  clearInterval(watch);
  await engine.close();
  rmSync(root, { recursive: true });
  return figures;
}

/** A tenth of all files goes into other folders under other names. */
async function moved(engine: Engine, photos: string, files: number, delay: ReturnType<typeof monitorEventLoopDelay>) {
  const paths = execFileSync('find', [photos, '-type', 'f'], { maxBuffer: 1 << 30 })
    .toString()
    .trim()
    .split('\n')
    .slice(0, files / 10);
  mkdirSync(join(photos, 'moved'));
  for (const [index, path] of paths.entries()) renameSync(path, join(photos, `moved/new ${index}.jpg`));
  const floor = timedSync(() => {
    find(photos);
    for (const name of readdirSync(join(photos, 'moved')))
      createHash('sha256')
        .update(readFileSync(join(photos, 'moved', name)))
        .digest();
  });
  let result: ScanResult | undefined;
  await turn();
  delay.reset();
  delay.enable();
  const ours = await timed(async () => {
    result = await scan(engine);
  });
  delay.disable();
  if (result?.counts['moved'] !== paths.length) throw new Error(`${result?.counts['moved']} of ${paths.length} moves were followed`);
  return {
    [`a tenth moved, ${files} files: find and SHA-256, ms`]: spread([floor]),
    [`a tenth moved, ${files} files: smart scan, ms`]: spread([ours]),
    [`a tenth moved, ${files} files: ratio`]: spread([ours / floor]),
    [`a tenth moved, ${files} files: main thread delay, ms`]: {
      min: delay.min / 1e6,
      median: delay.percentile(99) / 1e6,
      max: delay.max / 1e6,
    },
  };
}

/** Long enough for the event loop to have looked at the clock. */
const turn = (): Promise<void> => wait(20);

const find = (folder: string): void => void execFileSync('find', [folder, '-printf', '%p %s %T@ %i\\n'], { maxBuffer: 1 << 30 });

function timedSync(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function scan(engine: Engine): Promise<ScanResult> {
  return engine.handlers['scan.run']({ storage: uuid, mode: 'smart', dry_run: false });
}

/** Small files, a hundred to a folder; not one of them decodes, which a scan of moved files does not need. */
function plant(photos: string, files: number): void {
  const time = new Date('2024-01-01T00:00:00Z');
  for (let index = 0; index < files; index++) {
    const folder = join(photos, `y${Math.floor(index / 1000)}/d${Math.floor(index / 100) % 10}`);
    if (index % 100 === 0) mkdirSync(folder, { recursive: true });
    const path = join(folder, `IMG_${index}.jpg`);
    writeFileSync(path, content(index));
    utimesSync(path, time, time);
  }
}

const content = (index: number): string => `no picture, number ${index}`;

/** A storage and its catalog, written directly: the import is measured elsewhere. */
function adopt(home: string, root: string, files: number): void {
  for (const folder of ['imports', '.imalink/hotpreviews', '.imalink/metadata', '.imalink/staging', '.imalink/history'])
    mkdirSync(join(root, folder), { recursive: true });
  const info = {
    uuid,
    directory_name: 'storage',
    display_name: 'Bench',
    created_at: '2024-01-01T00:00:00.000Z',
    format_version: '2.0',
    photos_dir: 'photos',
  };
  writeFileSync(join(root, 'index.json'), JSON.stringify({ storage_info: info, import_sessions: [], imalink_version: '2.0' }));
  mkdirSync(home, { recursive: true });
  const database = openSqlite(join(home, 'catalog.sqlite'), { readOnly: false });
  database.exec(
    `insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at) values (1, '${uuid}', 'Bench', 'storage', '${join(root, '..')}', '${root}', 'photos', '2024', '2024')`,
  );
  database.exec(
    `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at, generation, index_generation) values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024', 'complete', '{"sources":[],"mode":"copy","layout":"keep"}', 'imports/session_1.json', '2024', 1, 1)`,
  );
  const photo = database.prepare(
    `insert into photo (id, hothash, hash_algo, format, kind, taken_at_source, imported_at) values (?, ?, 'file1', 'TEXT', 'other', 'mtime', '2024')`,
  );
  const file = database.prepare(
    `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at) values (?, 1, 1, ?, ?, ?, ?, ?, 'x.jpg', '2024', '2024')`,
  );
  const time = new Date('2024-01-01T00:00:00Z').getTime();
  database.transaction(() => {
    for (let index = 0; index < files; index++) {
      const hash = createHash('sha256').update(content(index)).digest('hex');
      const path = `y${Math.floor(index / 1000)}/d${Math.floor(index / 100) % 10}/IMG_${index}.jpg`;
      photo.run(index + 1, hash);
      file.run(index + 1, path, path.toLowerCase(), hash, content(index).length, time);
    }
  })();
  database.close();
}
