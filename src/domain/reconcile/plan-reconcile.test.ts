import { expect, test } from 'vitest';
import { catalogue, disk, file, news, outline, rename, scan, settle, sidecar, type Disk, type ScanOptions } from './test-library.ts';
import type { CataloguedFile } from './types.ts';

/** Plans, and asserts on the way that a second scan after applying has nothing to do. */
function told(on: Disk, catalogued: readonly CataloguedFile[], options: ScanOptions = {}): string[] {
  const plan = scan(on, catalogued, options);
  const after = settle(on, catalogued, options);
  const again = scan(on, after, options);
  expect(again.findings.filter(({ lane }) => lane === 'auto')).toEqual([]);
  expect(again.quiet).toEqual([]);
  const keys = new Set(plan.findings.map(({ key }) => key));
  expect(news(again).filter(({ key, kind }) => kind !== 'pair_broken' && !keys.has(key))).toEqual([]);
  return outline(plan);
}

const paths = (catalogued: readonly CataloguedFile[]): string[] => catalogued.map(({ path, status }) => `${path} ${status}`);
const many = (count: number, folder: string): Disk =>
  disk(Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/${index}.jpg`, file(`${folder}${index}`)])));
const join = (...disks: readonly Disk[]): Disk => new Map(disks.flatMap((each) => [...each]));
const without = (on: Disk, ...gone: readonly string[]): Disk => new Map([...on].filter(([path]) => !gone.includes(path)));

test('nothing changed: nothing is found, in a smart and in a full scan', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/1.xmp': sidecar('S'), 'b/2.jpg': file('B') });
  const plan = scan(on, catalogue(on));
  expect(plan).toEqual({ findings: [], quiet: [], counts: { files: 3, unchanged: 2 } });
  expect(scan(on, catalogue(on), { full: true }).findings).toEqual([]);
});

test('moved: a known picture at exactly one new path, its old path gone', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/2.jpg': file('B') });
  const known = catalogue(on);
  const now = rename(on, { 'a/1.jpg': 'b/new.jpg' });
  expect(told(now, known)).toEqual(['moved auto b/new.jpg']);
  expect(paths(settle(now, known))).toEqual(['b/new.jpg present', 'a/2.jpg present']);
});

test('moved: metadata edited in the same breath', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const now = disk({ 'b.jpg': file('A', { bytes: 'rated' }) });
  expect(told(now, known)).toEqual(['moved auto b.jpg']);
  expect(scan(now, known).findings[0]?.facts).toMatchObject({ byte_identical: false });
});

test.each([
  ['swap of two names', { 'a.jpg': 'b.jpg', 'b.jpg': 'a.jpg' }],
  ['chain A to B to C', { 'a.jpg': 'b.jpg', 'b.jpg': 'c.jpg' }],
  ['ring of three', { 'a.jpg': 'b.jpg', 'b.jpg': 'd.jpg', 'd.jpg': 'a.jpg' }],
])('moved: %s', (_, names) => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('B'), 'd.jpg': file('D') });
  const now = rename(on, names);
  const known = catalogue(on);
  expect(told(now, known)).toEqual(
    Object.values(names)
      .toSorted()
      .map((path) => `moved auto ${path}`),
  );
  for (const each of settle(now, known)) expect(now.get(each.path)?.content).toBe(each.hothash);
});

test('moved: a swap of two files of equal size and date, seen by a full scan, is no damage', () => {
  const same = { sizeBytes: 5, mtimeMs: 1 };
  const on = disk({ 'a.jpg': file('A', same), 'b.jpg': file('B', same) });
  expect(outline(scan(rename(on, { 'a.jpg': 'b.jpg', 'b.jpg': 'a.jpg' }), catalogue(on), { full: true }))).toEqual([
    'moved auto a.jpg',
    'moved auto b.jpg',
  ]);
});

test('moved: two directories swap their names, sidecars included', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/1.xmp': sidecar('SA'), 'b/1.jpg': file('B'), 'b/1.xmp': sidecar('SB') });
  const now = rename(on, { 'a/1.jpg': 'b/1.jpg', 'b/1.jpg': 'a/1.jpg', 'a/1.xmp': 'b/1.xmp', 'b/1.xmp': 'a/1.xmp' });
  const known = catalogue(on);
  expect(told(now, known)).toEqual(['moved auto a/1.jpg', 'moved auto b/1.jpg']);
  expect(settle(now, known).map((each) => [each.path, each.companions[0]?.path])).toEqual([
    ['b/1.jpg', 'b/1.xmp'],
    ['a/1.jpg', 'a/1.xmp'],
  ]);
});

test('moved: a renamed directory takes copies of one photo along, told apart by their neighbours', () => {
  const on = disk({ 'x/s/1.jpg': file('A'), 'y/s/1.jpg': file('A'), 'x/s/2.jpg': file('B'), 'y/s/3.jpg': file('C') });
  const now = rename(on, { 'x/s/1.jpg': 'p/s/1.jpg', 'x/s/2.jpg': 'p/s/2.jpg', 'y/s/1.jpg': 'q/s/1.jpg', 'y/s/3.jpg': 'q/s/3.jpg' });
  const known = catalogue(on);
  expect(told(now, known)).toEqual(['p/s/1.jpg', 'p/s/2.jpg', 'q/s/1.jpg', 'q/s/3.jpg'].map((path) => `moved auto ${path}`));
  expect(settle(now, known).map(({ path }) => path)).toEqual(['p/s/1.jpg', 'q/s/1.jpg', 'p/s/2.jpg', 'q/s/3.jpg']);
});

test.each([
  ['case-only', 'a/IMG.jpg', 'a/img.JPG'],
  ['NFC to NFD', 'a/\u00e9.jpg', 'a/e\u0301.jpg'],
  ['case of a directory', 'Trip/1.jpg', 'trip/1.jpg'],
])('moved: %s rename is one event, never a twin', (_, from, to) => {
  const on = disk({ [from]: file('A') });
  expect(told(rename(on, { [from]: to }), catalogue(on))).toEqual([`moved auto ${to}`]);
});

test('moved: among several new paths the byte-identical one is the file, the other a copy', () => {
  const known = catalogue(disk({ 'a.jpg': file('A', { bytes: '1' }) }));
  const now = disk({ 'x/a.jpg': file('A', { bytes: '2' }), 'y/b.jpg': file('A', { bytes: '1' }) });
  expect(told(now, known)).toEqual(['duplicate auto x/a.jpg', 'moved auto y/b.jpg']);
});

test('moved: of two lost files of one photo the likelier follows, the other copy is gone', () => {
  const known = catalogue(disk({ 'a/1.jpg': file('A'), 'b/2.jpg': file('A') }));
  expect(told(disk({ 'c/2.jpg': file('A') }), known)).toEqual(['missing auto a/1.jpg', 'moved auto c/2.jpg']);
});

test('moved: a hothash alone merges nothing; scheme, format and coded size must agree', () => {
  const known = catalogue(disk({ 'a.jpg': file('A'), 'z.jpg': file('Z') }));
  for (const identity of [{ hashAlgo: 'file1' }, { format: 'tiff' }, { codedWidthPx: 1 }] as const) {
    const plan = scan(disk({ 'b.jpg': file('A', { identity }), 'z.jpg': file('Z') }), known);
    expect(plan.findings.filter(({ kind }) => kind === 'moved' || kind === 'duplicate')).toEqual([]);
    expect(plan.findings.find(({ kind }) => kind === 'untracked')?.facts).toMatchObject({ same_hothash_as: 'a.jpg' });
  }
});

test('moved: into the scanned folder from outside of it, when the old path is known to be absent', () => {
  const on = disk({ 'in/1.jpg': file('A'), 'out/2.jpg': file('B') });
  const now = rename(on, { 'out/2.jpg': 'in/2.jpg' });
  const scope = { subtree: 'in' };
  expect(told(now, catalogue(on), { scope })).toEqual(['duplicate suggest in/2.jpg']);
  expect(told(now, catalogue(on), { scope: { ...scope, absent: ['out/2.jpg'] } })).toEqual(['moved auto in/2.jpg']);
});

test('ambiguous_move: base names that give a bijection settle it', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/2.jpg': file('A') });
  expect(told(rename(on, { 'a/1.jpg': 'b/1.jpg', 'a/2.jpg': 'b/2.jpg' }), catalogue(on))).toEqual([
    'moved auto b/1.jpg',
    'moved auto b/2.jpg',
  ]);
});

test('ambiguous_move: the same sub-folder structure settles it', () => {
  const on = disk({ 'x/1.jpg': file('A'), 'y/1.jpg': file('A') });
  const now = rename(on, { 'x/1.jpg': 'z/x/1.jpg', 'y/1.jpg': 'z/y/1.jpg' });
  expect(told(now, catalogue(on))).toEqual(['moved auto z/x/1.jpg', 'moved auto z/y/1.jpg']);
  expect(settle(now, catalogue(on)).map(({ path }) => path)).toEqual(['z/x/1.jpg', 'z/y/1.jpg']);
});

test('ambiguous_move: otherwise it is asked, with all candidates, and nothing is missing or untracked meanwhile', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/2.jpg': file('A') });
  const now = rename(on, { 'a/1.jpg': 'b/3.jpg', 'a/2.jpg': 'b/4.jpg' });
  expect(told(now, catalogue(on))).toEqual(['ambiguous_move ask b/3.jpg']);
  expect(scan(now, catalogue(on)).findings[0]?.facts).toMatchObject({
    gone: [{ path: 'a/1.jpg' }, { path: 'a/2.jpg' }],
    candidates: [{ path: 'b/3.jpg' }, { path: 'b/4.jpg' }],
  });
});

test('ambiguous_move: one gone, two equal candidates', () => {
  const known = catalogue(disk({ 'a/1.jpg': file('A') }));
  expect(told(disk({ 'b/3.jpg': file('A'), 'b/4.jpg': file('A') }), known)).toEqual(['ambiguous_move ask b/3.jpg']);
  expect(told(disk({ 'b/1.jpg': file('A'), 'b/4.jpg': file('A') }), known)).toEqual(['moved auto b/1.jpg', 'duplicate suggest b/4.jpg']);
});

test('duplicate: a further path is recorded as a copy, and says whether it is byte-identical', () => {
  const on = disk({ 'a.jpg': file('A') });
  const now = join(on, disk({ 'b.jpg': file('A'), 'c.jpg': file('A', { bytes: 'rated' }) }));
  expect(told(now, catalogue(on))).toEqual(['duplicate suggest b.jpg', 'duplicate auto c.jpg']);
  expect(scan(now, catalogue(on)).findings.map(({ facts }) => facts['byte_identical'])).toEqual([true, false]);
  expect(new Set(settle(now, catalogue(on)).map(({ photoId }) => photoId))).toEqual(new Set([1]));
});

test('duplicate: what is kept together is recorded without being brought up', () => {
  const on = disk({ 'a.jpg': file('A') });
  const remembered = { keptTogether: [{ hothash: 'A', path: 'b.jpg' }] };
  const now = join(on, disk({ 'b.jpg': file('A') }));
  expect(told(now, catalogue(on), { remembered })).toEqual(['duplicate info b.jpg']);
  expect(settle(now, catalogue(on), { remembered })).toHaveLength(2);
});

test('duplicate_filename: same name, other picture', () => {
  const on = disk({ 'a/IMG_1.jpg': file('A') });
  expect(told(join(on, disk({ 'b/IMG_1.jpg': file('B') })), catalogue(on))).toEqual([
    'duplicate_filename info a/IMG_1.jpg',
    'untracked info b/IMG_1.jpg',
  ]);
});

test('missing: gone, content nowhere, folder readable', () => {
  const on = many(20, 'a');
  expect(told(without(on, 'a/3.jpg'), catalogue(on))).toEqual(['missing ask a/3.jpg']);
});

test.each<[string, ScanOptions]>([
  ['when the top could not be read', { scope: { unknownFolders: [''] } }],
  ['outside of the scanned folder', { scope: { subtree: 'b' } }],
  ['when the marker was not held', { scope: { markerHeld: false } }],
  ['when there were errors', { scope: { hadErrors: true } }],
])('missing: nothing is missing %s', (_, options) => {
  const on = join(many(20, 'a'), many(2, 'b'));
  expect(told(without(on, 'a/3.jpg'), catalogue(on), options)).toEqual([]);
});

test.each(['a', 'A'])(
  'missing: nothing is missing below a folder that could not be read and is spelled %s, and the folder is told',
  (folder) => {
    const on = join(many(20, 'a'), many(2, 'b'));
    const options = { scope: { unknownFolders: [folder] } };
    expect(told(without(on, 'a/3.jpg'), catalogue(on), options)).toEqual([`unreadable info ${folder}`]);
  },
);

test('unreadable: many paths of one folder that nobody could look at are told as their folder', () => {
  const on = many(30, 'a');
  const unknownFolders = [...on.keys()];
  expect(told(disk({}), catalogue(on), { scope: { unknownFolders } })).toEqual(['unreadable info a']);
  expect(told(disk({}), catalogue(on), { scope: { unknownFolders: unknownFolders.slice(0, 2), hadErrors: true } })).toHaveLength(2);
});

test('moved: what a person said is not the photo is never linked to it again, whatever it shows', () => {
  const on = disk({ 'a/1.jpg': file('A') });
  const now = rename(on, { 'a/1.jpg': 'b/2.jpg' });
  const lost = catalogue(on).map((each) => ({ ...each, status: 'missing' as const }));
  const remembered = { apart: [{ hothash: 'A', path: 'b/2.jpg' }] };
  expect(told(now, catalogue(on))).toEqual(['moved auto b/2.jpg']);
  expect(told(now, lost, { remembered })).toEqual(['untracked info b/2.jpg']);
  expect(scan(now, lost, { remembered }).findings.at(-1)?.facts).toMatchObject({ apart_from: 'a/1.jpg' });
  // At another path nothing was said.
  expect(told(rename(now, { 'b/2.jpg': 'c/3.jpg' }), lost, { remembered })).toEqual(['moved auto c/3.jpg']);
});

test.each(['unstable', 'placeholder', 'unreadable'] as const)('missing: not while a new %s file may be it', (reading) => {
  const on = many(20, 'a');
  const now = join(without(on, 'a/3.jpg'), disk({ 'b/3.jpg': file('a3', { reading }) }));
  expect(scan(now, catalogue(on)).findings.filter(({ kind }) => kind === 'missing')).toEqual([]);
});

test('missing: one of two copies is gone, the photo is not', () => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('A') });
  expect(told(without(on, 'b.jpg'), catalogue(on))).toEqual(['missing auto b.jpg']);
  expect(scan(without(on, 'b.jpg'), catalogue(on)).findings[0]?.facts).toMatchObject({ content_at: 'a.jpg' });
});

test('missing: a file whose path another known photo took', () => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('B'), 'c.jpg': file('C') });
  const now = rename(without(on, 'b.jpg'), { 'a.jpg': 'b.jpg' });
  expect(told(now, catalogue(on))).toEqual(['moved auto b.jpg', 'missing ask b.jpg'].toSorted());
  expect(paths(settle(now, catalogue(on)))).toEqual(['b.jpg present', 'b.jpg missing', 'c.jpg present']);
});

test('missing that reappears keeps everything, at its path or at another', () => {
  const on = many(20, 'a');
  const lost = settle(without(on, 'a/3.jpg'), catalogue(on));
  expect(told(on, lost)).toEqual(['moved auto a/3.jpg']);
  expect(paths(settle(on, lost))).toEqual(paths(catalogue(on)));
  const elsewhere = rename(on, { 'a/3.jpg': 'b/x.jpg' });
  expect(told(elsewhere, lost)).toEqual(['moved auto b/x.jpg']);
  expect(paths(settle(elsewhere, lost))).toContain('b/x.jpg present');
});

test('untracked: content that was forgotten and comes back offers to restore', () => {
  const plan = scan(disk({ 'a.jpg': file('A') }), [], { remembered: { tombstones: ['A'] } });
  expect(outline(plan)).toEqual(['untracked ask a.jpg']);
  expect(plan.findings[0]?.facts).toMatchObject({ forgotten: true });
});

test.each([
  ['more than 50 files', join(many(60, 'a'), many(300, 'b')), Array.from({ length: 51 }, (_, index) => `a/${index}.jpg`)],
  ['more than a fifth', join(many(2, 'a'), many(4, 'b')), ['a/1.jpg', 'b/1.jpg']],
  ['a whole top folder', join(many(2, 'a'), many(40, 'b')), ['a/0.jpg', 'a/1.jpg']],
  ['an empty mount point', many(1, 'a'), ['a/0.jpg']],
])('mass_missing: %s is held as one question', (_, on, gone) => {
  const now = without(on, ...gone);
  expect(told(now, catalogue(on))).toEqual([expect.stringMatching(/^mass_missing ask /)]);
  expect(settle(now, catalogue(on))).toEqual(catalogue(on));
  const confirmed = settle(now, catalogue(on), { massMissingConfirmed: true });
  expect(confirmed.filter(({ status }) => status === 'missing').map(({ path }) => path)).toEqual(gone);
  expect(told(now, catalogue(on), { massMissingConfirmed: true })).toHaveLength(1);
});

test('mass_missing: moved files do not count, nor do files that were missing before', () => {
  const on = many(60, 'a');
  const now = rename(on, Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`a/${index}.jpg`, `b/${index}.jpg`])));
  expect(new Set(scan(now, catalogue(on)).findings.map(({ kind }) => kind))).toEqual(new Set(['moved']));
  const lost = catalogue(on).map((each) => ({ ...each, status: 'missing' as const }));
  expect(told(disk({}), lost)).toEqual([]);
});

test('metadata_edited: same path and picture, other bytes', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  expect(told(disk({ 'a.jpg': file('A', { bytes: 'rated' }) }), known)).toEqual(['metadata_edited auto a.jpg']);
});

test('edited: same shot, other pixels', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const now = disk({ 'a.jpg': file('A2') });
  expect(told(now, known)).toEqual(['edited ask a.jpg']);
  expect(scan(now, known).findings[0]).toMatchObject({ default: 'new_version', changes: [] });
  expect(paths(settle(now, known))).toEqual(['a.jpg edited']);
});

test('edited: an edit that is undone outside heals the file', () => {
  const on = disk({ 'a.jpg': file('A') });
  const edited = settle(disk({ 'a.jpg': file('A2') }), catalogue(on));
  expect(told(on, edited)).toEqual(['metadata_edited auto a.jpg']);
  expect(settle(on, edited)).toEqual(catalogue(on));
});

test('edited: metadata that an editor dropped and a turned picture are no other shot', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  const turned = { takenAt: null, camera: null, codedWidthPx: 3000, codedHeightPx: 4000 };
  expect(told(disk({ 'a.jpg': file('A2', { identity: turned }) }), known)).toEqual(['edited ask a.jpg']);
});

test('move + pixel edit: missing and untracked, with the link suggested by capture time and camera', () => {
  const on = many(20, 'a');
  const now = join(without(on, 'a/3.jpg'), disk({ 'b/x.jpg': file('E') }));
  const plan = scan(now, catalogue(on));
  expect(outline(plan)).toEqual(['missing ask a/3.jpg', 'untracked info b/x.jpg']);
  expect(plan.findings[1]?.facts).toMatchObject({ similar_to: { path: 'a/3.jpg' } });
});

test('an original that was renamed before an edit took its name has moved', () => {
  const on = disk({ 'a.jpg': file('A') });
  const now = join(rename(on, { 'a.jpg': 'a_original.jpg' }), disk({ 'a.jpg': file('A2') }));
  expect(told(now, catalogue(on))).toEqual(['untracked info a.jpg', 'moved auto a_original.jpg']);
});

test.each([{ takenAt: '2020-01-01T00:00:00.000' }, { camera: 'Nikon' }, { codedWidthPx: 1000 }])(
  'replaced: another picture whose %o differs',
  (identity) => {
    const known = catalogue(disk({ 'a.jpg': file('A') }));
    const now = disk({ 'a.jpg': file('X', { identity }) });
    expect(told(now, known)).toEqual(['replaced ask a.jpg']);
    expect(scan(now, known).findings[0]).toMatchObject({ default: 'separate_photo' });
  },
);

test('replaced: by a copy of another known photo', () => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('B') });
  const now = join(on, disk({ 'b.jpg': file('A') }));
  expect(told(now, catalogue(on))).toEqual(['replaced ask b.jpg']);
  expect(scan(now, catalogue(on)).findings[0]?.changes.map(({ change }) => change)).toEqual(['set_status', 'add_copy']);
});

test('corrupt: bytes differ while size and date stayed', () => {
  const on = disk({ 'a.jpg': file('A', { sizeBytes: 9, mtimeMs: 9 }) });
  const now = disk({ 'a.jpg': file('A', { bytes: 'flip', sizeBytes: 9, mtimeMs: 9 }) });
  const now2 = disk({ 'a.jpg': file('broken', { sizeBytes: 9, mtimeMs: 9 }) });
  for (const each of [now, now2]) {
    expect(told(each, catalogue(on), { full: true })).toEqual(['corrupt ask a.jpg']);
    const flagged = settle(each, catalogue(on), { full: true });
    expect(paths(flagged)).toEqual(['a.jpg corrupt']);
    expect(outline(scan(each, flagged))).toEqual(['corrupt ask a.jpg']);
    expect(told(on, flagged, { full: true })).toEqual(['metadata_edited auto a.jpg']);
  }
});

test('corrupt: no longer decodes', () => {
  const known = catalogue(disk({ 'a.jpg': file('A') }));
  expect(told(disk({ 'a.jpg': file('X', { identity: { decodes: false } }) }), known)).toEqual(['corrupt ask a.jpg']);
  expect(told(disk({ 'a.jpg': file('A', { bytes: '2', identity: { decodes: false } }) }), known)).toEqual(['corrupt ask a.jpg']);
});

test.each([
  [2000, true],
  [3_600_000, true],
  [-7_200_000, false],
  [12_345, false],
])('a date on disk that shifted by %i ms while the bytes stayed is no edit', (shift, coarseTimes) => {
  const on = disk({ 'a.jpg': file('A') });
  const now = new Map([...on].map(([path, each]) => [path, { ...each, mtimeMs: each.mtimeMs + shift }]));
  expect(told(now, catalogue(on), { scope: { coarseTimes } })).toEqual([]);
  expect(scan(now, catalogue(on)).quiet).toHaveLength(1);
});

test('untracked: a supported file without record; ignored files and folders are skipped', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'b/2.jpg': file('B'), 'c.txt': file('T', { role: 'unsupported' }) });
  expect(told(on, [])).toEqual(['untracked info a/1.jpg', 'untracked info b/2.jpg']);
  expect(told(on, [], { remembered: { ignored: ['a', 'b/2.jpg'] } })).toEqual([]);
});

test('unreadable, placeholder, unstable: the state is kept, and a growing file yields nothing', () => {
  const on = disk({ 'a.jpg': file('A'), 'b.jpg': file('B'), 'c.jpg': file('C') });
  const now = disk({
    'a.jpg': file('?', { reading: 'unreadable' }),
    'b.jpg': file('?', { reading: 'placeholder' }),
    'c.jpg': file('?', { reading: 'unstable' }),
  });
  expect(told(now, catalogue(on))).toEqual(['unreadable info a.jpg', 'placeholder info b.jpg']);
  expect(settle(now, catalogue(on))).toEqual(catalogue(on));
});

test('name_collision: equal under case folding or normal form', () => {
  const on = disk({ 'a/IMG.jpg': file('A'), 'a/img.JPG': file('B'), 'b/\u00e9.jpg': file('C'), 'b/e\u0301.jpg': file('D') });
  expect(told(on, catalogue(on))).toEqual(['name_collision info a/IMG.jpg', 'name_collision info b/e\u0301.jpg']);
});

test('names with newlines, control and right-to-left characters are names like others', () => {
  const on = disk({ 'a\n\u0007\u202e.jpg': file('A') });
  expect(told(rename(on, { 'a\n\u0007\u202e.jpg': 'b\n.jpg' }), catalogue(on))).toEqual(['moved auto b\n.jpg']);
});

test('same content in two sessions: each follows its own file', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'b/1.jpg': file('A') });
  const known = catalogue(on).map((each) => ({ ...each, sessionId: each.fileId }));
  const now = rename(on, { 'b/1.jpg': 'c/1.jpg' });
  expect(told(now, known)).toEqual(['moved auto c/1.jpg']);
  expect(settle(now, known).map(({ path, sessionId }) => [path, sessionId])).toEqual([
    ['a/1.jpg', 1],
    ['c/1.jpg', 2],
  ]);
});

test('the order of the input changes nothing', () => {
  const on = disk({ 'a/1.jpg': file('A'), 'a/2.jpg': file('A'), 'b.jpg': file('B'), 'c.jpg': file('C') });
  const now = rename(on, { 'a/1.jpg': 'x/1.jpg', 'a/2.jpg': 'x/3.jpg', 'b.jpg': 'c.jpg', 'c.jpg': 'b.jpg' });
  const known = catalogue(on);
  expect(scan(new Map([...now].toReversed()), known.toReversed()).findings).toEqual(scan(now, known).findings);
});
