import { expect, test } from 'vitest';
import { customFieldsOf, customPatch, faultOfCustomField } from './custom-fields.ts';

test.each([
  ['__proto__', 'x', 'A custom field cannot be called __proto__. Choose another name.'],
  ['constructor', 'x', 'A custom field cannot be called constructor. Choose another name.'],
  ['a=b', 'x', 'The name of a custom field holds no = and no ".'],
  ['a"b', 'x', 'The name of a custom field holds no = and no ".'],
  ['a\nb', 'x', 'The name of a custom field is one line without control characters.'],
  ['a\u2028b', 'x', 'The name of a custom field is one line without control characters.'],
  ['\u2028', 'x', 'A custom field needs a name.'],
  ['n'.repeat(101), 'x', 'The name of a custom field has at most 100 characters.'],
  ['a', 'x\u0000y', 'The value of a custom field is one line without control characters.'],
  ['a', 'x\ny', 'The value of a custom field is one line without control characters.'],
  ['a', '\uD800', 'The value of a custom field is one line without control characters.'],
  ['a', 'x'.repeat(2001), 'The value of a custom field has at most 2000 characters.'],
  [' a ', '  ', 'Give “a” a value, or remove the field.'],
])('a field %j with the value %j is refused', (name, value, fault) => {
  expect(faultOfCustomField({ name, value })).toBe(fault);
});

test('names of every language and values with signs are taken', () => {
  for (const name of ['Kunde', '顧客', 'נסיון', 'toString', '2024', '👨‍👩‍👧', 'a b: c'])
    expect(faultOfCustomField({ name, value: '<b>"x"</b> = \\ ☕' })).toBe(null);
});

test('a field that is set and taken away in one change is set', () => {
  expect(customPatch([{ name: ' Café ', value: ' x ' }], ['Café', 'Draft'])).toBe('{"Café":"x","Draft":null}');
});

test('what another program put there reads as its JSON text', () => {
  expect(customFieldsOf('{"a":1,"b":[true,null],"c":"text","d":null}').map(({ value }) => value)).toEqual([
    '1',
    '[true,null]',
    'text',
    'null',
  ]);
});
