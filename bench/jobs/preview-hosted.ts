/** A preview as the app and the server count it, catalog in its thread: how long is the main thread held? */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { JobDto } from '#contract/job.ts';
import { ImportPreview, ImportRequest } from '#contract/import.ts';
import { openEngine } from '#core/services/engine.ts';
import { report } from '../measure.ts';
import { plantedUuid } from '../plant-storage.ts';

const [home, source] = process.argv.slice(2) as [string, string];
const engine = await openEngine({ home, catalogInThread: true });
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const { promise, resolve } = Promise.withResolvers<JobDto>();
engine.onEvent((name, payload) => {
  const job = name === 'job.changed' ? (payload as { job: JobDto }).job : null;
  if (job?.finished_at) resolve(job);
});
await engine.handlers['import.preview'](ImportRequest.parse({ sources: [source], storage: plantedUuid }));
const job = await promise;
if (job.error) throw new Error(job.error.message);
delay.disable();
await report(startedMs, startCpu, {
  duplicates: ImportPreview.parse(job.result).counts.duplicates,
  loopDelayP99Ms: delay.percentile(99) / 1e6,
  loopDelayMaxMs: delay.max / 1e6,
});
