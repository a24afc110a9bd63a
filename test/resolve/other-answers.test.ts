/** Answers that part, search, fetch, skip or set aside: what each does, what it does not, and taking it back. */
import { existsSync, readFileSync, renameSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ResolveResult } from '#contract/resolve.ts';
import type { ScanResult } from '#contract/scan.ts';
import { testEngine } from '../builders/engine.ts';
import { scannedLibrary, xmp, type ScannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree } from '../builders/tree.ts';

type Status = 'open' | 'applied' | 'ignored';
const ofKind = async (lib: ScannedLibrary, kind: string, status: Status = 'open') =>
  (await lib.app.call('conflict.list', { storage: lib.uuid, kind, status })).conflicts;
const idOf = async (lib: ScannedLibrary, kind: string, status: Status = 'open'): Promise<number> =>
  (await ofKind(lib, kind, status))[0]?.id ?? 0;
/** The scans that a decision asked for, ended. */
const scansOf = async (lib: ScannedLibrary, { scan_jobs: jobs = [] }: ResolveResult): Promise<ScanResult[]> => {
  const ended = [];
  for (const job of jobs) ended.push((await lib.app.ended(job)).result as ScanResult);
  return ended;
};
const kinds = async (lib: ScannedLibrary) => (await lib.open()).map(({ kind, path }) => `${kind} ${path}`).toSorted();

test('a move that was none is parted: the photo is missing, the file is new, and no scan links them again', async () => {
  const lib = await scannedLibrary();
  const before = readTree(lib.photos);
  lib.move('Card/b/9.jpg', 'Other/x.jpg');
  await lib.scan();
  const dump = await lib.dump();
  const result = await lib.resolve([{ id: await idOf(lib, 'moved', 'applied'), as: 'not_same' }]);
  expect([result.returned, (await scansOf(lib, result)).map(({ moved_files }) => moved_files)]).toEqual([[], [[]]]);
  const parted = ['missing Card/b/9.jpg', 'untracked Other/x.jpg'];
  expect(await kinds(lib)).toEqual(parted);
  expect((await ofKind(lib, 'untracked'))[0]?.reason).toContain('you said that it is not that photo');
  expect(await lib.scan({ mode: 'full' })).toMatchObject({ changes_detected: false, moved_files: [] });
  expect(await kinds(lib)).toEqual(parted);
  const decisions = JSON.parse(readFileSync(join(lib.root, '.imalink/metadata/decisions.json'), 'utf8')) as { decisions: unknown[] };
  expect(decisions.decisions).toMatchObject([
    { decision: 'ignored', path: 'Other/x.jpg', hothash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);

  await lib.undo(result.journal_ids[0]);
  expect(await lib.dump()).toBe(dump);
  expect(await lib.scan()).toMatchObject({ changes_detected: false });
  expect([await kinds(lib), (await ofKind(lib, 'moved', 'applied')).length]).toEqual([[], 1]);
  expect(Object.keys(readTree(lib.photos))).toHaveLength(Object.keys(before).length);
});

test('parting is not taken back over a file that was added since; adding it is what links it', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/b/9.jpg', 'Other/x.jpg');
  await lib.scan();
  const parted = await lib.resolve([{ id: await idOf(lib, 'moved', 'applied'), as: 'not_same' }]);
  await scansOf(lib, parted);
  const added = await lib.resolve([{ id: await idOf(lib, 'untracked'), as: 'import' }]);
  expect(added.returned).toEqual([]);
  const dump = await lib.dump();
  await expect(lib.undo(parted.journal_ids[0])).rejects.toMatchObject({ code: 'history-changed' });
  expect([await lib.dump(), await kinds(lib)]).toEqual([dump, ['missing Card/b/9.jpg']]);
  expect(await lib.scan()).toMatchObject({ changes_detected: false, new_files: [] });
  expect(await lib.dump()).toBe(dump);
});

test('what was parted stays so when the catalog is lost and comes back from the storage', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/b/9.jpg', 'Other/x.jpg');
  await lib.scan();
  await scansOf(lib, await lib.resolve([{ id: await idOf(lib, 'moved', 'applied'), as: 'not_same' }]));
  await lib.app.engine.close();
  const other = await testEngine();
  await other.ended((await other.call('recover.start', { paths: [lib.root], dry_run: false })).job_id);
  expect(await other.scan({ storage: lib.uuid })).toMatchObject({ moved_files: [], new_files: [{ path: 'Other/x.jpg' }] });
});

