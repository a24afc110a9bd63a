import { expect, test } from 'vitest';
import { matching } from './matching.ts';

test('what begins with the text comes first, then what holds it; case and accents do not matter', () => {
  expect(matching(['Oslo', 'Café', 'Fjord', 'Old café'], 'cafe')).toEqual(['Café', 'Old café']);
  expect(matching(['Boslo', 'Oslo', 'Bergen'], ' OS ')).toEqual(['Oslo', 'Boslo']);
  expect(matching(['a', 'b'], '')).toEqual(['a', 'b']);
  expect(matching(['a', 'b'], 'c')).toEqual([]);
});
