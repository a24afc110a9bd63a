/** Worker thread that writes one session index and ends. Message glue only; an error ends it and reaches the one who started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '#core/catalog/catalog.ts';
import { sessionFileWriter, type IndexWorkerData } from '#core/services/write-session-file.ts';

const { catalogPath, job } = workerData as IndexWorkerData;
const catalog = await openCatalog(catalogPath, { inThread: false, readOnly: true });
try {
  parentPort?.postMessage(await sessionFileWriter(catalog)(job));
} finally {
  await catalog.close();
}
