import { describe, expect, test } from 'vitest';
import { blockedBecause, startLabel, suggestedTitle } from './import-words.ts';

const counts = {
  found: 220,
  imported: 211,
  duplicates: 9,
  further_copies: 2,
  companions: 12,
  moved: 0,
  skipped: 0,
  unsupported: 0,
  failed: 0,
  bytes: 1_000_000_000,
};

describe('the import in words', () => {
  test('the button says what will happen', () => {
    expect([startLabel(counts, 'copy'), startLabel({ ...counts, imported: 1 }, 'register'), startLabel(null, 'copy')]).toEqual([
      'Import 211 photos',
      'Add 1 photo',
      'Import',
    ]);
  });

  test('it is blocked only for a reason that says what to do', () => {
    expect(blockedBecause(counts, 2e9, 'copy')).toBeNull();
    expect(blockedBecause(counts, 2e8, 'copy')).toContain('Free some space');
    expect(blockedBecause(counts, 2e8, 'register')).toBeNull();
    expect(blockedBecause({ ...counts, imported: 0 }, 2e9, 'copy')).toContain('already in this storage');
    expect(blockedBecause({ ...counts, found: 0, imported: 0, duplicates: 0 }, 2e9, 'copy')).toContain('Choose another folder');
  });

  test('a title begins as the name of the folder', () => {
    expect([
      suggestedTitle(['/home/a/Italy 2024/']),
      suggestedTitle(['C:\\Photos\\Rome']),
      suggestedTitle(['/media/card/DCIM/IMG_1.JPG']),
      suggestedTitle([]),
    ]).toEqual(['Italy 2024', 'Rome', 'DCIM', '']);
  });
});
