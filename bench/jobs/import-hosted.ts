/** An import as the app and the server run it, catalog in its thread: how long is the main thread held? */
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ImportRequest } from '#contract/import.ts';
import { openEngine } from '#core/services/engine.ts';
import { report } from '../measure.ts';
import { watchMainThread } from './hosted.ts';

const source = process.argv[2] as string;
const folder = mkdtempSync(join(dirname(source), 'ours-'));
mkdirSync(join(folder, 'base'));
const engine = await openEngine({ home: join(folder, 'home'), catalogInThread: true });
const storage = await engine.handlers['storage.create']({ base_path: join(folder, 'base') });
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const { job, ...delays } = await watchMainThread(engine, () =>
  engine.handlers['import.start'](ImportRequest.parse({ sources: [source], storage: storage.uuid })),
);
process.on('exit', () => rmSync(folder, { recursive: true }));
await report(startedMs, startCpu, {
  photos: job.progress.done_files,
  ...delays,
});
