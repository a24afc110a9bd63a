import { describe, expect, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import { jobShare, outcome, progressLine } from './job-words.ts';

const job = (patch: Partial<JobDto>, progress: Partial<JobDto['progress']> = {}): JobDto => ({
  job_id: 'a',
  kind: 'import',
  title: 'Italy',
  status: 'running',
  started_at: '2026-01-01T10:00:00.000Z',
  finished_at: null,
  session_id: 1,
  storage_uuid: null,
  result: null,
  error: null,
  problems: [],
  ...patch,
  progress: {
    phase: 'importing',
    done_files: 3,
    total_files: 10,
    done_bytes: 50,
    total_bytes: 100,
    bytes_per_second: 4_300_000,
    eta_seconds: 90,
    problem_count: 0,
    current: null,
    ...progress,
  },
});
const started = Date.parse('2026-01-01T10:00:00.000Z');

describe('jobs in words', () => {
  test('a rest time appears after five seconds, not before', () => {
    expect(progressLine(job({}), started + 4000)).toBe('Importing · 3 of 10 files · 4.3 MB/s');
    expect(progressLine(job({}), started + 6000)).toBe('Importing · 3 of 10 files · 4.3 MB/s · 2 min left');
  });

  test('a paused job promises no rate', () => {
    expect(progressLine(job({ status: 'paused' }), started + 6000)).toBe('Paused · 3 of 10 files');
  });

  test('the share counts bytes, then files, then nothing', () => {
    expect([
      jobShare(job({})),
      jobShare(job({}, { total_bytes: null })),
      jobShare(job({}, { total_bytes: null, total_files: null })),
    ]).toEqual([0.5, 0.3, null]);
  });

  test('an outcome says what is done, also after a cancel', () => {
    const counts = { found: 12, imported: 9, duplicates: 2, further_copies: 0, companions: 0, unsupported: 0, failed: 1, bytes: 1 };
    const result = { counts, session: { id: 1 } };
    expect(outcome(job({ status: 'done', result }))).toBe('9 photos imported, 2 already here, 1 failed.');
    expect(outcome(job({ status: 'cancelled', result: null }))).toBe('Cancelled. 3 files; what is done stays done.');
    expect(outcome(job({ status: 'failed', error: { code: 'disk-full', message: 'The disk is full.', details: {} } }))).toBe(
      'The disk is full.',
    );
  });
});
