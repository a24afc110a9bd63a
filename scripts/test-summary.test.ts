import { expect, it } from 'vitest';
// @ts-expect-error -- a plain script: it has to run on any Node.js, before anything is installed
import { addUp, closingLine } from './test-summary.mjs';

const unit = { numPassedTests: 10, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const e2e = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
const sum = (runs: unknown[]): string => (closingLine as (total: unknown) => string)((addUp as (runs: unknown[]) => unknown)(runs));

it('adds up both runners', () => {
  expect(
    sum([
      { ok: true, report: unit },
      { ok: false, report: e2e },
    ]),
  ).toBe('15 passed, 1 failed, 4 skipped');
  expect(sum([{ ok: true, report: { ...unit, numPendingTests: 0, numTodoTests: 0 } }])).toBe('10 passed, 0 failed');
});

it('counts a run that failed without a failed test, or without a report', () => {
  expect(sum([{ ok: false }, { ok: true, report: unit }])).toBe('10 passed, 1 failed, 2 skipped');
  expect(sum([{ ok: false, report: null }])).toBe('0 passed, 1 failed');
});
