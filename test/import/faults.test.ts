/** Disks that fail in the middle of an import: a clear report, nothing half-written under a real name, and it goes on. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ImportResult } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { canCutPower, loopMount, type LoopMount } from '../builders/loop-mount.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

async function photos(count: number, widthPx = 320): Promise<Record<string, Uint8Array>> {
  const files = Array.from({ length: count }, async (_, n) => [`${n}.jpg`, await jpeg({ seed: n, widthPx, heightPx: 240 })] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** Everything under a real name is a whole file of the source. */
function requireWhole(photosFolder: string, card: Record<string, string>): void {
  const whole = new Set(Object.values(card).map((print) => print.split(' ')[0]));
  for (const [path, print] of Object.entries(readTree(photosFolder))) expect(whole.has(print.split(' ')[0]), path).toBe(true);
}

/** Starts an import and does something to a disk once some files are done. */
async function disturbed(app: TestEngine, input: { sources: string[]; storage: string }, disturb: () => void) {
  const { job_id, session_id } = await app.call('import.start', input);
  await new Promise<void>((resolve) => {
    const stop = app.engine.onEvent((name, payload) => {
      const job = name === 'job.changed' ? (payload as { job: JobDto }).job : null;
      if (job?.job_id !== job_id || job.progress.done_files < 3) return;
      stop();
      resolve();
    });
  });
  disturb();
  return { job: await app.ended(job_id), session_id };
}

/** A disk of its own, or null where there are none. */
const disk = (): LoopMount | null => (canCutPower() ? loopMount('ext4') : null);

test('a full disk: said before and in the middle, and the rest comes once there is space', async ({ skip }) => {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return skip('needs root to make a small disk');
  const folder = tempFolder();
  const base = join(folder, 'base');
  mkdirSync(base);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=900k', 'tmpfs', base]);
  onTestFinished(() => void execFileSync('umount', ['-l', base]));
  const app = await testEngine({ folder });
  const storage = await app.newStorage();
  const card = join(folder, 'Card');
  writeTree(card, await photos(40));
  const before = readTree(card);
  await expect(app.import({ sources: [card], storage: storage.uuid })).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/has 1 MB free, the import needs \d MB/),
  });
  // With something in the storage the rest may be duplicates: then it is tried, and found out.
  await app.import({ sources: [join(card, '0.jpg')], storage: storage.uuid });
  await expect(app.import({ sources: [card], storage: storage.uuid })).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('resume session 3'),
  });
  requireWhole(storage.photos, before);
  expect(readdirSync(join(storage.root, '.imalink/staging'))).toEqual([]);
  execFileSync('mount', ['-o', 'remount,size=20m', base]);
  const { job_id } = await app.call('session.resume', { session_id: 3 });
  expect((await app.ended(job_id)).result).toMatchObject({ counts: { found: 40, imported: 39, duplicates: 1, failed: 0 } });
  expect(readTree(card)).toEqual(before);
  execFileSync('mount', ['-o', 'remount,ro', base]);
  await expect(app.import({ sources: [card], storage: storage.uuid })).rejects.toMatchObject({ code: 'storage-read-only' });
  execFileSync('mount', ['-o', 'remount,rw', base]);
});

test('the target is pulled out while it is written to: the session waits for it, and goes on', async ({ skip }) => {
  const target = disk();
  if (!target) return skip('needs a disk that can be pulled out');
  const folder = tempFolder();
  const app = await testEngine({ folder });
  const storage = await app.call('storage.create', { base_path: target.path, display_name: 'Stick' });
  const card = join(folder, 'Card');
  writeTree(card, await photos(80));
  const before = readTree(card);
  const { job, session_id } = await disturbed(app, { sources: [card], storage: storage.uuid }, () => target.unplug());
  expect(job.status).toBe('failed');
  expect(['io-error', 'storage-offline']).toContain(job.error?.code);
  expect(readTree(card)).toEqual(before);
  target.plugIn();
  requireWhole(join(storage.full_path, 'photos'), before);
  const resumed = await app.call('session.resume', { session_id });
  const { counts, problems, matches } = (await app.ended(resumed.job_id)).result as ImportResult;
  expect(matches).toEqual([]);
  expect(problems.filter(({ imported }) => !imported)).toEqual([]);
  expect(counts).toMatchObject({ found: 80, imported: 80, failed: 0 });
  expect(Object.keys(readTree(join(storage.full_path, 'photos')))).toHaveLength(80);
  await app.engine.close();
});

test('the source is pulled out while it is read: what was read is stored, the rest is named and tried again', async ({ skip }) => {
  const source = disk();
  if (!source) return skip('needs a disk that can be pulled out');
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(source.path, 'Card');
  writeTree(card, await photos(80));
  const before = readTree(card);
  execFileSync('sync', ['-f', source.path]);
  const { job, session_id } = await disturbed(app, { sources: [card], storage: storage.uuid }, () => source.unplug());
  const first = job.result as ImportResult | null;
  requireWhole(storage.photos, before);
  for (const problem of first?.problems ?? []) expect(['unreadable', 'vanished', 'attributes-lost']).toContain(problem.code);
  source.plugIn();
  const isDone = first !== null && first.counts.failed === 0;
  if (!isDone) await app.ended((await app.call('session.resume', { session_id, failed: first !== null })).job_id);
  const show = await app.call('session.show', { session_id });
  expect([show.status, Object.keys(readTree(storage.photos)).length]).toEqual(['complete', 80]);
});
