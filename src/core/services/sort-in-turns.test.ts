import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortInTurns } from './sort-in-turns.ts';

const byKey = (left: { readonly key: number }, right: { readonly key: number }): number => left.key - right.key;

test('any list is sorted as by toSorted, equals in the order they had', async () => {
  const lists = fc
    .integer({ min: 0, max: 5000 })
    .chain((length) => fc.array(fc.nat(50), { minLength: length, maxLength: length, size: 'max' }));
  await fc.assert(
    fc.asyncProperty(lists, async (keys) => {
      const items = keys.map((key, at) => ({ key, at }));
      expect(await sortInTurns(items, byKey)).toEqual(items.toSorted(byKey));
    }),
    { numRuns: 20 },
  );
});

test('other work gets its turn while a long list is sorted', async () => {
  let turns = 0;
  let isSorting = true;
  const others = (async () => {
    for (; isSorting; turns++) await turn();
  })();
  // Comparing is slow enough for many turns on any machine.
  const slow = (left: number, right: number): number => {
    for (const until = performance.now() + 0.002; performance.now() < until;);
    return left - right;
  };
  await sortInTurns(
    Array.from({ length: 20_000 }, (_, at) => (at * 7919) % 20_011),
    slow,
  );
  isSorting = false;
  await others;
  expect(turns).toBeGreaterThan(5);
});
