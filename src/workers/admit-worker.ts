/** Worker thread that judges a catalog before it is opened, and ends. Message glue only. */
import { parentPort, workerData } from 'node:worker_threads';
import { toWireError } from '#contract/errors.ts';
import { admitCatalog } from '#core/services/catalog-care/admit.ts';
import type { AdmitJob, AdmitMessage } from '#core/services/catalog-care/admit-in-thread.ts';

const { home, nowMs, readOnly } = workerData as AdmitJob;
const send = (message: AdmitMessage): void => parentPort?.postMessage(message);
try {
  send({ tag: 'admit', admission: await admitCatalog(home, new Date(nowMs), readOnly) });
} catch (error) {
  send({ tag: 'admit', error: toWireError(error) });
}
