import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test('every name of Norwegian is bokmål, regions and spellings aside', () => {
  expect(['nb', 'nn-NO', 'no', 'NB_no', 'en-GB', 'en', 'de-DE', 'norsk', ''].map(languageOf)).toEqual([
    'nb',
    'nb',
    'nb',
    'nb',
    'en',
    'en',
    null,
    null,
    null,
  ]);
});
