/** Following changes as they happen: real folders, real events, time that the tests move. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import type { EventName } from '#contract/events.ts';
import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import type { WatchStatus } from '#contract/storage.ts';
import { lookEveryMs } from '#core/services/watch/watch-service.ts';
import { maxWaitMs, quietMs } from '#core/services/watch/storage-watch.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { manualTimers, type ManualTimers } from '../builders/timers.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

interface Library {
  readonly app: TestEngine;
  readonly timers: ManualTimers;
  readonly uuid: string;
  readonly root: string;
  readonly photos: string;
}

async function library(options: { readonly watchLimit?: () => Promise<number | null> } = {}): Promise<Library> {
  const timers = manualTimers();
  const app = await testEngine({ timers, ...options });
  const storage = await app.newStorage();
  const files: Record<string, Uint8Array> = {};
  for (let seed = 0; seed < 6; seed++)
    files[`${seed < 3 ? 'a' : 'b'}/${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:1${seed} 10:00:00` });
  writeTree(join(app.folder, 'Card'), files);
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage.uuid, title: 'Trip' });
  return { app, timers, ...storage };
}

/** The next event that fits. */
function event<T>(app: TestEngine, wanted: EventName, fits: (payload: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const unsubscribe = app.engine.onEvent((name, payload) => {
      if (name !== wanted || !fits(payload as T)) return;
      unsubscribe();
      resolve(payload as T);
    });
    onTestFinished(() => void unsubscribe());
  });
}

/** The result of the next scan that ends. */
const nextScan = ({ app }: Library): Promise<ScanResult> =>
  event<{ job: JobDto }>(app, 'job.changed', ({ job }) => job.kind === 'scan' && job.finished_at !== null).then(({ job }) => {
    expect(job.error).toBe(null);
    return job.result as ScanResult;
  });

/** Starts following and waits for the scan that this begins with. */
async function follow(lib: Library): Promise<ScanResult> {
  const first = nextScan(lib);
  await lib.app.engine.watch.start();
  return first;
}

/** Lets the quiet time pass as soon as a change was heard of; gives what the scan after it found. */
async function heard(lib: Library): Promise<ScanResult> {
  const scan = nextScan(lib);
  await lib.timers.waitsWithin(maxWaitMs);
  lib.timers.advance(quietMs);
  return scan;
}

const status = async ({ app, uuid }: Library): Promise<WatchStatus> =>
  (await app.call('watch.status', {})).storages.find(({ storage_uuid }) => storage_uuid === uuid) as WatchStatus;
const counts = ({ counts: { files: _files, unchanged: _unchanged, ...kinds } }: ScanResult) => kinds;
const move = (lib: Library, from: string, to: string): void => {
  mkdirSync(dirname(join(lib.photos, to)), { recursive: true });
  renameSync(join(lib.photos, from), join(lib.photos, to));
};

test('following begins with one scan and says that it watches', async () => {
  const lib = await library();
  expect(await status(lib)).toMatchObject({ state: 'off', notice: expect.stringContaining('imalink watch') });
  renameSync(join(lib.photos, 'Card/a/0.jpg'), join(lib.photos, 'Card/a/zero.jpg'));
  expect((await follow(lib)).moved_files).toHaveLength(1);
  expect(await status(lib)).toMatchObject({ state: 'watching', notice: null, next_scan_at: expect.any(String) });
});

test('a moved folder is followed without a word from anyone', async () => {
  const lib = await library();
  await follow(lib);
  move(lib, 'Card/a', 'Italy/rome');
  const result = await heard(lib);
  expect([counts(result), result.missing_files, result.moved_files.map(({ new_path }) => new_path).sort()]).toEqual([
    { moved: 3 },
    [],
    ['Italy/rome/0.jpg', 'Italy/rome/1.jpg', 'Italy/rome/2.jpg'],
  ]);
});

test('a file in a folder that was made after following began is heard of', async () => {
  const lib = await library();
  await follow(lib);
  mkdirSync(join(lib.photos, 'later/deep'), { recursive: true });
  await heard(lib);
  writeFileSync(join(lib.photos, 'later/deep/new.jpg'), await jpeg({ seed: 99 }));
  const mtime = new Date('2024-08-01T12:00:00.123Z');
  utimesSync(join(lib.photos, 'later/deep/new.jpg'), mtime, mtime);
  expect((await heard(lib)).new_files.map(({ path }) => path)).toEqual(['later/deep/new.jpg']);
});

