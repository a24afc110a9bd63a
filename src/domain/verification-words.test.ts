import { expect, test } from 'vitest';
import { verificationWords, type VerifiedFile } from './verification-words.ts';

test('intact, edited, damaged and not yet verified are told apart, each with the moment that counts', () => {
  const words = (status: VerifiedFile['status'], verified_at: string | null): string =>
    verificationWords({ status, verified_at }, (instant) => `on ${instant}`);
  expect(
    (['present', 'edited', 'corrupt', 'missing'] as const).flatMap((status) => [words(status, 'Monday'), words(status, null)]),
  ).toEqual([
    'Intact, verified on Monday',
    'Not yet verified',
    'Edited outside since it was verified on Monday',
    'Edited outside, not yet verified',
    'Damaged, last intact on Monday',
    'Damaged, never seen intact',
    'Last verified on Monday',
    'Not yet verified',
  ]);
});
