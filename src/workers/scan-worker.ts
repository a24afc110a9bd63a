/** Worker thread of one scan: looks, waits for what was read, concludes, ends. Message glue only; an error ends it and reaches the one who started it. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { LookJob } from '#core/services/scan/look.ts';
import type { FromLook, ReadFiles } from '#core/services/scan/scan-thread.ts';
import { listWithHelper } from '#core/services/scan/list-storage.ts';
import { concludeUnchanged } from '#core/services/scan/unchanged.ts';

const job = workerData as LookJob;
const port = parentPort as NonNullable<typeof parentPort>;
const tell = (message: FromLook): void => port.postMessage(message);

const { listing, expected } = await listWithHelper(job, (files) => tell({ tell: 'progress', files }));
const unchanged = expected && concludeUnchanged(expected, listing, job.ignorePatterns);
const answered = once(port, 'message');
if (unchanged) {
  tell({ tell: 'looked', looked: { files: listing.paths.length, toRead: [] } });
  await answered;
  tell({ tell: 'concluded', concluded: unchanged });
} else {
  // Loaded only when there is something to think about.
  const [{ openCatalog }, { Look }] = await Promise.all([import('#core/catalog/catalog.ts'), import('#core/services/scan/look.ts')]);
  const catalog = await openCatalog(job.catalogPath, { inThread: false, readOnly: true });
  try {
    const look = await Look.begin(job, catalog, listing);
    tell({ tell: 'looked', looked: look.looked() });
    const [read] = (await answered) as [ReadFiles];
    tell({ tell: 'concluded', concluded: look.conclude(read) });
  } finally {
    await catalog.close();
  }
}
