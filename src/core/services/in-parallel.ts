/** Runs `work` over all items with at most `limit` at once; the first error ends it. */
export async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items.values();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of iterator) await work(item);
    }),
  );
}

/** Reads with at most `limit` at once, and takes what was read in the order of the items, one after the other; the first error ends it. */
export async function readThenTake<T, R>(
  items: readonly T[],
  limit: number,
  read: (item: T) => Promise<R>,
  take: (item: T, value: R) => Promise<void>,
): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  await inParallel(items, limit, (item) => {
    const before = last;
    const turn = async (): Promise<void> => {
      const value = await read(item);
      await before;
      await take(item, value);
    };
    last = turn();
    return last;
  });
}
