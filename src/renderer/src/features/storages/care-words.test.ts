import { expect, test } from 'vitest';
import type { VerifyResult } from '#contract/recover.ts';
import { copiesSentence, mirrorSentence, repairable, verifyFigures, verifySentence } from './care-words.ts';

const result: VerifyResult = {
  checked: 10,
  ok: 10,
  edited: 0,
  corrupt: 0,
  missing: 0,
  unreadable: 0,
  in_cloud: 0,
  repaired: 0,
  bytes: 2_000_000,
  problems: [],
  duration_ms: 1,
};

test('a verification names what it saw, and only that', () => {
  expect(verifySentence(result)).toBe('10 files, 2 MB, read byte by byte. All are what was recorded.');
  expect(verifyFigures(result).map(({ label, count }) => `${label} ${count}`)).toEqual(['Intact 10']);
  const bad = { ...result, ok: 6, in_cloud: 3, edited: 1, corrupt: 2, missing: 1, repaired: 1 };
  expect(verifySentence(bad)).toBe('10 files, 2 MB, read byte by byte.');
  expect(verifyFigures(bad).map(({ label, count }) => `${label} ${count}`)).toEqual([
    'Intact 6',
    'Edited 1',
    'Missing 1',
    'In the cloud, not read 3',
    'Damaged 2',
    'Repaired 1',
  ]);
  expect(repairable(bad)).toBe(2);
});

test('copies and mirrors in a sentence', () => {
  expect(copiesSentence({ total: 0, min_copies: 2 })).toBe('Every photo has 2 verified copies or more.');
  expect(copiesSentence({ total: 1, min_copies: 3 })).toBe('1 photo has fewer than 3 verified copies.');
  expect(mirrorSentence({ copied: 5, already_there: 2, failed: 1, bytes: 1, problems: [], duration_ms: 1 })).toBe(
    '5 files copied and verified, 2 already there, 1 could not be copied.',
  );
});
