import { describe, expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { findingKinds, resolutions } from '#domain/reconcile/types.ts';
import { t } from '#renderer/i18n/t.ts';
import { choicesOf } from './decisions.ts';
import { photoOf, readFacts } from './facts.ts';
import { categoryOf, kindOrder, laneOf } from './kinds.ts';
import { outcomeSentence, outcomeWords, reasonOf } from './outcome-words.ts';
import { differingPart, shortNames } from './paths.ts';

const finding = (patch: Partial<Conflict>): Conflict =>
  ({
    id: 1,
    kind: 'edited',
    path: 'a/b.jpg',
    reason: '',
    lane: 'ask',
    default: 'none',
    resolutions: [],
    status: 'open',
    facts: {},
    storage_uuid: 's',
    ...patch,
  }) as Conflict;
const hothash = 'ab'.repeat(32);

describe('outcomes in words', () => {
  test('say which file stays and which goes, as short as they can be told apart', () => {
    const copies = finding({
      kind: 'duplicate',
      path: 'Desktop/IMG_1.jpg',
      facts: { known_path: '2019/rome/IMG_1.jpg', byte_identical: true },
    });
    expect(outcomeWords(copies, { id: 1, as: 'set_aside', path: 'Desktop/IMG_1.jpg' })).toBe(
      'Keep rome/IMG_1.jpg, set aside Desktop/IMG_1.jpg',
    );
    expect(outcomeWords(copies, { id: 1, as: 'set_aside', path: '2019/rome/IMG_1.jpg' })).toBe(
      'Keep Desktop/IMG_1.jpg, set aside rome/IMG_1.jpg',
    );
    expect(outcomeSentence(copies, { id: 1, as: 'set_aside', path: 'Desktop/IMG_1.jpg' })).toMatch(/can be undone/);
  });

  test('every resolution of every kind has words, without names of the program', () => {
    for (const kind of findingKinds)
      for (const { decision } of choicesOf(finding({ kind, resolutions: [...resolutions], facts: { known_path: 'c/b.jpg' } }))) {
        const words = outcomeWords(finding({ kind }), decision);
        expect(words, `${kind} ${decision.as}`).toMatch(/^[A-Z][^_]*$/);
      }
  });

  test('a reason does not repeat the path above it; the rule behind a suggestion stands instead', () => {
    expect(reasonOf(finding({ path: 'a/b.jpg', reason: 'a/b.jpg holds another picture.' }))).toBe('Holds another picture.');
    expect(reasonOf(finding({ path: 'a', reason: '14 photos below a are new.' }))).toBe('14 photos below a are new.');
    expect(reasonOf(finding({ path: '', reason: 'All are gone.' }))).toBe('All are gone.');
    expect(reasonOf(finding({ reason: 'a/b.jpg is a copy.', facts: { rule: 'the other folder is older' } }))).toBe(
      'The other folder is older',
    );
  });
});

describe('paths', () => {
  test('differ in whole names', () => {
    expect(differingPart('2019/rome/IMG_1.jpg', '2019/Desktop/IMG_1.jpg')).toEqual({
      before: '2019/',
      differing: 'rome',
      after: '/IMG_1.jpg',
    });
    expect(differingPart('IMG_1.jpg', 'old/IMG_1.jpg')).toEqual({ before: '', differing: '', after: 'IMG_1.jpg' });
    expect(differingPart('old/IMG_1.jpg', 'IMG_1.jpg')).toEqual({ before: '', differing: 'old', after: '/IMG_1.jpg' });
    expect(differingPart('a/x.jpg', 'a/y.jpg')).toEqual({ before: 'a/', differing: 'x.jpg', after: '' });
  });

  test('are shortened until they are still two', () => {
    expect(shortNames('a/x.jpg', 'b/y.jpg')).toEqual(['x.jpg', 'y.jpg']);
    expect(shortNames('a/c/x.jpg', 'b/c/x.jpg')).toEqual(['a/c/x.jpg', 'b/c/x.jpg']);
    expect(shortNames('x.jpg', 'x.jpg')).toEqual(['x.jpg', 'x.jpg']);
  });
});

describe('facts', () => {
  test('of another shape than promised are absent', () => {
    const facts = {
      hothash: 'not one',
      before: 7,
      gone: [{ path: 'x' }, null, { file_id: 1, path: 'y' }],
      candidates: 'none',
      file_size: '9',
      byte_identical: 1,
    };
    expect(readFacts({ facts })).toMatchObject({
      hothash: null,
      before: null,
      gone: [{ fileId: 1, path: 'y' }],
      candidates: [],
      sizeBytes: null,
      isByteIdentical: false,
    });
  });

  test('the picture is the one that was there before, else the one that is named; a new file has none yet', () => {
    expect(photoOf(finding({ facts: { before: { hothash }, now: { hothash: 'cd'.repeat(32) } } }))).toBe(hothash);
    expect(photoOf(finding({ facts: { hothash } }))).toBe(hothash);
    expect(photoOf(finding({ kind: 'untracked', facts: { hothash } }))).toBeNull();
  });
});

describe('kinds', () => {
  test('each has a heading of its own, a chip and a place', () => {
    expect(findingKinds.filter((kind) => t.findings.heading(kind).includes('_'))).toEqual([]);
    expect(new Set(findingKinds.map(kindOrder)).size).toBe(findingKinds.length);
    expect(kindOrder('of a later version')).toBe(findingKinds.length);
    expect(categoryOf('of a later version')).toBe('index');
  });

  test('what was applied is resolved; what is open and marked already is only told', () => {
    expect(laneOf({ lane: 'auto', status: 'applied' })).toBe('done');
    expect(laneOf({ lane: 'auto', status: 'open' })).toBe('info');
    expect(laneOf({ lane: 'suggest', status: 'later' })).toBe('suggest');
  });
});
