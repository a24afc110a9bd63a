import { describe, expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { resolutions } from '#domain/reconcile/types.ts';
import { groupByKind, photoOf, reasonOf, suggestion } from './conflict-words.ts';

const finding = (patch: Partial<Conflict>): Conflict => ({ default: 'none', facts: {}, ...patch }) as Conflict;
const hothash = 'ab'.repeat(32);

describe('findings in words', () => {
  test('every resolution has words of its own', () => {
    const words = resolutions.map((resolution) => suggestion(finding({ default: resolution })));
    expect(words.filter((word) => word == null)).toHaveLength(1);
    expect(words.filter((word) => word?.includes('_'))).toEqual([]);
    expect(words.filter((word) => word != null && !/^[A-Z]/.test(word))).toEqual([]);
  });

  test('a reason does not repeat the path above it', () => {
    expect(reasonOf(finding({ path: 'a/b.jpg', reason: 'a/b.jpg holds another picture.' }))).toBe('Holds another picture.');
    expect(reasonOf(finding({ path: 'a', reason: '14 photos below a are new.' }))).toBe('14 photos below a are new.');
    expect(reasonOf(finding({ path: '', reason: 'All are gone.' }))).toBe('All are gone.');
  });

  test('the picture is the one that was there before, else the one that is named', () => {
    expect(photoOf(finding({ facts: { hothash } }))).toBe(hothash);
    expect(photoOf(finding({ facts: { before: { hothash }, now: { hothash: 'cd'.repeat(32) } } }))).toBe(hothash);
    expect(photoOf(finding({ facts: { photo_id: 4, hothash: 'not one' } }))).toBeNull();
    expect(photoOf(finding({ kind: 'untracked', facts: { hothash } }))).toBeNull();
  });

  test('groups keep the order of the list', () => {
    const list = ['edited', 'corrupt', 'edited'].map((kind) => finding({ kind }));
    expect(groupByKind(list).map((group) => [group.kind, group.conflicts.length])).toEqual([
      ['edited', 2],
      ['corrupt', 1],
    ]);
  });
});
