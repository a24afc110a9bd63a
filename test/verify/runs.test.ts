/** Runs of a verification: interrupted ones go on, samples take their turn, a slice is read every day. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import type { VerifyResult } from '#contract/recover.ts';
import { lookEveryMs } from '#core/services/verify/daily-slice.ts';
import type { Timers } from '#core/services/watch/timers.ts';
import { endedWell, rot, verifiedLibrary, type VerifiedLibrary } from '../builders/mirrored-library.ts';
import { manualTimers } from '../builders/timers.ts';

const dayMs = 86_400_000;

/** A clock that is moved by hand; every look at it is a millisecond later. */
function clockFrom(start: string) {
  let nowMs = Date.parse(start);
  return {
    clock: { now: () => new Date(nowMs++), newUuid: () => crypto.randomUUID() },
    set: (text: string) => void (nowMs = Date.parse(text)),
    advance: (ms: number) => void (nowMs += ms),
  };
}

const verifiedAt = async (lib: VerifiedLibrary): Promise<Map<string, string>> =>
  new Map(
    (await lib.app.call('copies', { min: 100, limit: 1000 })).photos.flatMap((photo) =>
      photo.files.map((file) => [`${file.storage_name}/${file.path}`, file.verified_at ?? '']),
    ),
  );

/** Verifies both storages, and cancels when the first one is done. */
async function interrupted(lib: VerifiedLibrary): Promise<JobDto> {
  let jobId = '';
  const unsubscribe = lib.app.engine.onEvent((name, payload) => {
    const { storage_uuid: uuid } = (name === 'storage.changed' ? payload : {}) as { storage_uuid?: string };
    if (uuid === lib.home.uuid) void lib.app.call('job.cancel', { job_id: jobId });
  });
  jobId = (await lib.app.call('verify.start', {})).job_id;
  const job = await lib.app.ended(jobId);
  unsubscribe();
  return job;
}

test('an interrupted run goes on with the files it has not read', async () => {
  const { clock, advance } = clockFrom('2026-03-01T10:00:00.000Z');
  const lib = await verifiedLibrary(8, { clock });
  await lib.mirror();
  const before = await verifiedAt(lib);
  advance(1000);
  expect((await interrupted(lib)).status).toBe('cancelled');
  const halfway = await verifiedAt(lib);
  const read = [...halfway].filter(([path, at]) => at !== before.get(path)).map(([path]) => path);
  expect(read.toSorted()).toEqual([...halfway.keys()].filter((path) => path.startsWith('home-disk/')).toSorted());
  advance(dayMs);
  const rest = await lib.verify({ resume: true });
  expect([rest.checked, rest.ok]).toEqual([8, 8]);
  const after = await verifiedAt(lib);
  expect(read.map((path) => after.get(path))).toEqual(read.map((path) => halfway.get(path)));
  // It has come to its end: the next one begins anew, whether it is asked to go on or not.
  expect((await lib.verify({ resume: true })).checked).toBe(16);
});

test('without resume everything is read, also after an interruption', async () => {
  const lib = await verifiedLibrary(4);
  await lib.mirror();
  expect((await interrupted(lib)).status).toBe('cancelled');
  expect((await lib.verify()).checked).toBe(8);
});

test('a sample reads what was not read for longest, and its turns add up to everything', async () => {
  const lib = await verifiedLibrary(10);
  const read: string[] = [];
  for (let turn = 0; turn < 4; turn++) {
    const before = await verifiedAt(lib);
    expect((await lib.verify({ sample_percent: 25 })).checked).toBe(3);
    read.push(...[...(await verifiedAt(lib))].filter(([path, at]) => at !== before.get(path)).map(([path]) => path));
  }
  expect([read.length, new Set(read).size]).toEqual([12, 10]);
  expect(new Set(read.slice(0, 9)).size).toBe(9);
});

test('files that stay damaged do not keep the others from their turn', async () => {
  const lib = await verifiedLibrary(6);
  for (const path of ['even/0.jpg', 'odd/1.jpg', 'even/2.jpg']) rot(join(lib.home.photos, 'Card', path));
  const results = [];
  for (let turn = 0; turn < 2; turn++) results.push(await lib.verify({ sample_percent: 50 }));
  expect(results.reduce((sum, { corrupt, ok }) => [(sum[0] ?? 0) + corrupt, (sum[1] ?? 0) + ok], [0, 0])).toEqual([3, 3]);
});

test('a clock that was put back makes no file be read twice or not at all', async () => {
  const { clock, set } = clockFrom('2026-03-02T10:00:00.000Z');
  const lib = await verifiedLibrary(10, { clock });
  set('2026-03-01T10:00:00.000Z');
  expect((await lib.verify()).checked).toBe(10);
  expect((await lib.verify()).checked).toBe(10);
});

test('the schedule counts what was verified, and what was not within a quarter', async () => {
  const { clock, advance } = clockFrom('2026-03-01T10:00:00.000Z');
  const lib = await verifiedLibrary(10, { clock });
  const [oldest] = [...(await verifiedAt(lib)).values()].toSorted();
  expect(await lib.app.call('verify.schedule', {})).toEqual({ files: 10, verified: 10, due: 0, oldest_verified_at: oldest });
  advance(91 * dayMs);
  expect(await lib.app.call('verify.schedule', {})).toMatchObject({ files: 10, verified: 10, due: 10 });
  await lib.verify({ sample_percent: 30 });
  expect(await lib.app.call('verify.schedule', {})).toMatchObject({ files: 10, verified: 10, due: 7 });
});

test('a slice is read once a day while a host runs, when it is wanted', async () => {
  const { clock, advance } = clockFrom('2026-03-01T10:00:00.000Z');
  const manual = manualTimers();
  let planned = Promise.withResolvers<void>();
  const timers: Timers = {
    now: () => manual.now(),
    after: (delayMs, work) => {
      if (delayMs === lookEveryMs) planned.resolve();
      return manual.after(delayMs, work);
    },
  };
  const lib = await verifiedLibrary(3, { clock, timers });
  const imported = await verifiedAt(lib);
  await lib.app.call('settings.set', { watch: false });
  /** An hour passes, and what is done in it. */
  const hour = async (): Promise<number> => {
    planned = Promise.withResolvers<void>();
    advance(lookEveryMs);
    manual.advance(lookEveryMs);
    await planned.promise;
    const { jobs } = await lib.app.call('job.list', {});
    const slices = await Promise.all(jobs.filter(({ kind }) => kind === 'verify').map(({ job_id }) => lib.app.ended(job_id)));
    for (const job of slices) expect(endedWell<VerifyResult>(job)).toMatchObject({ checked: 1, ok: 1 });
    return slices.length;
  };
  await lib.app.engine.watch.start();
  expect(await hour()).toBe(0);
  await lib.app.call('settings.set', { verify_daily: true });
  expect([await hour(), await hour(), await hour()]).toEqual([1, 1, 1]);
  advance(dayMs);
  expect([await hour(), await hour()]).toEqual([2, 2]);
  // Another file each day.
  const read = [...(await verifiedAt(lib))].filter(([path, at]) => at !== imported.get(path));
  expect(read).toHaveLength(2);
});
