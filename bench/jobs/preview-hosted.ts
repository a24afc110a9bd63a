/** A preview as the app and the server count it, catalog in its thread: how long is the main thread held? */
import { ImportPreview, ImportRequest } from '#contract/import.ts';
import { openEngine } from '#core/services/engine.ts';
import { report } from '../measure.ts';
import { watchMainThread } from './hosted.ts';
import { plantedUuid } from '../plant-storage.ts';

const [home, source] = process.argv.slice(2) as [string, string];
const engine = await openEngine({ home, catalogInThread: true });
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const { job, ...delays } = await watchMainThread(engine, () =>
  engine.handlers['import.preview'](ImportRequest.parse({ sources: [source], storage: plantedUuid })),
);
await report(startedMs, startCpu, {
  duplicates: ImportPreview.parse(job.result).counts.duplicates,
  ...delays,
});
