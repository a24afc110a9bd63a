import { expect, test } from 'vitest';
import { titleOfChange } from '#domain/organize/photo-change.ts';
import { editTitle } from './edit-titles.ts';

test.each([
  [titleOfChange({ rating: 4, flag: 'pick', add_tags: ['rome'] }, 3), '4 stjerner, Valgt ut, +rome (3 bilder)'],
  [
    titleOfChange({ rating: 1, color: null, remove_tags: ['a', 'b', 'c', 'd'] }, 1),
    '1 stjerne, Uten fargemerke, -a, -b, -c, -1 til (1 bilde)',
  ],
  [titleOfChange({ author: 'Ada', taken_at: null }, 2), 'Fotograf Ada, Opptakstidspunkt (2 bilder)'],
  [titleOfChange({ title: 'x', set_custom: [{ name: 'Location', value: 'kitchen' }] }, 1), 'Tittel, Location (1 bilde)'],
  ['Something of another version', 'Something of another version'],
])('%s', (title, words) => expect(editTitle(title)).toBe(words));
