import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIn, restoredOrder, stateOf } from './album-state.ts';
import { placed, without } from './order.ts';

const order = fc.uniqueArray(fc.nat(30), { maxLength: 20 });
const members = fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 6 });

test('any change of an album is taken back and made again exactly', () => {
  fc.assert(
    fc.property(order, members, fc.option(fc.nat(22), { nil: undefined }), fc.boolean(), (before, chosen, position, adds) => {
      const after = adds ? placed(before, chosen, position) : without(before, chosen);
      const [from, to] = [stateOf('A', before, chosen), stateOf('B', after, chosen)];
      expect(isIn(to, from, 'B', after)).toBe(true);
      expect(restoredOrder(after, to, from)).toEqual(before);
      expect(restoredOrder(before, from, to)).toEqual(after);
    }),
  );
});

test('an album that was changed since is seen', () => {
  const [before, after] = [stateOf('A', [1, 2], [3]), stateOf('A', [1, 2, 3], [3])];
  expect(isIn(after, before, 'A', [1, 2, 3])).toBe(true);
  expect(isIn(after, before, 'A', [3, 1, 2])).toBe(false);
  expect(isIn(after, before, 'Renamed', [1, 2, 3])).toBe(false);
  expect(isIn(before, after, 'A', [1, 2, 3])).toBe(false);
  // What the change was not about may have moved.
  expect(isIn(after, before, 'A', [2, 1, 3])).toBe(true);
});
