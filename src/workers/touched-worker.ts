/** Worker thread that reads index files which somebody else touched. Message glue only; an error ends it and reaches the one who started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { readTouched, type FromTouched, type TouchedJob } from '#core/services/scan/read-touched.ts';

parentPort?.postMessage({ tell: 'touched', touched: await readTouched(workerData as TouchedJob) } satisfies FromTouched);
