/** Worker thread of one scan: looks, waits for what was read, concludes, ends. Message glue only; an error ends it and reaches the one who started it. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '#core/catalog/catalog.ts';
import { Look, type LookJob } from '#core/services/scan/look.ts';
import type { FromLook, ReadFiles } from '#core/services/scan/scan-thread.ts';

const job = workerData as LookJob;
const tell = (message: FromLook): void => parentPort?.postMessage(message);
const catalog = await openCatalog(job.catalogPath, { inThread: false, readOnly: true });
try {
  const look = await Look.begin(job, catalog, (files) => tell({ tell: 'progress', files }));
  const answered = once(parentPort as NonNullable<typeof parentPort>, 'message');
  tell({ tell: 'looked', looked: look.looked() });
  const [read] = (await answered) as [ReadFiles];
  tell({ tell: 'concluded', concluded: look.conclude(read) });
} finally {
  await catalog.close();
}
