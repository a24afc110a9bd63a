import { expect, test } from 'vitest';
import { applyChanges, invertChanges } from './changes.ts';
import { planReconcile } from './plan-reconcile.ts';
import { catalogue, disk, file, outline, rename, scan, scanInput, settle } from './test-library.ts';
import type { CatalogChange } from './catalog-change.ts';

test('another format under a known path is no metadata edit, though the hothash agrees', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const now = disk({ 'a.jpg': file('A', { bytes: '2', identity: { format: 'tiff' } }) });
  expect(outline(scan(now, known))).toEqual(['edited ask a.jpg']);
});

test('a respelled path that was not read is the file, when its size agrees', () => {
  const on = disk({ 'IMG.jpg': file('A') });
  const input = scanInput(rename(on, { 'IMG.jpg': 'img.jpg' }), catalogue(on));
  const unread = input.observed.map((each) => ({ ...each, reading: 'unchanged' as const, identity: null }));
  expect(outline(planReconcile({ ...input, observed: unread }))).toEqual(['moved auto img.jpg']);
});

test('a respelled path of another size that cannot be read keeps its file', () => {
  const known = catalogue(disk({ 'IMG.jpg': file('A') }));
  const now = disk({ 'img.jpg': file('other', { reading: 'unreadable' }) });
  expect(outline(scan(now, known))).toEqual(['unreadable info img.jpg']);
});

test('changes of one file are inverted in reverse order', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const stat = { sizeBytes: 1, mtimeMs: 1, checksum: 'x' };
  const changes: CatalogChange[] = [
    { change: 'update_file', fileId: 1, ...stat },
    { change: 'update_file', fileId: 1, ...stat, sizeBytes: 2 },
  ];
  expect(applyChanges(applyChanges(known, changes), invertChanges(changes, known))).toEqual(known);
});

test('a name never wins over the same bytes at other paths: that is asked', () => {
  const known = catalogue(disk({ 'a.jpg': file('A', { bytes: '1' }) }));
  const now = disk({
    'n/a.jpg': file('A', { bytes: '2' }),
    'n/x.jpg': file('A', { bytes: '1' }),
    'n/y.jpg': file('A', { bytes: '1' }),
  });
  expect(outline(scan(now, known))).toEqual(['ambiguous_move ask n/a.jpg']);
});

test('further copies of a photo that stands are copies, whatever of it was missing before', () => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('A') });
  const known = catalogue(on).map((each) => (each.path === 'b.jpg' ? { ...each, status: 'missing' as const } : each));
  const now = disk({ 'x/1.jpg': file('A'), 'x/2.jpg': file('A') });
  const first = on.get('a.jpg');
  if (first) now.set('a.jpg', first);
  expect(outline(scan(now, known))).toEqual(['duplicate suggest x/1.jpg', 'duplicate suggest x/2.jpg']);
});

test('an untouched path belongs to the present file, also when a missing one shares it', () => {
  const on = disk({ 'b.jpg': file('B') });
  const [present] = catalogue(on);
  if (!present) throw new Error('the catalog is empty');
  const missing = { ...present, fileId: 9, photoId: 9, hothash: 'A', checksum: 'A/', status: 'missing' as const };
  expect(outline(scan(on, [missing, present]))).toEqual([]);
});

test.each([
  [true, 'corrupt ask a.jpg'],
  [false, 'metadata_edited auto a.jpg'],
])('other bytes, equal size, a date that is an hour off; coarse times: %s', (coarseTimes, expected) => {
  const known = catalogue(disk({ 'a.jpg': file('A', { sizeBytes: 9, mtimeMs: 9 }) }));
  const now = disk({ 'a.jpg': file('A', { bytes: '2', sizeBytes: 9, mtimeMs: 3_600_009 }) });
  expect(outline(scan(now, known, { scope: { coarseTimes } }))).toEqual([expected]);
});

test('a file that was missing does not come back onto the path of another photo whose own photo stands elsewhere', () => {
  const twice = disk({ 'b/1.jpg': file('A'), 'C/1.jpg': file('A'), 'a/2.jpg': file('B'), 'a/3.jpg': file('C') });
  const one = new Map(twice);
  one.delete('b/1.jpg');
  const known = settle(one, catalogue(twice));
  // Once alone and once beside another new copy: the same is concluded of a/2.jpg.
  const over = new Map(one).set('a/2.jpg', file('A'));
  expect(outline(scan(over, known))).toEqual(['replaced ask a/2.jpg']);
  const both = new Map(over).set('n/9.jpg', file('A', { mtimeMs: 5 }));
  const after = settle(both, known);
  expect(outline(scan(both, after)).filter((line) => line.includes('auto'))).toEqual([]);
});

test('a folder in which a moved file is found has not vanished, in this scan as in the next', () => {
  const on = disk(Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`a/${n}.jpg`, file(`A${n}`)])));
  for (const name of ['1', '2', '3']) on.set(`b/${name}.jpg`, file(`B${name}`));
  const known = catalogue(on);
  const left = new Map(on);
  for (const name of ['1', '2', '3']) left.delete(`b/${name}.jpg`);
  left.set('b/s/3.jpg', on.get('b/3.jpg') ?? file('B3'));
  expect(outline(scan(left, known))).toEqual(['missing ask b/1.jpg', 'missing ask b/2.jpg', 'moved auto b/s/3.jpg']);
  expect(outline(scan(left, settle(left, known)))).toEqual([]);
});
