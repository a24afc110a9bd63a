import fc from 'fast-check';
import { expect, test } from 'vitest';
import { templatePath, templateProblem, type TemplateInput } from './path-template.ts';
import { parseRelPath } from './rel-path.ts';

const photo: TemplateInput = {
  sourceName: 'DCIM',
  relativePath: '100/IMG_1.JPG',
  sessionTitle: 'Italy/2024',
  takenAt: '2024-07-15T09:08:07.000',
  camera: 'Fujifilm X100V',
};

test.each([
  ['{YYYY}/{YYYY}-{MM}-{DD}', '2024/2024-07-15/IMG_1.JPG'],
  ['{YY}{MM}{DD}_{hh}{mm}{ss}_{name}', '240715_090807_IMG_1.JPG'],
  ['{session}/{camera}/{name} x', 'Italy_2024/Fujifilm X100V/IMG_1 x.JPG'],
  ['{source}/{folder}', 'DCIM/100/IMG_1.JPG'],
  ['  Photos / {MM}', 'Photos/07/IMG_1.JPG'],
  ['//{YYYY}//', '2024/IMG_1.JPG'],
])('%s', (template, path) => {
  expect(templateProblem(template)).toBe(null);
  expect(templatePath(template, photo)).toBe(path);
});

test('a photo that does not say is told apart, once', () => {
  const bare = { ...photo, takenAt: null, camera: null, sessionTitle: ' .. ', relativePath: 'IMG_1.JPG' };
  expect(templatePath('{YYYY}/{YYYY}-{MM}/{camera}', bare)).toBe('undated/unknown camera/IMG_1.JPG');
  expect(templatePath('{session}/{folder}', bare)).toBe('IMG_1.JPG');
  expect(templatePath('{YYYY} {name}', bare)).toBe('undated IMG_1.JPG');
});

test.each([
  ['{year}', '{year} is no part of a template'],
  ['{YYYY', 'A bracket { or } stands alone'],
  ['../{YYYY}', 'A template cannot lead out of the storage'],
  ['{name}/{YYYY}', '{name} stands in the last part'],
  ['a\\b', 'Folders are separated by /'],
  ['  ', 'The template is empty'],
])('%s cannot be used', (template, problem) => expect(templateProblem(template)).toContain(problem));

test('whatever a template and a photo say, the place is inside the storage', () => {
  const hostile = fc.string({ unit: 'grapheme', maxLength: 12 });
  const name = hostile.map((text) => `${text.replaceAll('/', '')}.jpg`);
  const template = fc
    .array(fc.oneof(fc.constantFrom('{YYYY}', '{session}', '{camera}', '{folder}', '{source}', '{MM}', '/', '..', '.'), hostile), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''))
    .filter((text) => templateProblem(text) === null);
  fc.assert(
    fc.property(template, hostile, hostile, hostile, name, (text, sourceName, sessionTitle, camera, relativePath) => {
      const path = templatePath(text, { ...photo, sourceName, sessionTitle, camera, relativePath });
      expect(parseRelPath(path)).toBe(path);
    }),
  );
});
