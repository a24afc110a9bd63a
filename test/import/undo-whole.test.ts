/** An import that was split into several sessions: one part says which others there are, and one step takes all of them back. */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ResolveResult, UndoImportPlan } from '#contract/resolve.ts';
import { json, runCli, runCliWith } from '../builders/cli.ts';
import { nextStart, testEngine, type TestEngine } from '../builders/engine.ts';
import { faultShim } from '../builders/fault-shim.ts';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { splitImport } from '../builders/split-import.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';
import { settle } from '../builders/two-hosts.ts';

/** Ten photos in three sessions; the last one is a further copy of the first, in another part. */
async function splitLibrary(): Promise<ScannedLibrary> {
  const lib = await scannedLibrary({ 'c/again.jpg': await jpeg({ seed: 0, takenAt: '2020:01:01 10:00:00' }) });
  await splitImport(join(lib.app.folder, 'home'), lib.root, 4);
  await settle(lib.app);
  return lib;
}

const plan = (app: TestEngine, sessionId: number, whole = false): Promise<UndoImportPlan> =>
  app.call('session.planUndo', { session_id: sessionId, whole });

async function apply(app: TestEngine, { plan_id }: UndoImportPlan): Promise<ResolveResult> {
  const job = await app.ended((await app.call('session.undo', { plan_id })).job_id);
  if (job.error) throw new Error(job.error.message);
  expect([job.progress.done_files, job.progress.phase]).toEqual([job.progress.total_files, 'applying']);
  return job.result as ResolveResult;
}

const listed = async (app: TestEngine): Promise<number> => (await app.call('photos.open', {})).total;

test('a part says which others there are, goes alone, or takes all of them along in one step', async () => {
  const { app, ...lib } = await splitLibrary();
  const [before, files] = [await lib.dump(), readTree(lib.photos)];
  const pictures = ['a/1', 'a/2', 'a/3', 'a/4', 'b/5', 'b/6', 'b/7', 'b/8', 'b/9', 'c/again'].map((name) => `Card/${name}.jpg`);
  const parts = [
    { session_id: 1, title: 'Trip', photos: 3 },
    { session_id: 2, title: 'Trip (part 1)', photos: 4 },
    { session_id: 3, title: 'Trip (part 2)', photos: 4 },
  ];
  const alone = await plan(app, 3);
  expect(alone).toMatchObject({ parts, whole: false, headline: { records_changed: 4, files_set_aside: 4, indexes_rewritten: 1 } });
  const all = await plan(app, 3, true);
  // The photo with two files counts in both parts.
  expect(all).toMatchObject({
    parts,
    whole: true,
    refused: [],
    headline: { records_changed: 11, files_set_aside: 12, indexes_rewritten: 3 },
  });
  expect(all.actions.map(({ from }) => from)).toEqual(['Card/a/0.jpg', 'Card/a/0.xmp', ...pictures]);
  expect(readTree(lib.photos), 'a plan changes nothing').toEqual(files);

  const result = await apply(app, all);
  expect(result).toMatchObject({ returned: [], headline: { records_changed: 11, files_set_aside: 12 }, journal_ids: { length: 3 } });
  expect([readTree(lib.photos), await listed(app)]).toEqual([{}, 0]);
  for (const name of ['session_1', 'session_2', 'session_3'])
    expect(JSON.parse(readFileSync(join(lib.root, `imports/${name}.json`), 'utf8'))).toMatchObject({ files: {} });
  expect((await lib.scan()).changes_detected).toBe(false);
  for (const id of result.journal_ids.toReversed()) await lib.undo(id);
  expect([await lib.dump(), readTree(lib.photos)]).toEqual([before, files]);

  await apply(app, await plan(app, 2));
  const [gone, rest] = [await plan(app, 2), await plan(app, 1, true)];
  expect(
    gone.parts.map(({ photos }) => photos),
    'the one that is asked about is always named',
  ).toEqual([3, 0, 4]);
  expect(rest.parts.map(({ session_id: id }) => id)).toEqual([1, 3]);
  await apply(app, rest);
  expect(await listed(app)).toBe(0);
});

test('in every part, what was moved, edited or has changed since the preview stays', async () => {
  const { app, ...lib } = await splitLibrary();
  lib.move('Card/a/1.jpg', 'Best/1.jpg');
  lib.move('Card/b/9.jpg', 'Best/9.jpg');
  await lib.scan();
  const shown = await plan(app, 1, true);
  lib.write('Card/b/5.jpg', await jpeg({ seed: 99 }));
  const result = await apply(app, shown);
  const stays = (lines: readonly { path: string; reason: string }[]): string[] => lines.map(({ path, reason }) => `${path}: ${reason}`);
  expect([stays(shown.refused).toSorted(), stays(result.returned)]).toEqual([
    ['Best/1.jpg: It was moved or renamed since.', 'Best/9.jpg: It was moved or renamed since.'],
    ['Card/b/5.jpg: It has changed since the preview.'],
  ]);
  expect(Object.keys(readTree(lib.photos))).toEqual(['Best/1.jpg', 'Best/9.jpg', 'Card/b/5.jpg']);
  expect(await listed(app)).toBe(3);
});

