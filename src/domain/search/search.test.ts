import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toggleDate, toggleValue, validPart, valuesOf, withoutPart, withValues } from './edit-query.ts';
import { fieldNames, searchFields } from './fields.ts';
import { parseQuery, type Clause } from './parse-query.ts';

/** A query in a word a part: what the parser made of it. */
function outline(query: string): string[] {
  return parseQuery(query).clauses.map((clause) => `${clause.isNegated ? 'not ' : ''}${clause.field ?? 'words'} ${told(clause)}`);
}

function told(clause: Clause): string {
  if (clause.field === null) return `${clause.isPhrase ? 'phrase ' : ''}${clause.text}`;
  return clause.values
    .map((value) => {
      if (value.kind === 'text') return `${value.isExact ? '=' : ''}${value.text}`;
      if (value.kind === 'choice') return value.choice;
      if (value.kind === 'number') return `${value.span.from} to ${value.span.to}`;
      if (value.kind === 'monthDay') return `every ${value.monthDay}`;
      return value.span === null ? 'none' : `${value.span.from} until ${value.span.to}`;
    })
    .join(' or ');
}

test.each([
  ['rome harbour', ['words rome', 'words harbour']],
  ['"old harbour" -rome', ['words phrase old harbour', 'not words rome']],
  ['camera:x100 lens:"XF 23mm"', ['camera x100', 'lens XF 23mm']],
  ['Camera:="FUJIFILM X100V",Nikon', ['camera =FUJIFILM X100V or Nikon']],
  ['stars:>=4 rating:2..3 rating:5', ['rating 4 to 5', 'rating 2 to 3', 'rating 5 to 5']],
  ['rating:3+ rating:<2 rating:..1', ['rating 3 to 5', 'rating 0 to 1', 'rating 0 to 1']],
  ['date:2024 date:2024-12 date:2024-12-31', ['date 2024 until 2025', 'date 2024-12 until 2025-01', 'date 2024-12-31 until 2025-01-01']],
  [
    'date:2019..2021 date:..2020-06 date:2020.. date:none',
    ['date 2019 until 2022', 'date null until 2020-07', 'date 2020 until null', 'date none'],
  ],
  ['date:11-28,2024-02-29 day:02-29', ['date every 11-28 or 2024-02-29 until 2024-03-01', 'date every 02-29']],
  ['flag:PICK -has:gps label:red,none', ['flag pick', 'not has gps', 'label red or none']],
  ['10:30 http://x note:this', ['words 10:30', 'words http://x', 'words note:this']],
  ['tag:"unclosed quote', ['tag unclosed quote']],
  ['- : " !', []],
])('%s', (query, expected) => expect(outline(query)).toEqual(expected));

test.each([
  ['rating:', '“rating:” needs a value, as in rating:4'],
  ['rating:six', '“six” is no rating, as in rating:4'],
  ['rating:9', '“9” is no rating, as in rating:4'],
  ['rating:4..2', '“4..2” is no rating, as in rating:4'],
  ['date:2024-02-31', '“2024-02-31” is no date, as in date:2024-07'],
  ['date:02-30', '“02-30” is no date, as in date:2024-07'],
  ['after:11-28', '“11-28” is no date, as in after:2024-07-15'],
  ['date:2024..2020', '“2024..2020” is no date, as in date:2024-07'],
  ['flag:maybe', '“maybe” is no flag; it is one of pick, reject, none, as in flag:pick'],
])('%s is no filter, and says why', (query, message) => {
  expect(parseQuery(`rome ${query}`).problems.map((each) => each.message)).toEqual([message]);
  expect(outline(`rome ${query}`)).toEqual(['words rome']);
  expect(validPart(`rome ${query}`)).toBe('rome');
});

test('every field is in the table, and its examples are understood', () => {
  expect(searchFields.map(({ name }) => name)).toEqual(fieldNames);
  for (const { name, examples } of searchFields)
    for (const example of examples) expect([parseQuery(example).problems, parseQuery(example).clauses[0]?.field]).toEqual([[], name]);
});

describe('changing a query by its parts', () => {
  test('a part is taken out, the others stay as they were typed', () => {
    const query = 'rome  camera:x100 -has:gps';
    expect(parseQuery(query).clauses.map((clause) => withoutPart(query, clause))).toEqual([
      'camera:x100 -has:gps',
      'rome -has:gps',
      'rome camera:x100',
    ]);
  });

  test('a value is added to those of its field, and taken away again', () => {
    const once = toggleValue('rome', 'camera', 'Canon EOS R5', true);
    expect(once).toBe('rome camera:="Canon EOS R5"');
    const twice = toggleValue(once, 'camera', 'X100', true);
    expect(twice).toBe('rome camera:="Canon EOS R5",=X100');
    expect(valuesOf(twice, 'camera')).toEqual(['Canon EOS R5', 'X100']);
    expect(toggleValue(toggleValue(twice, 'camera', 'X100', true), 'camera', 'Canon EOS R5', true)).toBe('rome');
  });

  test('a month narrows its year, and the year takes its months back', () => {
    const month = toggleDate('date:2024,2019', '2024-07');
    expect(month).toBe('date:2019,2024-07');
    expect(toggleDate(month, '2024')).toBe('date:2019,2024');
    expect(toggleDate(toggleDate(month, '2024-07'), '2019')).toBe('');
  });

  test('what is excluded is not what is asked for', () => {
    expect(withValues('-tag:blurred tag:family', 'tag', ['friends'])).toBe('-tag:blurred tag:friends');
  });

  test('whatever the value, it comes back as it went in', () => {
    const values = fc.array(
      fc
        .string({ unit: 'grapheme', minLength: 1 })
        .map((text) => text.replaceAll('"', '').trim())
        .filter((text) => text !== ''),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(values, fc.boolean(), (given, isExact) => {
        const query = withValues('', 'tag', given, isExact);
        const [clause] = parseQuery(query).clauses;
        const squeezed = given.map((text) => text.replace(/ {2,}/g, ' '));
        expect(clause?.field === 'tag' && clause.values).toEqual(squeezed.map((text) => ({ kind: 'text', text: text.trim(), isExact })));
      }),
    );
  });

  test('no text makes the parser stumble, and parts do not overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { clauses, problems } = parseQuery(text);
        const parts = [...clauses, ...problems].toSorted((a, b) => a.start - b.start);
        for (const [at, each] of parts.entries()) {
          expect(text.slice(each.start, each.end)).toBe(each.source);
          expect(each.start).toBeGreaterThanOrEqual(parts[at - 1]?.end ?? 0);
        }
      }),
    );
  });
});
