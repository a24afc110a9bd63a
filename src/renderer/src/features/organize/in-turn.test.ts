import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('what is begun later ends later, also after a failure', async () => {
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn(async () => {
    await gate.promise;
    order.push('first');
    throw new Error('no');
  });
  const second = inTurn(async () => order.push('second'));
  gate.resolve();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(order).toEqual(['first', 'second']);
});
