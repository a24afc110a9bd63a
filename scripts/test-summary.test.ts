import { expect, it } from 'vitest';
// @ts-expect-error -- a plain script: it has to run on any Node.js, before anything is installed
import { addUp, closingLine, openPoints } from './test-summary.mjs';

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

it('names what failed and what passed only on a second try, of both runners', () => {
  const test = (fullName: string, status: string, failureMessages: string[] = []): object => ({ fullName, status, failureMessages });
  const suites = [
    {
      file: 'grid.spec.ts',
      specs: [
        {
          title: 'scrolls',
          tests: [
            { status: 'expected', projectName: 'browser', results: [{}] },
            { status: 'flaky', projectName: 'standin', results: [{ error: { message: 'too late' } }, {}] },
          ],
        },
      ],
      suites: [
        { file: 'grid.spec.ts', specs: [{ title: 'ends', tests: [{ status: 'unexpected', projectName: 'browser', results: [{}] }] }] },
      ],
    },
  ];
  const runs = [
    {
      name: 'unit',
      report: {
        testResults: [
          {
            name: 'a.test.ts',
            status: 'failed',
            assertionResults: [test('adds', 'failed', ['1 is not 2\n    at node_modules/x.js']), test('subtracts', 'passed')],
          },
          { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
          { name: 'c.test.ts', status: 'passed', assertionResults: [test('divides', 'passed', ['by zero'])] },
        ],
      },
    },
    { name: 'e2e', report: { stats: {}, suites } },
    { name: 'check' },
  ];
  expect((openPoints as (runs: unknown[]) => string[])(runs)).toEqual([
    'FAILED unit: a.test.ts > adds\n  1 is not 2',
    'FAILED unit: b.test.ts\n  no such module',
    'SECOND TRY unit: c.test.ts > divides\n  by zero',
    'SECOND TRY e2e: [standin] grid.spec.ts > scrolls\n  too late',
    'FAILED e2e: [browser] grid.spec.ts > ends',
  ]);
});
