/**
 * sharp, set up for hostile input: one thread per picture (the pool brings the parallelism), no cache, and only the
 * loaders of formats that are photos. Without the block an SVG named `.jpg` would be rendered.
 */
import { isMainThread } from 'node:worker_threads';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);
// In worker threads the pool says when (see below); a thread of its own has nobody to disturb.
if (isMainThread) limitLoaders();

function limitLoaders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpeg',
      'VipsForeignLoadPng',
      'VipsForeignLoadWebp',
      'VipsForeignLoadTiff',
      'VipsForeignLoadHeif',
      'VipsForeignLoadNsgif',
    ],
  });
}

const step = { untouched: 0, atWork: 1, done: 2 } as const;
const longestSetupMs = 5000;

/**
 * Limits the loaders once per process. libvips keeps the list for all threads: a second thread that blocked everything
 * for a moment would make a good picture of the first one look like an unknown format.
 * @param lock one Int32 shared by all media threads of the process, zero at first
 */
export function limitLoadersOnce(lock: Int32Array): void {
  const found = Atomics.compareExchange(lock, 0, step.untouched, step.atWork);
  if (found === step.done) return;
  // A thread that died half-way leaves the work to the next one.
  if (found === step.atWork && Atomics.wait(lock, 0, step.atWork, longestSetupMs) !== 'timed-out') return;
  limitLoaders();
  Atomics.store(lock, 0, step.done);
  Atomics.notify(lock, 0);
}

/** 16384 squared: what libvips' own default allows, and more than any camera makes. */
export const maxPixels = 268_402_689;
/** A picture that takes longer is a bomb or a broken medium. */
export const decodeTimeoutS = 20;

export { sharp };
