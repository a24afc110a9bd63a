import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { choiceOfKey, choicesOf, losesLastCopy, suggestionOf } from './decisions.ts';

const finding = (patch: Partial<Conflict>): Conflict => ({
  id: 1,
  kind: 'duplicate',
  path: 'Desktop/IMG_1.jpg',
  reason: 'Desktop/IMG_1.jpg holds the same picture as rome/IMG_1.jpg, byte for byte.',
  lane: 'suggest',
  default: 'set_aside',
  resolutions: ['set_aside', 'keep_both', 'make_primary'],
  status: 'open',
  facts: { known_path: 'rome/IMG_1.jpg', byte_identical: true },
  storage_uuid: 's',
  first_seen: '2026-01-01T00:00:00.000Z',
  last_seen: '2026-01-01T00:00:00.000Z',
  ...patch,
});

describe('what is suggested', () => {
  test('of two copies, the path that the scan names goes', () => {
    expect(suggestionOf(finding({}))).toEqual({ id: 1, as: 'set_aside', path: 'Desktop/IMG_1.jpg' });
    const facts = { known_path: 'rome/IMG_1.jpg', byte_identical: true, suggest_aside: 'rome/IMG_1.jpg' };
    expect(suggestionOf(finding({ facts }))).toEqual({ id: 1, as: 'set_aside', path: 'rome/IMG_1.jpg' });
  });

  test('setting aside is never suggested for other bytes, whatever the default says', () => {
    expect(suggestionOf(finding({ facts: { known_path: 'rome/IMG_1.jpg' } }))).toBeNull();
    expect(suggestionOf(finding({ facts: { known_path: 'rome/IMG_1.jpg', byte_identical: 'yes' } }))).toBeNull();
  });

  test('what does nothing, needs a place, or was done already is no suggestion', () => {
    for (const name of ['none', 'keep', 'mark_missing', 'locate', 'no_such_resolution'])
      expect(suggestionOf(finding({ kind: 'missing', default: name, resolutions: [name] }))).toBeNull();
    expect(suggestionOf(finding({ kind: 'edited', default: 'new_version', status: 'applied' }))).toBeNull();
    expect(suggestionOf(finding({ id: null }))).toBeNull();
  });

  test('new files become a session called as their folder', () => {
    const fresh = finding({
      kind: 'untracked',
      path: 'Phone/2026-06/a.jpg',
      default: 'import',
      resolutions: ['import', 'adopt'],
      facts: {},
    });
    expect(suggestionOf(fresh)).toEqual({ id: 1, as: 'import', title: '2026-06' });
  });
});

describe('choices', () => {
  test('the suggestion stands first; 1 and 2 keep the first and the second path, K keeps both', () => {
    expect(choicesOf(finding({})).map(({ decision, key, isSuggested }) => [decision.as, decision.path, key, isSuggested])).toEqual([
      ['set_aside', 'Desktop/IMG_1.jpg', '1', true],
      ['set_aside', 'rome/IMG_1.jpg', '2', false],
      ['keep_both', undefined, 'K', false],
      ['make_primary', undefined, null, false],
      ['ignore', undefined, null, false],
    ]);
    expect(choiceOfKey(finding({}), '2')).toEqual({ id: 1, as: 'set_aside', path: 'rome/IMG_1.jpg' });
  });

  test('of an edited picture, 1 is the former one, 2 the present one, K both', () => {
    const edited = finding({
      kind: 'edited',
      default: 'new_version',
      resolutions: ['new_version', 'separate_photo', 'restore_from_copy'],
      facts: {},
    });
    expect(['1', '2', 'K'].map((key) => choiceOfKey(edited, key as '1')?.as)).toEqual([
      'restore_from_copy',
      'new_version',
      'separate_photo',
    ]);
  });

  test('one file that is gone is paired with each path it may have', () => {
    const unclear = finding({
      kind: 'ambiguous_move',
      default: 'none',
      resolutions: ['pair_by_names', 'treat_as_copies'],
      facts: { gone: [{ file_id: 9, path: 'in/a.jpg' }], candidates: [{ path: 'x/a.jpg' }, { path: 'y/a.jpg' }] },
    });
    expect(choiceOfKey(unclear, '2')).toEqual({ id: 1, as: 'pair_by_names', pairs: [{ file_id: 9, path: 'y/a.jpg' }] });
  });
});

describe('the last copy', () => {
  const star = (count: number): Conflict[] =>
    Array.from({ length: count }, (_, n) =>
      finding({ id: n + 1, path: `copy-${n}.jpg`, facts: { known_path: 'known.jpg', byte_identical: true } }),
    );

  test('stays when two findings would send both sides away', () => {
    const there = finding({ id: 1, path: 'b.jpg', facts: { known_path: 'a.jpg', byte_identical: true } });
    const back = finding({ id: 2, path: 'a.jpg', facts: { known_path: 'b.jpg', byte_identical: true } });
    const aside = (id: number, path: string) => ({ id, as: 'set_aside' as const, path });
    expect(losesLastCopy([there, back], [aside(1, 'b.jpg'), aside(2, 'a.jpg')])).toBe(true);
    expect(losesLastCopy([there, back], [aside(1, 'b.jpg')])).toBe(false);
    expect(losesLastCopy([there, { ...back, storage_uuid: 'other' }], [aside(1, 'b.jpg')])).toBe(false);
  });

  test('no set of suggestions ever takes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (count, picks) => {
        const conflicts = star(count);
        const decisions = conflicts.flatMap((conflict, n) => (picks[n] === true ? (suggestionOf(conflict) ?? []) : []));
        expect(losesLastCopy(conflicts, decisions)).toBe(false);
      }),
    );
  });
});
