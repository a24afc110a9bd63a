/** Helper thread of one scan: reads what the catalog expects, then lists whatever the scan's thread leaves to it. Message glue only. */
import { parentPort, workerData } from 'node:worker_threads';
import { tellHelped, walkShared, type Sharing } from '#core/services/scan/list-in-two.ts';
import { packWalk, walkOf, type FromHelper, type HelperData } from '#core/services/scan/list-storage.ts';
import { readExpected } from '#core/services/scan/unchanged.ts';

const { job, port, state } = workerData as HelperData;
const sharing: Sharing = { port, state, me: 2 };
const expected = readExpected(job);
const walk = walkOf(job, []);
await walkShared(walk, sharing, () => tellHelped(sharing, walk.listing.paths.length), new Promise(() => undefined));
const packed = packWalk(walk);
parentPort?.postMessage({ tell: 'helped', expected, walk: packed } satisfies FromHelper, [
  packed.sizesBytes.buffer,
  packed.mtimesMs.buffer,
  ...(expected ? [expected.sizesBytes.buffer, expected.mtimesMs.buffer] : []),
]);
port.close();
