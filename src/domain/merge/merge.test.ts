import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originalOf } from './conflict-copy.ts';
import { isEqual, type Json, type JsonObject } from './json.ts';
import { relate } from './lineage.ts';
import { mergeAlbum } from './merge-album.ts';
import { mergeSession, type SessionDocumentJson } from './merge-session.ts';
import { mergeOrders, mergeSets, mergeValues } from './three-way.ts';

const value = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, '', 0, 1, 2, 'a', 'b'),
    fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('json'), { maxKeys: 3 }),
  ),
})).json;

describe('three-way merge of values', () => {
  test('what one side changed is taken, whichever side it is', () => {
    fc.assert(
      fc.property(value, value, (base, changed) => {
        expect(mergeValues(base, changed, base)).toEqual({ value: changed, clashes: [] });
        expect(isEqual(mergeValues(base, base, changed).value, changed)).toBe(true);
        expect(mergeValues(base, changed, changed)).toEqual({ value: changed, clashes: [] });
      }),
    );
  });

  test('a clash is the same from both sides, and both values stand in it', () => {
    fc.assert(
      fc.property(value, value, value, (base, ours, theirs) => {
        const mine = mergeValues(base, ours, theirs).clashes;
        const other = mergeValues(base, theirs, ours).clashes;
        const key = (clash: (typeof mine)[number]): string => clash.path.join('/');
        expect(mine.map(key).toSorted()).toEqual(other.map(key).toSorted());
      }),
    );
  });

  test('without a base nothing that was set is lost: a value stands against none, two different ones clash', () => {
    expect(mergeValues(undefined, { a: '', b: 1 }, { a: 'x', b: 2 })).toEqual({
      value: { a: 'x', b: 1 },
      clashes: [{ path: ['b'], ours: 1, theirs: 2 }],
    });
  });

  test('sets take what either side added and leave out what either side took away', () => {
    expect(mergeSets(['a', 'b', 'c'], ['a', 'c', 'd'], ['b', 'c', 'e'])).toEqual(['c', 'd', 'e']);
  });

  test('orders hold the members of the sets, each once', () => {
    const members = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(members, members, members, (base, ours, theirs) => {
        expect(mergeOrders(base, ours, theirs).toSorted()).toEqual(mergeSets(base, ours, theirs).toSorted());
        expect(mergeOrders(base, base, theirs)).toEqual(theirs);
        expect(mergeOrders(base, ours, base)).toEqual(ours);
      }),
    );
  });
});

const entry = (path: string, user: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  filename: path,
  path,
  checksum: path,
  taken_at: '2024-01-01T10:00:00.000',
  taken_at_offset: null,
  photo: { title: '', rating: 0, tags: [], rev: 1, updated_at: null, ...user },
  ...more,
});
const document = (files: JsonObject, session: JsonObject = {}): SessionDocumentJson => ({
  import_session: { id: 1, title: 'One', description: '', ...session },
  files,
  statistics: { total_files: 1 },
});
const nowhere = (): boolean => false;

describe('merge of a session', () => {
  test('a place is taken whole: where both moved a file, the one that stands on the disk counts', () => {
    const [base, ours, theirs] = ['a', 'b', 'c'].map((path) => document({ h: entry(path) })) as [
      SessionDocumentJson,
      SessionDocumentJson,
      SessionDocumentJson,
    ];
    expect(mergeSession(base, ours, theirs, (path) => path === 'c').document.files['h']).toMatchObject({ path: 'c', checksum: 'c' });
    expect(mergeSession(base, ours, theirs, nowhere).document.files['h']).toMatchObject({ path: 'b', checksum: 'b' });
  });

  test('a photo that says something new has a higher revision; one that is theirs alone keeps theirs', () => {
    const base = document({ h: entry('a') });
    const ours = document({ h: entry('a', { rating: 3, rev: 2 }) });
    const theirs = document({ h: entry('a', { title: 'x', rev: 4 }) });
    expect(mergeSession(base, ours, theirs, nowhere).document.files['h']).toMatchObject({ photo: { rating: 3, title: 'x', rev: 5 } });
    expect(mergeSession(base, base, theirs, nowhere)).toMatchObject({ isTheirs: true, document: { files: { h: { photo: { rev: 4 } } } } });
    expect(mergeSession(base, ours, base, nowhere).document.files['h']).toEqual(ours.files['h']);
  });

  test('a time both corrected is one question, not three', () => {
    const at = (taken_at: string, taken_at_offset: string) => document({ h: entry('a', {}, { taken_at, taken_at_offset }) });
    const { questions } = mergeSession(document({ h: entry('a') }), at('2024-02-01', '+01:00'), at('2024-03-01', '+02:00'), nowhere);
    expect(questions).toEqual([{ hothash: 'h', clashes: [{ field: 'taken_at', ours: '2024-02-01', theirs: '2024-03-01' }] }]);
  });

  test('what one side removed and the other left alone is gone; what the other changed stays', () => {
    const base = document({ gone: entry('a'), kept: entry('b') });
    const theirs = document({});
    const ours = document({ gone: entry('a', {}, { last_seen: 'later' }), kept: entry('b', { rating: 1, rev: 2 }) });
    expect(Object.keys(mergeSession(base, ours, theirs, nowhere).document.files)).toEqual(['kept']);
    expect(Object.keys(mergeSession(base, theirs, ours, nowhere).document.files)).toEqual(['kept']);
    expect(Object.keys(mergeSession(null, ours, theirs, nowhere).document.files)).toEqual(['gone', 'kept']);
  });
});

test('an album that both changed is the same whoever merges it', () => {
  const album = (name: string, hothashes: string[], rev: number, updated_at: string | null = null) => ({
    name,
    hothashes,
    rev,
    updated_at,
    extra: {},
  });
  const base = album('A', ['1', '2'], 1);
  const [one, other] = [album('B', ['1', '2', '3'], 2, '2024-01-01'), album('C', ['2'], 2, '2024-01-02')];
  expect(mergeAlbum(base, one, other)).toEqual({ name: 'C', hothashes: ['2', '3'], rev: 3, updated_at: '2024-01-02', extra: {} });
  expect(mergeAlbum(base, other, one)).toEqual(mergeAlbum(base, one, other));
});

test('lineages say what came from what, by counting alone', () => {
  expect(relate({ a: 2 }, { a: 2, b: 1 })).toBe('ahead');
  expect(relate({ a: 2, b: 1 }, { a: 2 })).toBe('behind');
  expect(relate({ a: 3 }, { a: 2, b: 1 })).toBe('apart');
  expect(relate({ a: 3 }, { a: 3 })).toBe('ahead');
});

test('names of conflict copies lead to what they are of', () => {
  expect(
    [
      's (conflicted copy 2024-01-01).json',
      "s (Anna's conflicted copy 3).json",
      's.sync-conflict-20240101-101010-ABC.json',
      's_conf(1).json',
    ].map(originalOf),
  ).toEqual(['s.json', 's.json', 's.json', 's.json']);
  expect(['s.json', 'session_1-abc.json', 's (1).json', 'conflict.json'].map(originalOf)).toEqual([null, null, null, null]);
});
