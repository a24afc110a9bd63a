import { expect, it } from 'vitest';
import { withSearch } from './recent-searches.ts';

it('keeps ten searches, the newest first and each once', () => {
  const ten = Array.from({ length: 10 }, (_, n) => `word ${n}`);
  expect(withSearch([], 'rome')).toEqual(['rome']);
  expect(withSearch(['rome', 'snow'], 'snow')).toEqual(['snow', 'rome']);
  expect(withSearch(ten, 'rome')).toEqual(['rome', ...ten.slice(0, 9)]);
});
