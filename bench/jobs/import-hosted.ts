/** An import as the app and the server run it, catalog in its thread: how long is the main thread held? */
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { dirname, join } from 'node:path';
import type { JobDto } from '#contract/job.ts';
import { ImportRequest } from '#contract/import.ts';
import { openEngine } from '#core/services/engine.ts';
import { report } from '../measure.ts';

const source = process.argv[2] as string;
const folder = mkdtempSync(join(dirname(source), 'ours-'));
mkdirSync(join(folder, 'base'));
const engine = await openEngine({ home: join(folder, 'home'), catalogInThread: true });
const storage = await engine.handlers['storage.create']({ base_path: join(folder, 'base') });
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const { promise, resolve } = Promise.withResolvers<JobDto>();
engine.onEvent((name, payload) => {
  const job = name === 'job.changed' ? (payload as { job: JobDto }).job : null;
  if (job?.finished_at) resolve(job);
});
await engine.handlers['import.start'](ImportRequest.parse({ sources: [source], storage: storage.uuid }));
const job = await promise;
if (job.error) throw new Error(job.error.message);
process.on('exit', () => rmSync(folder, { recursive: true }));
await report(startedMs, startCpu, {
  photos: job.progress.done_files,
  loopDelayP99Ms: delay.percentile(99) / 1e6,
  loopDelayMaxMs: delay.max / 1e6,
});
