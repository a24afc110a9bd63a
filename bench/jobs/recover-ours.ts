/** A recovery into an empty catalog as the app and the server run it: how long, and how long is the main thread held? */
import { mkdtempSync, rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { openEngine } from '#core/services/engine.ts';
import { report } from '../measure.ts';

const root = process.argv[2] as string;
const home = mkdtempSync(join(root, '../recovered-'));
const engine = await openEngine({ home, catalogInThread: true });
const { promise, resolve } = Promise.withResolvers<JobDto>();
engine.onEvent((name, payload) => {
  const job = name === 'job.changed' ? (payload as { job: JobDto }).job : null;
  if (job?.finished_at) resolve(job);
});
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const startedMs = performance.now();
const startCpu = process.cpuUsage();
await engine.handlers['recover.start']({ paths: [root], dry_run: false });
const job = await promise;
delay.disable();
if (job.error) throw new Error(job.error.message);
const { restored, problems } = job.result as RecoverResult;
if (problems.length > 0) throw new Error(JSON.stringify(problems[0]));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
await report(startedMs, startCpu, { restored, loopDelayP99Ms: delay.percentile(99) / 1e6, loopDelayMaxMs: delay.max / 1e6 });
