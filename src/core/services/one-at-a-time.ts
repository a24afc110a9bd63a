/** Work that reads a storage's records and writes what follows from them: one at a time for each storage. */
import type { Context } from './context.ts';

const queues = new WeakMap<Context, Map<number, Promise<unknown>>>();

/** Runs `work` when everything asked for before on the same storage has ended, however it ended. */
export function oneAtATime<T>(context: Context, storageId: number, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(context) ?? new Map<number, Promise<unknown>>();
  queues.set(context, queue);
  const next = (queue.get(storageId) ?? Promise.resolve()).then(work, work);
  queue.set(
    storageId,
    next.catch(() => undefined),
  );
  return next;
}
