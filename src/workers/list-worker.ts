/** Worker thread that lists a storage for a scan's thread, which reads the catalog meanwhile. Message glue only. */
import { parentPort, workerData } from 'node:worker_threads';
import type { LookJob } from '#core/services/scan/look.ts';
import { listStorage, packListing, type FromList } from '#core/services/scan/list-storage.ts';

const tell = (message: FromList, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);
const listing = listStorage(workerData as LookJob, (files) => tell({ tell: 'progress', files }));
const packed = packListing(listing);
tell({ tell: 'listed', packed }, [packed.sizesBytes.buffer, packed.mtimesMs.buffer]);
