import { expect, test } from 'vitest';
import { proposedName, renamedPath, whyNotName } from './new-name.ts';

test('a proposed name is the first that no system takes for one that is there', () => {
  expect(proposedName('a/IMG.JPG', ['a/img.jpg', 'a/IMG.JPG', 'a/img-1.jpg'])).toBe('IMG-2.JPG');
  expect(renamedPath('a/b/IMG.JPG', 'IMG-2.JPG')).toBe('a/b/IMG-2.JPG');
  expect(renamedPath('IMG.JPG', 'IMG-2.JPG')).toBe('IMG-2.JPG');
});

test('a name is good for every system, or it is said why not', () => {
  const why = (name: string): string | null => whyNotName('a/IMG.JPG', name, ['a/img.jpg', 'a/IMG.JPG']);
  for (const name of ['IMG-2.JPG', 'Sommer på Jæren.jpg', 'a/other.jpg']) expect(why(name), name).toBeNull();
  expect(['img.jpg', 'IMG.png', 'IMG', 'b/IMG2.jpg', 'con.jpg', 'a?.jpg', ' ', '..', `${'é'.repeat(130)}.jpg`].map(why)).toEqual([
    'img.jpg is taken, for some systems.',
    'The name keeps its ending .JPG.',
    'The name keeps its ending .JPG.',
    'A name has no slash: the file stays in its folder.',
    'Windows keeps that name for itself.',
    'Some systems allow no < > : " | ? * in a name.',
    'The file needs a name.',
    'The file needs a name.',
    'That name is too long for some systems.',
  ]);
});
