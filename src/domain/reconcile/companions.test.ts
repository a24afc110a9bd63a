import { expect, test } from 'vitest';
import { catalogue, disk, file, outline, rename, scan, settle, sidecar } from './test-library.ts';

const unit = () => disk({ 'a/IMG.jpg': file('A'), 'a/IMG.jpg.xmp': sidecar('S'), 'z.jpg': file('Z') });

test('moved: a companion follows its photo, one event for the unit', () => {
  const on = unit();
  const now = rename(on, { 'a/IMG.jpg': 'b/new.jpg', 'a/IMG.jpg.xmp': 'b/new.jpg.xmp' });
  expect(outline(scan(now, catalogue(on)))).toEqual(['moved auto b/new.jpg']);
  expect(settle(now, catalogue(on))[0]?.companions[0]?.path).toBe('b/new.jpg.xmp');
  expect(scan(now, settle(now, catalogue(on))).findings).toEqual([]);
});

test('moved: a companion that was edited on the way is found by its name beside the photo', () => {
  const on = unit();
  const now = rename(on, { 'a/IMG.jpg': 'b/IMG.jpg', 'a/IMG.jpg.xmp': 'b/IMG.jpg.xmp' }).set('b/IMG.jpg.xmp', sidecar('S2'));
  expect(outline(scan(now, catalogue(on)))).toEqual(['moved auto b/IMG.jpg']);
  expect(settle(now, catalogue(on))[0]?.companions[0]).toMatchObject({ path: 'b/IMG.jpg.xmp', checksum: 'S2/' });
});

test('moved: of companions that are alike each follows its own photo, whatever became of the others', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/1.xmp': sidecar('S'), 'a/2.jpg': file('B'), 'a/2.xmp': sidecar('S') });
  const both = rename(on, { 'a/1.jpg': 'b/1.jpg', 'a/2.jpg': 'b/2.jpg', 'a/2.xmp': 'b/2.xmp' });
  // The first one's stays behind: that beside the second photo is not it.
  const paths = settle(both, catalogue(on)).map(({ path, companions }) => [path, companions.map((each) => each.path)]);
  expect(paths).toEqual([
    ['b/1.jpg', ['a/1.xmp']],
    ['b/2.jpg', ['b/2.xmp']],
  ]);
});

test('moved: a RAW companion is never taken for an untracked photo', () => {
  const on = disk({ 'a/IMG.jpg': file('A'), 'a/IMG.raf': sidecar('R') });
  const now = rename(on, { 'a/IMG.jpg': 'b/IMG.jpg', 'a/IMG.raf': 'b/IMG.raf' }).set('b/IMG.raf', file('R'));
  expect(outline(scan(now, catalogue(on)))).toEqual(['moved auto b/IMG.jpg']);
});

test('moved: a companion that was renamed beside its photo', () => {
  const on = unit();
  const now = rename(on, { 'a/IMG.jpg.xmp': 'a/IMG.xmp' });
  expect(outline(scan(now, catalogue(on)))).toEqual(['moved auto a/IMG.xmp']);
  expect(scan(now, settle(now, catalogue(on))).findings).toEqual([]);
});

test('metadata_edited: a sidecar that another program wrote', () => {
  const on = unit();
  const now = rename(on, {}).set('a/IMG.jpg.xmp', sidecar('S2'));
  expect(outline(scan(now, catalogue(on)))).toEqual(['metadata_edited auto a/IMG.jpg.xmp']);
  expect(scan(now, settle(now, catalogue(on))).findings).toEqual([]);
});

test('pair_broken: the photo went and its companion stayed', () => {
  const on = unit();
  const now = rename(on, { 'a/IMG.jpg': 'b/IMG.jpg' });
  expect(outline(scan(now, catalogue(on)))).toEqual(['moved auto b/IMG.jpg', 'pair_broken info b/IMG.jpg']);
  expect(settle(now, catalogue(on))[0]?.companions[0]?.path).toBe('a/IMG.jpg.xmp');
  expect(outline(scan(now, settle(now, catalogue(on))))).toEqual(['pair_broken info b/IMG.jpg']);
});