test('what ImaLink itself writes into an adopted folder is no change', async () => {
  const timers = manualTimers();
  const app = await testEngine({ timers });
  const folder = join(app.folder, 'Pictures');
  writeTree(folder, { 'x/0.jpg': await jpeg({ seed: 1 }) });
  const { uuid } = await app.call('storage.adopt', { path: folder });
  await app.import({ sources: [folder], storage: uuid, mode: 'register', title: 'Mine' });
  const lib: Library = { app, timers, uuid, root: folder, photos: folder };
  await follow(lib);
  writeFileSync(join(folder, 'imports/session_9.json.tmp'), '{}');
  writeFileSync(join(folder, '.imalink/staging/x.tmp'), '');
  move(lib, 'x/0.jpg', 'x/zero.jpg');
  // The one hint that counts is the move: had the others been heard, the whole folder would be scanned.
  const result = await heard(lib);
  expect([counts(result), existsSync(join(folder, 'x/zero.jpg'))]).toEqual([{ moved: 1 }, true]);
});

test('changes during an import wait for its end', async () => {
  const lib = await library();
  await follow(lib);
  const order: string[] = [];
  lib.app.engine.onEvent((name, payload) => {
    if (name !== 'job.changed') return;
    const { job } = payload as { job: JobDto };
    const word = `${job.kind} ${job.finished_at === null ? 'begins' : 'ends'}`;
    if (order.at(-1) !== word) order.push(word);
  });
  const more: Record<string, Uint8Array> = {};
  for (let seed = 20; seed < 40; seed++) more[`${seed}.jpg`] = await jpeg({ seed });
  writeTree(join(lib.app.folder, 'More'), more);
  const { job_id } = await lib.app.call('import.start', { sources: [join(lib.app.folder, 'More')], storage: lib.uuid, title: 'More' });
  await lib.app.call('job.pause', { job_id });
  move(lib, 'Card/a/0.jpg', 'Card/a/zero.jpg');
  await lib.timers.waitsWithin(maxWaitMs);
  lib.timers.advance(maxWaitMs);
  const scan = nextScan(lib);
  await lib.app.call('job.unpause', { job_id });
  const result = await scan;
  expect([order, result.new_files]).toEqual([['import begins', 'import ends', 'scan begins', 'scan ends'], []]);
});

/** `IMALINK_MANY=10000` for the real thing, which takes a minute and a half. */
const many = Number(process.env['IMALINK_MANY'] ?? 1_000);

test('very many files that are moved while ImaLink follows end at their new paths, and none was ever missing', async () => {
  const lib = await library();
  const source = join(lib.app.folder, 'Many');
  const files: Record<string, Uint8Array> = {};
  for (let n = 0; n < many; n++) files[`from/${n % 50}/${n}.jpg`] = await jpeg({ seed: 1_000 + n, widthPx: 8, heightPx: 8 });
  writeTree(source, files);
  await lib.app.import({ sources: [source], storage: lib.uuid, title: 'Many', duplicates: 'keep' });
  await follow(lib);
  const everMissing: string[] = [];
  lib.app.engine.onEvent((name, payload) => {
    if (name !== 'job.changed') return;
    const { job } = payload as { job: JobDto };
    if (job.kind === 'scan' && job.status === 'done') everMissing.push(...(job.result as ScanResult).missing_files.map(({ path }) => path));
  });
  for (let n = 0; n < many; n++) {
    const to = `Many/to/${n % 40}/${n}.jpg`;
    mkdirSync(join(lib.photos, dirname(to)), { recursive: true });
    renameSync(join(lib.photos, `Many/from/${n % 50}/${n}.jpg`), join(lib.photos, to));
    // In between the scan of a mover at work is due, too.
    if ((n + 1) % (many / 4) === 0) {
      await lib.timers.waitsWithin(maxWaitMs);
      lib.timers.advance(maxWaitMs);
    }
  }
  const settled = async (): Promise<boolean> => {
    const { photos } = (await lib.app.call('dump', { normalised: true })) as { photos: { files: { path: string; status: string }[] }[] };
    const files = photos.flatMap((photo) => photo.files).filter(({ path }) => path.startsWith('Many/'));
    return files.length === many && files.every(({ path, status }) => status === 'present' && path.startsWith('Many/to/'));
  };
  while (!(await settled())) await heard(lib);
  expect(everMissing).toEqual([]);
  const { entries } = await lib.app.call('history.list', {});
  expect(entries.filter((entry) => 'missing' in entry.counts || 'mass_missing' in entry.counts)).toEqual([]);
  for (const kind of ['missing', 'mass_missing']) expect((await lib.app.call('conflict.list', { kind })).conflicts).toEqual([]);
}, 300_000);