test('parts know each other after a recovery; a session that a person split off, and one of another import, are no parts', async () => {
  const { app, ...lib } = await splitLibrary();
  const { photos } = await app.call('search', { query: 'name:6', limit: 1 });
  await app.call('session.split', { session_id: 3, hothashes: photos.map(({ hothash }) => hothash), title: 'Mine' });
  writeTree(join(app.folder, 'Other'), { 'x.jpg': await jpeg({ seed: 50 }) });
  await app.import({ sources: [join(app.folder, 'Other')], storage: lib.uuid });
  const ids = async (of: TestEngine, id: number): Promise<number[]> => (await plan(of, id)).parts.map((part) => part.session_id);
  expect([await ids(app, 2), await ids(app, 4), await ids(app, 5)]).toEqual([[1, 2, 3], [4], [5]]);
  const dump = await app.call('dump', { normalised: true });
  await app.engine.close();
  rmSync(join(app.folder, 'home'), { recursive: true });
  const again = await testEngine({ folder: app.folder });
  await again.ended((await again.call('recover.start', { paths: [lib.root], dry_run: false })).job_id);
  expect(await again.call('dump', { normalised: true })).toEqual(dump);
  expect([await ids(again, 2), await ids(again, 4), await ids(again, 5)]).toEqual([[1, 2, 3], [4], [5]]);
});

/** A home and a storage with five photos in three sessions. */
async function prepare() {
  const work = join(tempFolder(), 'work');
  const home = join(work, 'home');
  const files: Record<string, Uint8Array | string> = { 'a/0.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>' };
  for (let seed = 0; seed < 5; seed++) files[`a/${seed}.jpg`] = await jpeg({ seed });
  writeTree(join(work, 'Card'), files);
  mkdirSync(join(work, 'base'));
  const { full_path: root } = await json<{ full_path: string }>(home, ['storage', 'create', join(work, 'base'), '--name', 'S']);
  await json(home, ['import', join(work, 'Card'), '--storage', 'S', '--title', 'Trip']);
  await splitImport(home, root, 2);
  await nextStart(home, ({ call }) => call('system.doctor', { fix: true }));
  return { work, home, root, photos: join(root, 'photos') };
}

test('the command line names the parts, and takes all of them back when it is told to', async () => {
  const { home, photos } = await prepare();
  const one = await runCli(home, ['session', 'undo', '2']);
  expect(one.stdout).toContain('This import was split into 3 sessions; --whole takes all of them back:');
  expect(one.stdout).toContain('Trip (part 2)');
  const all = await runCli(home, ['session', 'undo', '2', '--whole']);
  expect(all.stdout).toContain('5 photos would leave the library, 6 files');
  const done = await runCli(home, ['session', 'undo', '2', '--whole', '--yes']);
  expect([done.code, readTree(photos)]).toEqual([0, {}]);
  const back = [...done.stdout.matchAll(/`imalink history undo (\d+)`/g)].map(([, entry]) => entry ?? '');
  expect(back).toEqual(['3', '2', '1']);
  for (const entry of back) expect((await runCli(home, ['history', 'undo', entry])).code).toBe(0);
  expect(Object.keys(readTree(photos))).toHaveLength(6);
});

/** All with UNDO_POINTS=all: some 90 calls. */
const wantedPoints = process.env['UNDO_POINTS'] ?? '3';

test(
  'killed in the middle, every part is taken back or not begun, and the same command takes back the rest',
  { timeout: 900_000 },
  async ({ skip }) => {
    const shim = faultShim();
    if (!shim) return skip('no fault shim here');
    const { work, home, root, photos } = await prepare();
    const template = `${work}-template`;
    cpSync(work, template, { recursive: true, preserveTimestamps: true });
    const undo = (env: Record<string, string> = {}) => runCliWith(env, home, ['session', 'undo', '3', '--whole', '--yes']);
    expect((await undo(shim.env(root, 'kill', 0))).code).toBe(0);
    const calls = shim.takeLog();
    const points = calls.map((_, at) => at + 1).filter((at) => !calls[at - 1]?.includes('.imalink/lock'));
    const tried = wantedPoints === 'all' ? points : points.filter((_, at) => at % Math.ceil(points.length / Number(wantedPoints)) === 3);
    expect(tried.length).toBeGreaterThan(2);
    for (const at of tried) {
      rmSync(work, { recursive: true });
      cpSync(template, work, { recursive: true, preserveTimestamps: true });
      const where = `killed before call ${calls[at - 1]}`;
      expect((await undo(shim.env(root, 'kill', at))).code, where).toBe(null);
      const [scanned, left] = await nextStart(home, async ({ call }) => [
        await call('scan.run', { storage: root }),
        (await call('session.list', {})).sessions.map(({ photo_count: count }) => count).filter((count) => count > 0),
      ]);
      expect([scanned.changes_detected, left.every((count) => count < 3), readTreeCount(photos) === sum(left)], where).toEqual([
        false,
        true,
        true,
      ]);
      // Nothing is left to take back where the kill came after the last part.
      const again = await undo();
      expect([again.code, readTree(photos)], where).toEqual([0, {}]);
    }
  },
);

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
const readTreeCount = (folder: string): number => Object.keys(readTree(folder)).filter((path) => path.endsWith('.jpg')).length;