test('pair_broken: the companion went to another folder', () => {
  const on = unit();
  const now = rename(on, { 'a/IMG.jpg.xmp': 'c/IMG.jpg.xmp' });
  expect(outline(scan(now, catalogue(on)))).toEqual(['pair_broken info a/IMG.jpg', 'moved auto c/IMG.jpg.xmp']);
});

test('pair_broken: the companion is gone, unless that cannot be told', () => {
  const on = unit();
  const now = rename(on, {});
  now.delete('a/IMG.jpg.xmp');
  expect(outline(scan(now, catalogue(on)))).toEqual(['pair_broken info a/IMG.jpg']);
  expect(scan(now, catalogue(on), { scope: { hadErrors: true } }).findings).toEqual([]);
});

test('orphan_sidecar: alone it is told; when its name fits a moved photo, adopting is suggested', () => {
  const on = disk({ 'a/IMG.jpg': file('A') });
  const now = rename(on, { 'a/IMG.jpg': 'b/new.jpg' }).set('a/IMG.xmp', sidecar('S')).set('c/lonely.xmp', sidecar('L'));
  const plan = scan(now, catalogue(on));
  expect(outline(plan)).toEqual(['orphan_sidecar ask a/IMG.xmp', 'moved auto b/new.jpg', 'orphan_sidecar info c/lonely.xmp']);
  expect(plan.findings[0]).toMatchObject({ default: 'adopt', facts: { fits: 'b/new.jpg' } });
});

test('orphan_sidecar: not when ignored', () => {
  const on = disk({ 'a/IMG.jpg': file('A') });
  const now = rename(on, {}).set('c/x.xmp', sidecar('L'));
  expect(scan(now, catalogue(on), { remembered: { ignored: ['c'] } }).findings).toEqual([]);
});

test('metadata_edited: a new sidecar beside a known photo belongs to it, also when the photo has just moved or is a new copy', () => {
  const on = disk({ 'a/IMG.jpg': file('A'), 'a/2.jpg': file('B'), 'a/3.jpg': file('C') });
  const now = rename(on, { 'a/2.jpg': 'b/two.jpg' })
    .set('a/img.jpg.supplemental-metadata.json', sidecar('G'))
    .set('b/two.xmp', sidecar('X'))
    .set('c/copy.jpg', file('C'))
    .set('c/copy.jpg.xmp', sidecar('Y'));
  const plan = scan(now, catalogue(on));
  expect(outline(plan).filter((line) => line.startsWith('metadata_edited'))).toEqual([
    'metadata_edited auto a/img.jpg.supplemental-metadata.json',
    'metadata_edited auto b/two.xmp',
    'metadata_edited auto c/copy.jpg.xmp',
  ]);
  const after = settle(now, catalogue(on));
  expect(after.map(({ path, companions }) => [path, companions.map((each) => each.path)])).toEqual([
    ['a/IMG.jpg', ['a/img.jpg.supplemental-metadata.json']],
    ['b/two.jpg', ['b/two.xmp']],
    ['a/3.jpg', []],
    ['c/copy.jpg', ['c/copy.jpg.xmp']],
  ]);
  expect(scan(now, after).findings.filter(({ lane }) => lane === 'auto')).toEqual([]);
});

test("metadata_edited: a new sidecar is nobody's when two photos have its name, when its photo is new, or when a lost one may be it", () => {
  const on = disk({ 'a/IMG.jpg': file('A'), 'a/IMG.png': file('B'), 'b/1.jpg': file('C'), 'b/1.xmp': sidecar('S') });
  const now = rename(on, { 'b/1.xmp': 'a/IMG.xmp' }).set('z/new.jpg', file('N')).set('z/new.xmp', sidecar('N'));
  now.set('b/2.xmp', sidecar('S'));
  expect(scan(now, catalogue(on)).findings.filter(({ changes }) => changes.some(({ change }) => change === 'add_companion'))).toEqual([]);
});