test('a storage that goes away is followed no more and nothing is marked; back again it is scanned and its indexes are written', async () => {
  const lib = await library();
  await follow(lib);
  const away = `${lib.root}-away`;
  const isOff = event<{ storages: WatchStatus[] }>(lib.app, 'watch.changed', ({ storages }) => storages[0]?.state === 'off');
  renameSync(lib.root, away);
  lib.timers.advance(lookEveryMs);
  await isOff;
  expect((await status(lib)).notice).toContain('not there');
  await lib.app.call('session.edit', { session_id: 1, title: 'Edited while away' });
  expect((await lib.app.call('storage.show', { storage: lib.uuid })).health).toMatchObject({ missing_files: 0, stale_indexes: 1 });
  const scan = nextScan(lib);
  renameSync(away, lib.root);
  await lib.timers.waitsWithin(lookEveryMs);
  lib.timers.advance(lookEveryMs);
  // The scan changes nothing, so it has no index to write.
  expect((await scan).applied.changes).toBe(0);
  expect(readFileSync(join(lib.root, 'imports/session_1.json'), 'utf8')).toContain('Edited while away');
  expect(await status(lib)).toMatchObject({ state: 'watching' });
});

test('a copy that turns up beside a storage that comes back is asked about', async () => {
  const lib = await library();
  await follow(lib);
  const copy = join(dirname(lib.root), 'copy');
  cpSync(lib.root, copy, { recursive: true });
  renameSync(lib.root, `${lib.root}-away`);
  rmSync(join(copy, '.imalink/staging'), { recursive: true });
  const isOff = event<{ storages: WatchStatus[] }>(lib.app, 'watch.changed', ({ storages }) => storages[0]?.state === 'off');
  lib.timers.advance(lookEveryMs);
  await isOff;
  const asked = event(lib.app, 'conflicts.changed', () => true);
  renameSync(`${lib.root}-away`, lib.root);
  await lib.timers.waitsWithin(lookEveryMs);
  lib.timers.advance(lookEveryMs);
  await asked;
  expect((await lib.app.call('storage.show', { storage: lib.uuid })).clone_path).toBe(copy);
});

test('where a system lets nobody watch so many folders, the storage is scanned every hour instead', async () => {
  const lib = await library({ watchLimit: async () => 2 });
  await follow(lib);
  expect(await status(lib)).toMatchObject({ state: 'periodic', notice: expect.stringContaining('fs.inotify.max_user_watches = 2') });
  move(lib, 'Card/a/0.jpg', 'Card/a/zero.jpg');
  const scan = nextScan(lib);
  lib.timers.advance(3_600_000);
  expect((await scan).moved_files).toHaveLength(1);
});

test('following is turned off and on by the setting, and ends while a storage rests', async () => {
  const lib = await library();
  await follow(lib);
  const becomes = (state: WatchStatus['state']) =>
    event<{ storages: WatchStatus[] }>(lib.app, 'watch.changed', ({ storages }) => storages[0]?.state === state);
  let changed = becomes('off');
  await lib.app.call('settings.set', { watch: false });
  await changed;
  expect((await status(lib)).notice).toContain('turned off');
  changed = becomes('watching');
  let scan = nextScan(lib);
  await lib.app.call('settings.set', { watch: true });
  await Promise.all([changed, scan]);
  changed = becomes('off');
  await lib.app.call('storage.deactivate', { storage: lib.uuid });
  await changed;
  expect((await status(lib)).notice).toContain('deactivated');
  changed = becomes('watching');
  scan = nextScan(lib);
  await lib.app.call('storage.reactivate', { storage: lib.uuid });
  await Promise.all([changed, scan]);
});
