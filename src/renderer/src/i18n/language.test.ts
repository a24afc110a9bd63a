import { expect, test } from 'vitest';
import { speechFor } from './language.ts';

test('the locale is one that Intl takes, whatever the system calls its language', () => {
  const locales = ['en-US@posix', 'en_GB.UTF-8', 'en', 'en-GB', 'en-!!'].map((tag) => speechFor('system', [tag]).locale);
  expect(locales).toEqual(['en-US', 'en-GB', 'en', 'en-GB', 'en']);
  for (const locale of locales) expect(() => new Intl.NumberFormat(locale)).not.toThrow();
});

test('the wish counts, then the first language of the system that there is a catalogue for', () => {
  expect(speechFor('nb', ['en-GB'])).toEqual({ language: 'nb', locale: 'nb' });
  expect(speechFor('en', ['nb', 'en-GB'])).toEqual({ language: 'en', locale: 'en-GB' });
  expect(speechFor('system', ['de', 'nn-NO', 'en'])).toEqual({ language: 'nb', locale: 'nb' });
  expect(speechFor('system', ['de', 'fr'])).toEqual({ language: 'en', locale: 'en' });
});
