/** A job as the app and the server run it: how long does it hold the main thread? */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { JobDto } from '#contract/job.ts';
import type { Engine } from '#core/services/engine.ts';

/** Starts a job and waits for its end. @throws Error what the job says when it failed */
export async function watchMainThread(
  engine: Engine,
  start: () => unknown,
): Promise<{ readonly job: JobDto; readonly loopDelayP99Ms: number; readonly loopDelayMaxMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const { promise, resolve } = Promise.withResolvers<JobDto>();
  engine.onEvent((name, payload) => {
    const job = name === 'job.changed' ? (payload as { job: JobDto }).job : null;
    if (job?.finished_at) resolve(job);
  });
  await start();
  const job = await promise;
  delay.disable();
  if (job.error) throw new Error(job.error.message);
  return { job, loopDelayP99Ms: delay.percentile(99) / 1e6, loopDelayMaxMs: delay.max / 1e6 };
}
