import { expect, test } from 'vitest';
import { healthWords, watchWords, wellWords } from './storage-words.ts';

const health = { open_findings: 0, missing_files: 0, corrupt_files: 0, stale_indexes: 0 };
const watch = { storage_uuid: 'u', next_scan_at: null };

test('health names what is wrong, worst first, and nothing for a storage that is well', () => {
  expect([
    healthWords({ health }),
    healthWords({ health: { open_findings: 2, missing_files: 1, corrupt_files: 3, stale_indexes: 1 } }),
    healthWords({ health: { ...health, stale_indexes: 2 } }),
  ]).toEqual([
    null,
    '3 damaged files, 1 missing file, 2 findings wait for you, 1 session to be written to its index',
    '2 sessions to be written to their indexes',
  ]);
});

test('a storage that was never scanned is not called well', () => {
  expect([wellWords({ last_scan: null }), wellWords({ last_scan: '2026-06-01T10:00:00.000Z' })]).toEqual([
    'Not scanned yet',
    'Everything matched at the last scan',
  ]);
});

test('watching, scanning now and then and neither are told apart, with the reason', () => {
  expect([
    watchWords(undefined),
    watchWords({ ...watch, state: 'watching', notice: null }),
    watchWords({ ...watch, state: 'periodic', notice: 'It is on a network drive.' }),
    watchWords({ ...watch, state: 'off', notice: 'It is deactivated.' }),
    watchWords({ ...watch, state: 'off', notice: null }),
  ]).toEqual([
    null,
    'Changes are followed as they happen.',
    'It is on a network drive.',
    'Changes are not followed. It is deactivated.',
    'Changes are not followed.',
  ]);
});
