import { describe, expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { choiceOfKey, suggestionOf } from './decisions.ts';
import { afterToggle, columnsOf, factRows, isKept } from './detail-columns.ts';

const finding = (patch: Partial<Conflict>): Conflict =>
  ({
    id: 1,
    kind: 'duplicate',
    path: 'Desktop/a.jpg',
    reason: '',
    lane: 'suggest',
    default: 'set_aside',
    resolutions: ['set_aside', 'keep_both'],
    status: 'open',
    facts: { known_path: 'rome/a.jpg', byte_identical: true, file_size: 2_000_000 },
    storage_uuid: 's',
    ...patch,
  }) as Conflict;

const edited = finding({
  kind: 'edited',
  default: 'new_version',
  resolutions: ['new_version', 'separate_photo', 'restore_from_copy'],
  facts: {
    before: { hothash: 'ab'.repeat(32), width: 6000, height: 4000, camera: 'R6' },
    now: { hothash: 'cd'.repeat(32), width: 5400, height: 3600, camera: 'R6' },
    file_size: 3_000_000,
  },
});

describe('columns of a comparison', () => {
  test('an index that says other than the catalog: field by field, nothing said is said', () => {
    const columns = columnsOf(
      finding({
        kind: 'index_newer',
        facts: {
          fields: [
            { field: 'rating', catalog: 1, index: 2 },
            { field: 'caption', catalog: '', index: 'Rome' },
          ],
        },
      }),
      null,
    );
    expect(columns.map(({ title }) => title)).toEqual(['Catalog says', 'Index file says']);
    expect(factRows(columns)).toEqual([
      { label: 'Caption', cells: ['nothing', 'Rome'], differs: true },
      { label: 'Rating', cells: ['1', '2'], differs: true },
    ]);
  });

  test('two copies stand beside each other; equal bytes have one size', () => {
    const columns = columnsOf(finding({}), null);
    expect(columns.map(({ title, path, key, facts }) => [title, path, key, facts['Size']])).toEqual([
      ['Known copy', 'rome/a.jpg', '1', '2 MB'],
      ['Further copy', 'Desktop/a.jpg', '2', '2 MB'],
    ]);
  });

  test('rows differ where both sides know a value and it is another one', () => {
    const rows = factRows(columnsOf(edited, null));
    expect(rows.map(({ label, differs }) => [label, differs])).toEqual([
      ['Size', false],
      ['Dimensions', true],
      ['Camera', false],
      ['Picture', true],
    ]);
  });

  test('a finding about one file has one column, and nothing to keep', () => {
    const [only, ...others] = columnsOf(finding({ kind: 'corrupt', facts: {} }), null);
    expect([only?.key, others]).toEqual([null, []]);
  });
});

describe('keeping', () => {
  const copies = finding({});
  const columns = columnsOf(copies, null);
  const [known, further] = columns;
  const turn = (decision: ReturnType<typeof suggestionOf>, which: 0 | 1) => {
    const column = columns[which];
    return column == null ? null : afterToggle(copies, columns, decision, column);
  };

  test('shows what the suggestion keeps', () => {
    const decision = suggestionOf(copies);
    expect([known, further].map((column) => column != null && isKept(copies, decision, column))).toEqual([true, false]);
  });

  test('of both is keeping both; of none is not possible: the other one is kept then', () => {
    const suggested = suggestionOf(copies);
    const both = turn(suggested, 1);
    expect(both).toEqual({ id: 1, as: 'keep_both' });
    expect(turn(both, 0)).toEqual(choiceOfKey(copies, '2'));
    expect(turn(suggested, 0)).toEqual(choiceOfKey(copies, '2'));
  });
});
