/** A verification that is throttled reads no faster than it may, waits in pieces, and stops at once when it is cancelled. */
import { expect, test } from 'vitest';
import { paceOf } from '#core/services/verify/pace.ts';
import { verifiedLibrary } from '../builders/mirrored-library.ts';

test('so many bytes take as long as the limit says, however they are spread; without a limit nothing waits', async () => {
  const { signal } = new AbortController();
  const startedMs = performance.now();
  await paceOf(undefined)(1e12, signal);
  const pace = paceOf(1);
  for (const bytes of [10_000, 0, 25_000, 5_000]) await pace(bytes, signal);
  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(40);
});

test('a wait of hours ends when the work is cancelled', async () => {
  const cancelled = new AbortController();
  const waiting = paceOf(0.1)(1e12, cancelled.signal);
  cancelled.abort();
  await waiting;
});

test('a throttled verification finds the same, and can be cancelled while it waits', async () => {
  const lib = await verifiedLibrary(4);
  expect(await lib.verify({ max_mb_per_s: 100_000 })).toMatchObject({ checked: 4, ok: 4 });
  await expect(lib.verify({ max_mb_per_s: 0 })).rejects.toMatchObject({ code: 'bad-input' });
  // At this speed it would take a good while: a photo has thousands of bytes.
  const { job_id } = await lib.app.call('verify.start', { max_mb_per_s: 0.1 });
  await lib.app.call('job.cancel', { job_id });
  expect(await lib.app.ended(job_id)).toMatchObject({ status: 'cancelled' });
});
