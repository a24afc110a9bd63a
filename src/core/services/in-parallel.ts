/** Runs `work` over all items with at most `limit` at once; the first error ends it. */
export async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items.values();
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of iterator) await work(item);
    }),
  );
}
