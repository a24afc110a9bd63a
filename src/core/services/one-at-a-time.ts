/** Work that reads a storage's records and writes what follows from them: one at a time for each storage. */
import { perEngine, type Context } from './context.ts';

const queueOf = perEngine(() => new Map<number, Promise<unknown>>());

/** Runs `work` when everything asked for before on the same storage has ended, however it ended. */
export function oneAtATime<T>(context: Context, storageId: number, work: () => Promise<T>): Promise<T> {
  const queue = queueOf(context);
  const next = (queue.get(storageId) ?? Promise.resolve()).then(work, work);
  queue.set(
    storageId,
    next.catch(() => undefined),
  );
  return next;
}
