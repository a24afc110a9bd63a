import { expect, test } from 'vitest';
import { inParallel } from './in-parallel.ts';

test('everything is done, never more at once than may be', async () => {
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
  const running = new Set<number>();
  const most: number[] = [];
  const all = inParallel([0, 1, 2, 3, 4], 2, async (item) => {
    running.add(item);
    most.push(running.size);
    await gates[item]?.promise;
    running.delete(item);
  });
  for (const gate of gates.toReversed()) gate.resolve();
  await all;
  expect(most).toHaveLength(5);
  expect(Math.max(...most)).toBe(2);
});

test('the first error is thrown when what had begun has ended, and nothing is begun after it', async () => {
  const slow = Promise.withResolvers<void>();
  const done: number[] = [];
  const all = inParallel([0, 1, 2, 3], 2, async (item) => {
    if (item === 1) {
      // Ends long after the failure of this one.
      setImmediate(slow.resolve);
      throw new Error('unreadable');
    }
    await slow.promise;
    done.push(item);
  });
  await expect(all).rejects.toThrow('unreadable');
  expect(done).toEqual([0]);
});
