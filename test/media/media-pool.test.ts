/** The pool with real threads: many files, hanging, dying, cancelling, and the one large picture at a time. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLargeGate } from '#core/media/large-gate.ts';
import { createMediaPool } from '#core/media/media-pool.ts';
import type { MediaJob, MediaPool } from '#core/media/types.ts';
import { tinyJpeg } from '../builders/images.ts';

let dir = '';
let pool: MediaPool;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'imalink-pool-'));
  pool = createMediaPool({ size: 2, timeoutMs: 10_000, memoryLimitMb: 1500 });
});
afterEach(async () => {
  await pool.close();
  rmSync(dir, { recursive: true, force: true });
});

const job = (name: string, over: Partial<MediaJob> = {}): MediaJob => ({
  sourcePath: join(dir, name),
  copyToPath: null,
  verify: false,
  hotpreviewsDir: join(dir, 'hp'),
  hashOnly: false,
  ...over,
});

async function put(name: string, options = {}): Promise<void> {
  writeFileSync(join(dir, name), await tinyJpeg(options));
}

test('many files at once give the results of one after the other', async () => {
  const names = Array.from({ length: 24 }, (_, index) => `p${index}.jpg`);
  for (const [index, name] of names.entries()) await put(name, { seed: index, widthPx: 40 + index });
  const outcomes = await Promise.all(names.map((name) => pool.run(job(name, { copyToPath: join(dir, `copy-${name}`), verify: true }))));
  expect(outcomes.map((outcome) => outcome.ok && outcome.value.widthPx)).toEqual(names.map((_, index) => 40 + index));
  for (const name of names) expect(readFileSync(join(dir, `copy-${name}`))).toEqual(readFileSync(join(dir, name)));
  expect(pool.concurrency).toBe(4);
});

test('files that are read many to a message give the results of one after the other, and their checksums', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}.jpg`);
  for (const [index, name] of names.entries()) await put(name, { seed: index, widthPx: 40 + index });
  names.splice(20, 0, 'none.jpg');
  // Every seventh counts as large, and goes alone.
  const sizeOf = (index: number): number => (index % 7 === 0 ? 50_000_000 : 1000);
  const jobs = names.map((name) => ({ ...job(name), copyToPath: null }));
  const alone = await Promise.all(jobs.map((each) => pool.run(each)));
  expect(await pool.runAll(jobs.map((each, index) => ({ of: each, sizeBytes: sizeOf(index) })))).toEqual(alone);
  const checksums = await pool.checksums(names.map((name, index) => ({ of: join(dir, name), sizeBytes: sizeOf(index) })));
  expect(checksums).toEqual(alone.map((outcome) => (outcome.ok ? outcome.value.checksum : null)));
  const given = new AbortController();
  const waiting = pool.checksums(
    names.map((name) => ({ of: join(dir, name), sizeBytes: 50_000_000 })),
    given.signal,
  );
  given.abort();
  expect((await waiting).filter((checksum) => checksum === null).length).toBeGreaterThan(30);
});

test('a bad file among good ones is a result, not an error', async () => {
  await put('good.jpg');
  writeFileSync(join(dir, 'bad.jpg'), Buffer.from('\xff\xd8\xff\xe0 nonsense', 'latin1'));
  const [good, bad, none] = await Promise.all([pool.run(job('good.jpg')), pool.run(job('bad.jpg')), pool.run(job('none.jpg'))]);
  expect(good).toMatchObject({ ok: true, value: { remarks: [] } });
  expect(bad).toMatchObject({ ok: true, value: { hasHotpreview: false, remarks: [{ code: 'damaged' }] } });
  expect(none).toMatchObject({ ok: false, problem: { code: 'vanished' } });
});

test('renders a larger picture as bytes of its own', async () => {
  await put('a.jpg', { widthPx: 600, heightPx: 400, orientation: 6 });
  const result = await pool.render(join(dir, 'a.jpg'), 300);
  const meta = await sharp(result.ok ? result.jpeg : Buffer.alloc(0)).metadata();
  expect([meta.width, meta.height]).toEqual([200, 300]);
  expect(result.ok && result.jpeg.byteLength === result.jpeg.buffer.byteLength).toBe(true);
});

/** A file that takes seconds to read and no room on the disk. */
function sparse(name: string, sizeBytes: number): void {
  execFileSync('truncate', ['-s', String(sizeBytes), join(dir, name)]);
}

test('what somebody looks at is drawn before the files that wait to be read', async () => {
  await put('shown.jpg');
  writeFileSync(join(dir, 'long.jpg'), Buffer.concat([await tinyJpeg(), Buffer.alloc(8 * 1024 * 1024)]));
  const ended: string[] = [];
  const files = Array.from({ length: 32 }, (_, n) => pool.run(job('long.jpg', { hashOnly: true })).then(() => ended.push(`file ${n}`)));
  const shown = pool.render(join(dir, 'shown.jpg'), 32).then(() => ended.push('picture'));
  await Promise.all([...files, shown]);
  expect(ended.indexOf('picture')).toBeLessThan(24);
});

