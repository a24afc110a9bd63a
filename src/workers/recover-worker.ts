/** Worker thread that recovers storages into the catalog and ends. Message glue only; an error ends it and reaches the one who started it. */
import { parentPort, workerData } from 'node:worker_threads';
import { openCatalog } from '#core/catalog/catalog.ts';
import { ImaLinkError, toWireError } from '#contract/errors.ts';
import type { RecoverMessage, RecoverWorkerData } from '#core/services/recover/in-thread.ts';
import { runRecover } from '#core/services/recover/run-recover.ts';

const { catalogPath, options, gate } = workerData as RecoverWorkerData;
const send = (message: RecoverMessage): void => parentPort?.postMessage(message);
const catalog = await openCatalog(catalogPath, { inThread: false, readOnly: options.isDryRun, isRepeatable: true });
try {
  const outcome = await runRecover(catalog, options, {
    checkpoint: async () => {
      if (Atomics.load(gate, 0) !== 0) throw new ImaLinkError('cancelled');
    },
    progress: (change) => send({ tag: 'recover', progress: change }),
  });
  // What is told is on the disk: closing flushes it.
  await catalog.close();
  send({ tag: 'recover', outcome });
} catch (error) {
  send({ tag: 'recover', error: toWireError(error) });
} finally {
  await catalog.close();
}
