import { expect, test } from 'vitest';
import type { PhotoChange } from '#contract/organize.ts';
import { editWords, tilePatch } from './edit-words.ts';

test('a toast says what was done to how many', () => {
  const said = (change: PhotoChange, count = 3): string => editWords(change, count);
  expect(said({ rating: 4 })).toBe('Rated 3 photos');
  expect(said({ rating: 0 }, 1)).toBe('Removed the rating of 1 photo');
  expect(said({ flag: 'pick' })).toBe('Picked 3 photos');
  expect(said({ flag: 'none' })).toBe('Unflagged 3 photos');
  expect(said({ color: 'red' })).toBe('Labelled 3 photos red');
  expect(said({ color: null })).toBe('Removed the label of 3 photos');
  expect(said({ add_tags: ['rome', 'sea'] })).toBe('Tagged 3 photos with “rome”, “sea”');
  expect(said({ remove_tags: ['rome'] })).toBe('Removed “rome” from 3 photos');
  expect(said({ shift_taken_at_s: 3600 })).toBe('Changed the capture time of 3 photos');
});

test('a tile shows what it can of a change before it is made', () => {
  expect(tilePatch({ rating: 0, color: null, title: 'x' })).toEqual({ rating: 0, color: null });
  expect(tilePatch({ caption: 'x' })).toEqual({});
});
