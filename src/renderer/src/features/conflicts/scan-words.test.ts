import { describe, expect, test } from 'vitest';
import type { Conflict, ScanResult } from '#contract/scan.ts';
import { countWords, scanWords } from './scan-words.ts';

const moved = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ hothash: `h${n}`, old_path: `a/${n}.jpg`, new_path: `b/${n}.jpg`, session_id: 1 }));
const missing = (count: number) => Array.from({ length: count }, (_, n) => ({ hothash: `m${n}`, path: `a/${n}.jpg`, session_id: 1 }));
const asking = { lane: 'ask', kind: 'edited' } as Conflict;
const stillMissing = { lane: 'auto', kind: 'missing' } as Conflict;
const scan = (patch: Partial<ScanResult>): ScanResult => ({
  storage_uuid: 's',
  mode: 'smart',
  state: 'online',
  changes_detected: false,
  counts: { files: 300, unchanged: 300 },
  moved_files: [],
  missing_files: [],
  deferred: 0,
  new_files: [],
  conflicts: [],
  applied: { journal_id: null, changes: 0 },
  duration_ms: 1,
  ...patch,
});

describe('a scan in words', () => {
  test('nothing changed: everything matches, and nothing is offered', () => {
    expect(scanWords(scan({}))).toEqual({ title: 'Everything matches.', undo: null, review: null });
  });

  test('moves that were followed can be undone', () => {
    const words = scanWords(scan({ moved_files: moved(211), applied: { journal_id: 7, changes: 211 } }));
    expect(words).toEqual({ title: '211 photos moved, all relinked', undo: 7, review: null });
    expect(scanWords(scan({ moved_files: moved(1), applied: { journal_id: 7, changes: 1 } })).title).toBe('1 photo moved, all relinked');
  });

  test('what is missing or waits is to be reviewed', () => {
    const words = scanWords(scan({ missing_files: missing(3), conflicts: [asking], applied: { journal_id: 8, changes: 3 } }));
    expect(words).toEqual({ title: '3 missing, 1 waits for you', undo: null, review: 'conflicts' });
    expect(scanWords(scan({ moved_files: moved(2), conflicts: [asking, asking] })).title).toBe('2 moved, 2 wait for you');
    expect(scanWords(scan({ missing_files: missing(1) }))).toEqual({ title: '1 missing', undo: null, review: 'history' });
    expect(scanWords(scan({ conflicts: [stillMissing] }))).toEqual({ title: '1 still missing', undo: null, review: 'conflicts' });
  });

  test('files in no session are told beside', () => {
    expect(scanWords(scan({ new_files: [{ path: 'x.jpg', file_size: 1 }] }))).toEqual({
      title: 'Everything matches.',
      description: '1 file is in no session yet.',
      undo: null,
      review: 'conflicts',
    });
  });

  test('counts are told kind by kind, without those that tell nothing', () => {
    expect(countWords({ files: 9, unchanged: 3, moved: 211, duplicate: 1, metadata_edited: 2 })).toBe(
      '211 moved, 1 further copy, 2 with edited metadata',
    );
  });
});
