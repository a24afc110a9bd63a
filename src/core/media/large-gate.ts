/** A lock over all workers: one picture of more than 100 megapixels is decoded at a time. */
import type { LargeGate } from './preview/render-picture.ts';

/** Waiting is announced this often, so that it is not taken for hanging. */
const announceMs = 1000;

/**
 * @param lock one shared integer: 0, or the slot that holds it. Whoever ends a worker frees what it held.
 * @param slot not 0, and not that of another worker
 * @param onWaiting called while others hold the lock
 */
export function createLargeGate(lock: Int32Array<SharedArrayBuffer>, slot: number, onWaiting: () => void): LargeGate {
  return async (isLarge, task) => {
    if (!isLarge) return await task();
    for (;;) {
      const holder = Atomics.compareExchange(lock, 0, 0, slot);
      if (holder === 0) break;
      onWaiting();
      await Atomics.waitAsync(lock, 0, holder, announceMs).value;
    }
    try {
      return await task();
    } finally {
      freeLargeGate(lock, slot);
    }
  };
}

/** Frees the lock if `slot` holds it. Safe to call again. */
export function freeLargeGate(lock: Int32Array<SharedArrayBuffer>, slot: number): void {
  if (Atomics.compareExchange(lock, 0, slot, 0) === slot) Atomics.notify(lock, 0);
}

/** A gate for a single thread without a pool. */
export const openGate: LargeGate = (_isLarge, task) => task();
