import { expect, test } from 'vitest';
import { parseQuery } from '#domain/search/parse-query.ts';
import { chipWords, valueWords } from './filter-words.ts';

test.each([
  ['rome', 'rome'],
  ['-"old harbour"', 'Not “old harbour”'],
  ['camera:="Canon EOS R5",x100', 'Camera: Canon EOS R5 or x100'],
  ['rating:4', 'Rating: ★★★★'],
  ['rating:>=3', 'Rating: ★★★ and more'],
  ['rating:1..2', 'Rating: 1 to 2 stars'],
  ['rating:0', 'Rating: No stars'],
  ['date:2024', 'Taken: 2024'],
  ['date:none', 'Taken: Undated'],
  ['date:11-28', 'Taken: November 28, every year'],
  ['date:02-29', 'Taken: February 29, every year'],
  ['date:2019..2021', 'Taken: 2019 until 2022'],
  ['date:2019..', 'Taken: 2019 and later'],
  ['-has:gps', 'Not Has: Location'],
  ['flag:pick', 'Flag: Picked'],
])('%s', (query, words) => expect(parseQuery(query).clauses.map(chipWords)).toEqual([words]));

test('values of a field as people read them', () => {
  expect([valueWords('rating', '5'), valueWords('label', 'none'), valueWords('status', 'corrupt'), valueWords('camera', 'X100V')]).toEqual([
    '★★★★★',
    'No label',
    'Damaged',
    'X100V',
  ]);
});