test('cancelling ends a running job soon and leaves no copy', async () => {
  sparse('giant.mov', 8 * 1024 ** 3);
  const abort = new AbortController();
  const running = pool.run(job('giant.mov', { copyToPath: join(dir, 'copy.mov') }), abort.signal);
  while (!existsSync(join(dir, 'copy.mov'))) await new Promise((resolve) => setTimeout(resolve, 5));
  const start = performance.now();
  abort.abort();
  expect(await running).toEqual({ ok: false, problem: { code: 'worker-crashed', message: 'cancelled' } });
  expect(performance.now() - start).toBeLessThan(5000);
  expect(existsSync(join(dir, 'copy.mov'))).toBe(false);
});

test('cancelling a waiting job costs nothing, and an aborted signal starts none', async () => {
  await put('a.jpg');
  const abort = new AbortController();
  const waiting = Array.from({ length: 12 }, () => pool.run(job('a.jpg', { copyToPath: null }), abort.signal));
  abort.abort();
  const outcomes = await Promise.all(waiting);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem.message === 'cancelled').length).toBeGreaterThanOrEqual(8);
  expect(await pool.run(job('a.jpg'), abort.signal)).toMatchObject({ ok: false, problem: { message: 'cancelled' } });
});

test('a long read that goes on is not taken for hanging', async () => {
  const patient = createMediaPool({ size: 1, timeoutMs: 700, memoryLimitMb: 1500 });
  sparse('long.mov', 800 * 1024 ** 2);
  try {
    const start = performance.now();
    expect(await patient.run(job('long.mov', { hashOnly: true }))).toMatchObject({ ok: true });
    expect(performance.now() - start, 'long enough to mean something').toBeGreaterThan(700);
  } finally {
    await patient.close();
  }
}, 60_000);

test('a job that hangs is ended and blamed; its neighbours are done again; the third time it is not tried', async () => {
  const strict = createMediaPool({ size: 1, timeoutMs: 600, memoryLimitMb: 1500 });
  try {
    await put('good.jpg');
    // interlaced and large: a decode that takes longer than this pool allows
    const slow = await sharp({ create: { width: 12_000, height: 8000, channels: 3, background: '#123' } })
      .png({ compressionLevel: 0, progressive: true })
      .toBuffer();
    writeFileSync(join(dir, 'slow.png'), slow);
    const results = await Promise.all([strict.run(job('slow.png', { copyToPath: join(dir, 'copy.png') })), strict.run(job('good.jpg'))]);
    expect(results[1]).toMatchObject({ ok: true });
    if (!results[0].ok) {
      expect(results[0].problem.code).toBe('worker-crashed');
      expect(existsSync(join(dir, 'copy.png'))).toBe(false);
      expect(await strict.run(job('slow.png'))).toMatchObject({ ok: false, problem: { code: 'worker-crashed' } });
      const third = await strict.run(job('slow.png'));
      expect(!third.ok && third.problem.message).toContain('not tried again');
    }
    expect(results[0].ok, 'the machine is too fast for this test: make the picture larger').toBe(false);
    expect(await strict.run(job('good.jpg'))).toMatchObject({ ok: true });
    // Small files that come together in one message answer for themselves all the same.
    const together = ['good.jpg', 'slow.png', 'none.jpg', 'good.jpg'].map((name) => ({
      of: { ...job(name), copyToPath: null },
      sizeBytes: 1000,
    }));
    const codes = (await strict.runAll(together)).map((outcome) => (outcome.ok ? 'ok' : outcome.problem.code));
    expect(codes).toEqual(['ok', 'worker-crashed', 'vanished', 'ok']);
  } finally {
    await strict.close();
  }
}, 60_000);

test('closing answers everything that waits or runs and removes half-made copies', async () => {
  sparse('giant.mov', 8 * 1024 ** 3);
  const running = pool.run(job('giant.mov', { copyToPath: join(dir, 'copy.mov') }));
  const waiting = Array.from({ length: 10 }, () => pool.run(job('giant.mov')));
  while (!existsSync(join(dir, 'copy.mov'))) await new Promise((resolve) => setTimeout(resolve, 5));
  await pool.close();
  for (const outcome of await Promise.all([running, ...waiting]))
    expect(outcome).toMatchObject({ ok: false, problem: { message: 'cancelled' } });
  expect(existsSync(join(dir, 'copy.mov'))).toBe(false);
  expect(await pool.run(job('giant.mov'))).toMatchObject({ ok: false });
});

test('of very large pictures one is decoded at a time', async () => {
  const lock = new Int32Array(new SharedArrayBuffer(4));
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
  };
  const gates = [1, 2, 3].map((slot) => createLargeGate(lock, slot, () => undefined));
  await Promise.all(gates.flatMap((gate) => [gate(true, task), gate(true, task)]));
  expect(most).toBe(1);
  await Promise.all(gates.map((gate) => gate(false, task)));
  expect(most).toBe(3);
});
