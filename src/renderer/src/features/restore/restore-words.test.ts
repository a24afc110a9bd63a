import { describe, expect, it } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { figures, holdsNothing, isAllKnown, reportTitle, restoreButton, storageWords } from './restore-words.ts';

const nothing: RecoverResult = {
  storages: 1,
  sessions: 0,
  restored: 0,
  missing: 0,
  untracked: 0,
  unreadable: 0,
  conflicts: 0,
  already_known: 0,
  photos: 0,
  problems: [],
  storages_found: [],
  applied: false,
  duration_ms: 1,
};

describe('what a restore brings back', () => {
  it('stands on its button', () => {
    expect(restoreButton({ ...nothing, storages: 2, photos: 1204 })).toBe('Restore 2 storages, 1,204 photos');
    expect(restoreButton({ ...nothing, untracked: 1 })).toBe('Restore 1 storage, 1 new photo');
    expect(restoreButton({ ...nothing, sessions: 1 })).toBe('Restore 1 storage');
    expect(reportTitle({ ...nothing, photos: 1 })).toBe('1 photo restored');
    expect(reportTitle({ ...nothing, storages: 2 })).toBe('2 storages restored');
  });

  it('is nothing where there is neither a session nor a photo', () => {
    expect(holdsNothing(nothing)).toBe(true);
    expect(holdsNothing({ ...nothing, untracked: 1 })).toBe(false);
    expect(holdsNothing({ ...nothing, sessions: 1 })).toBe(false);
  });

  it('is known already only when every file is', () => {
    expect(isAllKnown({ ...nothing, restored: 3, missing: 1, already_known: 4 })).toBe(true);
    expect(isAllKnown({ ...nothing, restored: 3, missing: 1, already_known: 3 })).toBe(false);
    expect(isAllKnown(nothing)).toBe(false);
  });

  it('tells each number with its tone, and of conflicts only where there are some', () => {
    const tones = (result: RecoverResult) => figures(result).map(({ id, value, tone }) => [id, value, tone]);
    expect(tones({ ...nothing, photos: 9, restored: 9, sessions: 2 })).toEqual([
      ['photos', '9', 'plain'],
      ['sessions', '2', 'plain'],
      ['missing', 'None', 'quiet'],
      ['untracked', 'None', 'quiet'],
      ['unreadable', 'None', 'quiet'],
    ]);
    expect(tones({ ...nothing, missing: 1200, unreadable: 2, untracked: 3, conflicts: 4 }).slice(2)).toEqual([
      ['missing', '1,200', 'warn'],
      ['untracked', '3', 'plain'],
      ['unreadable', '2', 'bad'],
      ['conflicts', '4', 'warn'],
    ]);
  });

  it('speaks of a folder without an index as what it is', () => {
    const storage = { uuid: '1', display_name: 'Photos', path: '/p', sessions: 2, files: 30 };
    expect(storageWords(storage)).toBe('2 sessions · 30 files');
    expect(storageWords({ ...storage, sessions: 0, files: 0 })).toContain('one new session');
  });
});
