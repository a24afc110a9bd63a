import { expect, test } from 'vitest';
import { readThenTake } from '#core/services/in-parallel.ts';

test('what is read at once is taken in order, however long each reading takes', async () => {
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const taken: number[] = [];
  const all = readThenTake(
    [0, 1, 2, 3],
    4,
    (n) => gates[n]?.promise ?? Promise.resolve(),
    async (n) => void taken.push(n),
  );
  for (const gate of gates.toReversed()) gate.resolve();
  await all;
  expect(taken).toEqual([0, 1, 2, 3]);
});

test('the first error ends it, and nothing after it is taken', async () => {
  const taken: number[] = [];
  const read = async (n: number): Promise<number> => {
    if (n === 1) throw new Error('unreadable');
    return n;
  };
  await expect(readThenTake([0, 1, 2], 3, read, async (n) => void taken.push(n))).rejects.toThrow('unreadable');
  expect(taken).toEqual([0]);
});
