import { expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import { canPair, decisionsOf, pairingOf } from './pairing.ts';

const finding = (id: number, kind: string, path: string, facts: Conflict['facts'] = {}): Conflict => ({
  id,
  kind,
  path,
  reason: '',
  lane: 'ask',
  default: 'keep',
  resolutions: [],
  status: 'open',
  facts,
  storage_uuid: '11111111-1111-4111-8111-111111111111',
  first_seen: '2024-01-01T00:00:00.000Z',
  last_seen: '2024-01-01T00:00:00.000Z',
});
const [p, q] = ['a'.repeat(64), 'b'.repeat(64)];

test('several files of one picture are paired by their paths, the likeliest pairs first', () => {
  const moved = finding(1, 'ambiguous_move', 'a/1.jpg', {
    hothash: p,
    gone: [
      { file_id: 5, path: 'a/1.jpg' },
      { file_id: 6, path: 'a/2.jpg' },
    ],
    candidates: [{ path: 'b/x.jpg' }, { path: 'b/y.jpg' }],
    suggestion: [{ file_id: 5, to: 'b/y.jpg' }],
  });
  expect(canPair(moved, [moved])).toBe(true);
  const pairing = pairingOf([moved], [moved]);
  expect(pairing.lost.map(({ key, path }) => [key, path])).toEqual([
    ['5', 'a/1.jpg'],
    ['6', 'a/2.jpg'],
  ]);
  expect([...pairing.suggested]).toEqual([['5', 'b/y.jpg']]);
  expect(decisionsOf([moved], new Map([['6', 'b/x.jpg']]))).toEqual([
    { id: 1, as: 'pair_by_names', pairs: [{ file_id: 6, path: 'b/x.jpg' }] },
  ]);
  expect(decisionsOf([moved], new Map())).toEqual([]);
});

test('missing files are paired with new ones of their storage, and only where there are such', () => {
  const gone = finding(1, 'missing', 'a/1.jpg', { file_id: 5, hothash: p });
  const copyGone = finding(2, 'missing', 'a/2.jpg', { file_id: 6, hothash: q, content_at: 'c/2.jpg' });
  const news = finding(3, 'untracked', 'b/1.jpg', { hothash: q, similar_to: { file_id: 5 } });
  const elsewhere = { ...finding(4, 'untracked', 'b/2.jpg'), storage_uuid: '22222222-2222-4222-8222-222222222222' };
  const forgotten = finding(5, 'untracked', 'b/3.jpg', { forgotten: true });
  const all = [gone, copyGone, news, elsewhere, forgotten];
  expect(all.map((each) => canPair(each, all))).toEqual([true, false, false, false, false]);
  expect(canPair(gone, [gone, elsewhere, forgotten])).toBe(false);
  expect(pairingOf([gone, copyGone], all)).toEqual({
    lost: [{ key: '1', path: 'a/1.jpg', hothash: p }],
    candidates: [{ path: 'b/1.jpg', hothash: q }],
    suggested: new Map([['1', 'b/1.jpg']]),
    isOnePicture: false,
  });
  expect(decisionsOf([gone], new Map([['1', 'b/1.jpg']]))).toEqual([{ id: 1, as: 'new_version', path: 'b/1.jpg' }]);
});
