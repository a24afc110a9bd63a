import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { groupConflicts } from './groups.ts';
import { checkState, chipsOf, countToReview, filterFindings, rowsOf, stepFrom, type Row, type Step } from './inbox-rows.ts';

let last = 0;
const finding = (patch: Partial<Conflict>): Conflict =>
  ({
    id: ++last,
    kind: 'duplicate',
    path: 'a/1.jpg',
    reason: '',
    lane: 'suggest',
    default: 'set_aside',
    resolutions: ['set_aside'],
    status: 'open',
    facts: {},
    storage_uuid: 's',
    ...patch,
  }) as Conflict;
const copy = (path: string, known_path: string, file_size = 1_000_000): Conflict =>
  finding({ path, facts: { known_path, byte_identical: true, file_size } });
const moved = (from: string, path: string): Conflict => finding({ kind: 'moved', lane: 'auto', status: 'applied', path, facts: { from } });
const gone = (path: string): Conflict =>
  finding({ kind: 'missing', lane: 'ask', default: 'locate', path, facts: { folder: 'rome', content_at: null } });

describe('groups', () => {
  test('are made by lane, kind and folder, each with its cause and what could be gained', () => {
    const groups = groupConflicts([
      moved('tmp/1.jpg', '2024/italy/1.jpg'),
      copy('Desktop/1.jpg', 'rome/1.jpg'),
      gone('rome/7.jpg'),
      copy('Desktop/2.jpg', 'rome/2.jpg', 500_000),
      gone('rome/8.jpg'),
      moved('tmp/2.jpg', '2024/italy/2.jpg'),
    ]);
    expect(groups.map(({ lane, heading, place, cause, suggestions }) => [lane, `${heading} ${place}`, cause, suggestions])).toEqual([
      ['suggest', 'Copies in Desktop', '2 photos exist in 2 places, 1.5 MB could be freed.', 2],
      ['ask', 'Missing from rome', '2 photos: the folder seems to have moved out of the storage. One place finds them all.', 0],
      ['done', 'Moved tmp → 2024/italy', '2 photos were followed to the new path; rating, tags and albums stayed.', 0],
    ]);
  });

  test('copies that differ in their bytes stand apart from those that do not', () => {
    const other = finding({ lane: 'info', path: 'Desktop/3.jpg', facts: { known_path: 'rome/3.jpg', byte_identical: false } });
    expect(groupConflicts([copy('Desktop/1.jpg', 'rome/1.jpg'), other]).map(({ heading }) => heading)).toEqual([
      'Copies in',
      'Same picture, other file in',
    ]);
  });

  test('are checked, not checked, or in part', () => {
    const [group] = groupConflicts([copy('b/1.jpg', 'a/1.jpg'), copy('b/2.jpg', 'a/2.jpg')]);
    const ids = group?.conflicts.flatMap(({ id }) => id ?? []) ?? [];
    expect([[], ids.slice(0, 1), ids].map((checked) => group != null && checkState(group, new Set(checked)))).toEqual([
      false,
      'mixed',
      true,
    ]);
  });
});

describe('filters', () => {
  const open = [copy('Desktop/1.jpg', 'rome/1.jpg'), gone('rome/7.jpg'), finding({ kind: 'name_collision', lane: 'info' })];
  const findings = { open, applied: [moved('tmp/1.jpg', 'x/1.jpg')], later: [gone('old/1.jpg')], ignored: [] };

  test('what waits is what is suggested and what is asked', () => {
    expect(countToReview(open)).toBe(2);
  });

  test('chips have counts; those without anything are not there, unless chosen', () => {
    expect(chipsOf(findings, 'index').map(({ filter, count }) => [filter, count])).toEqual([
      ['all', 4],
      ['missing', 1],
      ['moved', 1],
      ['duplicates', 2],
      ['index', 0],
      ['later', 1],
    ]);
  });

  test('words find paths on both sides', () => {
    expect(filterFindings(findings, 'all', 'ROME desktop').map(({ path }) => path)).toEqual(['Desktop/1.jpg']);
    expect(filterFindings(findings, 'all', 'tmp').map(({ path }) => path)).toEqual(['x/1.jpg']);
    expect(filterFindings(findings, 'later', '').map(({ path }) => path)).toEqual(['old/1.jpg']);
  });
});

describe('the rows', () => {
  const many = [copy('b/1.jpg', 'a/1.jpg'), copy('b/2.jpg', 'a/2.jpg'), gone('rome/7.jpg'), moved('tmp/1.jpg', 'x/1.jpg')];

  test('what needs no answer begins folded, what was folded by hand stays so', () => {
    expect(rowsOf(many, new Map()).map(({ type }) => type)).toEqual([
      'lane',
      'group',
      'finding',
      'finding',
      'lane',
      'group',
      'finding',
      'lane',
      'group',
    ]);
    const [first] = groupConflicts(many);
    expect(rowsOf(many, new Map([[first?.key ?? '', true]])).map(({ type }) => type)).toEqual([
      'lane',
      'group',
      'lane',
      'group',
      'finding',
      'lane',
      'group',
    ]);
  });

  test('keys pass over the headings of lanes, and reach every other row', () => {
    const rows = rowsOf(many, new Map());
    expect((['home', 'down', 'end', 'up', 'next-group'] as const).map((step) => stepFrom(rows, 3, step, 2))).toEqual([1, 5, 8, 2, 5]);
    expect(stepFrom(rows, 8, 'down', 2)).toBe(8);
    expect(stepFrom([], -1, 'down', 2)).toBe(-1);
  });

  test('no key ever leads to a heading or out of the list', () => {
    const steps: Step[] = ['up', 'down', 'home', 'end', 'page-up', 'page-down', 'previous-group', 'next-group'];
    const row = (type: Row['type']) => ({ type }) as Row;
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Row['type']>('lane', 'group', 'finding'), { maxLength: 20 }),
        fc.integer({ min: -1, max: 20 }),
        fc.constantFrom(...steps),
        fc.integer({ min: 1, max: 9 }),
        (types, from, step, page) => {
          const rows = types.map(row);
          const to = stepFrom(rows, from, step, page);
          expect(to === -1 || (rows[to] != null && rows[to].type !== 'lane')).toBe(true);
          if (types.some((type) => type !== 'lane') && (step === 'home' || step === 'end' || step === 'down' || step === 'up'))
            expect(to).toBeGreaterThan(-1);
        },
      ),
    );
  });
});
