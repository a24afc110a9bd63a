import { expect, it } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import { noticeOf } from './job-notice.ts';
import { textsOf } from './texts/texts.ts';

const job = {
  kind: 'import',
  title: 'Lofoten',
  status: 'done',
  started_at: '2026-06-20T18:00:00.000Z',
  finished_at: '2026-06-20T18:01:00.000Z',
  progress: { problem_count: 0 },
} as JobDto;
const bodyOf = (change: Partial<JobDto>, language: 'en' | 'nb' = 'en') =>
  noticeOf({ ...job, ...change }, textsOf(language, ''), 10_000)?.body;

it('says what ended and how, in both languages', () => {
  expect([bodyOf({}), bodyOf({ status: 'failed' }), bodyOf({ kind: 'scan', title: 'Scan Home' })]).toEqual([
    'Lofoten. The import is done.',
    'Lofoten. The import has stopped.',
    'The scan is done.',
  ]);
  expect(bodyOf({ progress: { ...job.progress, problem_count: 2 } }, 'nb')).toBe('Lofoten. Importen er ferdig. 2 filer med problemer.');
});

it('is silent about short work, previews and what a person has stopped', () => {
  const short = { finished_at: '2026-06-20T18:00:09.000Z' };
  expect([bodyOf(short), bodyOf({ kind: 'import-preview' }), bodyOf({ status: 'cancelled' }), bodyOf({ status: 'running' })]).toEqual(
    Array.from({ length: 4 }),
  );
});
