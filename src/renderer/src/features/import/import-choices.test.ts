import { expect, test } from 'vitest';
import type { ImportPreview } from '#contract/import.ts';
import { bringsKnown, firstChoices, moveQuestion, photosToCome, withTag } from './import-choices.ts';

const preview = {
  counts: {
    found: 20,
    imported: 10,
    duplicates: 4,
    skipped: 0,
    further_copies: 3,
    companions: 2,
    moved: 0,
    unsupported: 0,
    failed: 0,
    bytes: 9,
  },
  groups: { new: 5, identical: 6, same_picture: 3, companion: 2, unsupported: 0, unreadable: 0 },
  elsewhere: 2,
  problems: [],
  matches: [],
  places: [],
  free_space_bytes: null,
  duration_ms: 1,
} satisfies ImportPreview;

test('the number on the button follows what is chosen for each group', () => {
  expect(photosToCome(preview, firstChoices)).toBe(10);
  expect(photosToCome(preview, { ...firstChoices, samePicture: 'skip' })).toBe(7);
  expect(photosToCome(preview, { ...firstChoices, samePicture: 'reference', elsewhere: 'skip' })).toBe(5);
  expect(photosToCome(preview, { ...firstChoices, duplicates: 'keep' })).toBeNull();
});

test('a move is worth while for known files too, and asks with their number', () => {
  expect([bringsKnown(firstChoices), bringsKnown({ ...firstChoices, mode: 'move' })]).toEqual([false, true]);
  expect(moveQuestion(preview, 'Home')).toMatchObject({ title: 'Move 16 files into “Home”?', button: 'Move 16 files' });
});

test('a tag that was typed is there once, several at once by commas, and nothing is no tag', () => {
  expect(withTag(['Italy'], ' rome,Italy , ,A\u030arhus')).toEqual(['Italy', 'rome', 'Århus']);
  expect(withTag(['Italy'], ' ')).toEqual(['Italy']);
});