test('a move is not parted where that would part what belongs together, or says nothing', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/a/0.jpg', 'Other/0.jpg');
  lib.move('Card/a/0.xmp', 'Other/0.xmp');
  lib.move('Card/b/8.jpg', 'Card/b/8.JPG');
  await lib.scan();
  const moved = await ofKind(lib, 'moved', 'applied');
  const plan = await lib.plan(moved.map(({ id }) => ({ id: id ?? 0, as: 'not_same' as const })));
  expect(plan.refused.map(({ reason }) => reason.replace(/^\S+ /, '').slice(0, 20)).toSorted()).toEqual([
    'has companions, whic',
    'only came back, or i',
  ]);
});

test('the storage is searched again for a missing photo, every byte of it, and the scan says what it found', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/b/9.jpg', '../../nine.jpg');
  await lib.scan();
  const id = await idOf(lib, 'missing');
  const again = await lib.resolve([{ id, as: 'rescan' }]);
  expect([again.resolved, await scansOf(lib, again)]).toMatchObject([[], [{ mode: 'full', moved_files: [] }]]);
  expect(await kinds(lib)).toEqual(['missing Card/b/9.jpg']);
  renameSync(join(lib.photos, '../../nine.jpg'), join(lib.photos, 'Card/nine.jpg'));
  const plan = await lib.plan([{ id, as: 'rescan' }]);
  expect(plan.actions).toMatchObject([{ action: 'scan', from: 'Card/b/9.jpg' }]);
  expect(await scansOf(lib, await lib.apply(plan))).toMatchObject([{ moved_files: [{ new_path: 'Card/nine.jpg' }] }]);
  expect(await kinds(lib)).toEqual([]);
});

test('a new file that is no photo to anybody is set aside and comes back; a known photo never goes that way', async () => {
  const lib = await scannedLibrary();
  lib.write('Phone/shot.png', readFileSync('resources/icon.png'));
  await lib.scan();
  const before = readTree(lib.photos);
  const id = await idOf(lib, 'untracked');
  const plan = await lib.plan([{ id, as: 'set_aside' }]);
  expect([plan.headline.files_set_aside, plan.actions]).toMatchObject([1, [{ action: 'set_aside', from: 'Phone/shot.png' }]]);
  const result = await lib.apply(plan);
  expect([result.returned, existsSync(join(lib.photos, 'Phone/shot.png'))]).toEqual([[], false]);
  expect(await lib.scan()).toMatchObject({ changes_detected: false, conflicts: [] });
  await expect(lib.app.call('rule.create', { journal_id: result.journal_ids[0] ?? 0 })).rejects.toMatchObject({ code: 'rule-refused' });
  await lib.undo(result.journal_ids[0]);
  expect([readTree(lib.photos), await kinds(lib)]).toEqual([before, ['untracked Phone/shot.png']]);

  // The question is older than the answer: meanwhile the path holds a picture of the library.
  lib.copy('Card/a/3.jpg', 'Phone/shot.png');
  expect((await lib.plan([{ id, as: 'set_aside' }])).refused).toMatchObject([{ reason: expect.stringContaining('known') }]);
});

test('a file that cannot be read is skipped as long as it is the same, and is told again when it is another', async () => {
  const lib = await scannedLibrary();
  // A name that no index can hold.
  lib.write('C:1.jpg', await jpeg({ seed: 40 }));
  await lib.scan();
  const result = await lib.resolve([{ id: await idOf(lib, 'unreadable'), as: 'skip_version' }]);
  await lib.scan();
  expect([result.returned, await kinds(lib), (await ofKind(lib, 'unreadable', 'ignored')).length]).toEqual([[], [], 1]);
  const later = new Date('2024-10-01T08:00:00Z');
  utimesSync(join(lib.photos, 'C:1.jpg'), later, later);
  await lib.scan();
  expect(await kinds(lib)).toEqual(['unreadable C:1.jpg']);
});

