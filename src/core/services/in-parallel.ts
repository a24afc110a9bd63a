/**
 * Runs `work` over all items with at most `limit` at once. The first error ends it: nothing more is begun, what has begun is
 * waited for, and then it is thrown.
 */
export async function inParallel<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
  const iterator = items.values();
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: Math.min(limit, items.length) }, async () => {
      for (const item of iterator) {
        await work(item).catch((error: unknown) => failures.push(error));
        if (failures.length > 0) return;
      }
    }),
  );
  if (failures.length > 0) throw failures[0];
}
