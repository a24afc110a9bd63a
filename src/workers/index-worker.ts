/** Worker thread that writes one session index, or the metadata of a storage, and ends. Message glue only; an error ends it and reaches the one who started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '#core/catalog/catalog.ts';
import { indexFileWriter, type IndexWorkerData } from '#core/services/write-index-file.ts';

const { catalogPath, job } = workerData as IndexWorkerData;
const catalog = await openCatalog(catalogPath, { inThread: false, readOnly: true });
try {
  parentPort?.postMessage(await indexFileWriter(catalog)(job));
} finally {
  await catalog.close();
}