test('a file whose content is in the cloud is not read by any scan; when a person says so it is fetched and looked at', async () => {
  const lib = await scannedLibrary();
  const path = join(lib.photos, 'Cloud/1.jpg');
  // A size and not one block: what a cloud program leaves in place of a file.
  lib.write('Cloud/1.jpg', '');
  truncateSync(path, 3_000_000);
  const old = new Date('2024-10-01T08:00:00Z');
  utimesSync(path, old, old);
  for (const mode of ['smart', 'full']) {
    await lib.scan({ mode });
    expect(await kinds(lib), mode).toEqual(['placeholder Cloud/1.jpg']);
  }
  const id = await idOf(lib, 'placeholder');
  const plan = await lib.plan([{ id, as: 'hydrate' }]);
  expect(plan.actions).toMatchObject([{ action: 'fetch', from: 'Cloud/1.jpg', file_size: 3_000_000 }]);
  const result = await lib.apply(plan);
  expect([result.returned, await scansOf(lib, result)]).toMatchObject([[], [{ mode: 'smart' }]]);
  expect(await kinds(lib)).toEqual(['untracked Cloud/1.jpg']);
});

test('a photo of the library that is only a placeholder now keeps its state, also in a full scan', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  const path = join(lib.photos, 'Card/b/9.jpg');
  const [bytes, { mtime }] = [readFileSync(path), statSync(path)];
  writeFileSync(path, '');
  truncateSync(path, 900_000);
  await lib.scan({ mode: 'full' });
  expect([await kinds(lib), await lib.dump()]).toEqual([['placeholder Card/b/9.jpg'], before]);
  writeFileSync(path, bytes);
  utimesSync(path, mtime, mtime);
  const result = await lib.resolve([{ id: await idOf(lib, 'placeholder'), as: 'retry' }]);
  expect(await scansOf(lib, result)).toMatchObject([{ missing_files: [], conflicts: [] }]);
  expect(await lib.dump()).toBe(before);
});

test('a report says of a file what was tried and what the system said, and holds no line of anybody else', async () => {
  const lib = await scannedLibrary();
  lib.write('C:1\nFile: fake.jpg', xmp);
  const bytes = await jpeg({ seed: 41 });
  lib.write('C:2.jpg', bytes);
  await lib.scan();
  const found = await ofKind(lib, 'unreadable');
  const { text } = await lib.app.call('conflict.report', { ids: found.flatMap(({ id }) => id ?? []) });
  const lines = text.split('\n');
  expect(lines.filter((line) => line.startsWith('File: '))).toEqual(
    found.map(({ path }) => `File: ${join(lib.photos, path).replace('\n', '\\n')}`),
  );
  expect(lines).toContain(`First bytes: ${bytes.subarray(0, 16).toString('hex')}`);
  expect(lines.filter((line) => line.startsWith('Errno: '))).toEqual(found.map(() => 'Errno: none'));
  await expect(lib.app.call('conflict.report', { ids: [4711] })).rejects.toMatchObject({ code: 'conflict-not-found' });
});

test('damage that was the cable is gone when the file is tried again', async () => {
  const lib = await scannedLibrary();
  const path = join(lib.photos, 'Card/a/3.jpg');
  const [bytes, { mtime }] = [readFileSync(path), statSync(path)];
  const put = (content: Uint8Array): void => {
    writeFileSync(path, content);
    utimesSync(path, mtime, mtime);
  };
  put(bytes.map((byte, at) => (at === bytes.length - 9 ? byte ^ 0x55 : byte)));
  await lib.scan({ mode: 'full' });
  const id = await idOf(lib, 'corrupt');
  expect(await scansOf(lib, await lib.resolve([{ id, as: 'retry' }]))).toMatchObject([{ conflicts: [{ kind: 'corrupt' }] }]);
  put(bytes);
  expect(await scansOf(lib, await lib.resolve([{ id, as: 'retry' }]))).toMatchObject([{ mode: 'full', conflicts: [] }]);
});
