/** Scans of what file systems and people can do to a folder: links, odd names, odd times, files that are being written. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { scannedLibrary, xmp, type ScannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const clean = { changes_detected: false, applied: { journal_id: null, changes: 0 }, missing_files: [], moved_files: [], new_files: [] };
const openKinds = async (lib: ScannedLibrary): Promise<string[]> => (await lib.open()).map(({ kind }) => kind);
const moves = (result: { moved_files: readonly { old_path: string; new_path: string }[] }): string[] =>
  result.moved_files.map(({ old_path, new_path }) => `${old_path} > ${new_path}`).toSorted();
const rate = async ({ app }: ScannedLibrary, path: string): Promise<string> => {
  const hothash = (await files(app)).find((file) => file.path === path)?.hothash ?? '';
  await app.call('photo.edit', { hothashes: [hothash], change: { rating: 5, add_tags: ['precious'], caption: 'Do not lose' } });
  return hothash;
};
/** Every file of the catalog. */
async function files(app: ScannedLibrary['app']): Promise<{ hothash: string; path: string; status: string }[]> {
  const { photos } = (await app.call('dump', { normalised: true })) as unknown as {
    photos: { hothash: string; files: { path: string; status: string }[] }[];
  };
  return photos.flatMap(({ hothash, files: own }) => own.map(({ path, status }) => ({ hothash, path, status })));
}
const touch = (path: string, changeMs: (mtimeMs: number) => number): void => {
  const time = new Date(changeMs(statSync(path).mtimeMs));
  utimesSync(path, time, time);
};

test('links are not followed: not in circles, not out of the storage, not to a photo', async () => {
  const lib = await scannedLibrary();
  const outside = join(lib.app.folder, 'outside');
  writeTree(outside, { 'new.jpg': await jpeg({ seed: 77 }) });
  symlinkSync(lib.photos, join(lib.photos, 'Card/circle'));
  symlinkSync(outside, join(lib.photos, 'out'));
  symlinkSync(join(outside, 'new.jpg'), join(lib.photos, 'Card/new.jpg'));
  symlinkSync(join(lib.photos, 'Card/a/0.jpg'), join(lib.photos, 'Card/again.jpg'));
  symlinkSync(join(outside, 'nowhere'), join(lib.photos, 'dangling.jpg'));
  expect(await lib.scan()).toMatchObject({ ...clean, conflicts: [] });
});

test('a folder that was moved and left a link at its place has moved', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/a', 'Italy');
  symlinkSync(join(lib.photos, 'Italy'), join(lib.photos, 'Card/a'));
  const result = await lib.scan();
  expect([result.moved_files.length, result.missing_files]).toEqual([5, []]);
  expect(await lib.scan()).toMatchObject(clean);
});

test('a hard link is a second path of the photo, and stays when the first is removed', async () => {
  const lib = await scannedLibrary();
  mkdirSync(join(lib.photos, 'links'));
  linkSync(join(lib.photos, 'Card/a/1.jpg'), join(lib.photos, 'links/one.jpg'));
  // The inode of a file that is known under another name: a name is what it holds, whatever its inode was.
  unlinkSync(join(lib.photos, 'Card/a/2.jpg'));
  linkSync(join(lib.photos, 'Card/a/3.jpg'), join(lib.photos, 'Card/a/2.jpg'));
  const first = await lib.scan();
  expect(first.counts).toMatchObject({ duplicate: 1 });
  expect((await files(lib.app)).filter(({ path }) => path === 'links/one.jpg')).toMatchObject([{ status: 'present' }]);
  unlinkSync(join(lib.photos, 'Card/a/1.jpg'));
  const hothash = (await files(lib.app)).find(({ path }) => path === 'links/one.jpg')?.hothash;
  await lib.scan();
  expect((await files(lib.app)).filter((file) => file.hothash === hothash && file.status === 'present').map(({ path }) => path)).toEqual([
    'links/one.jpg',
  ]);
});

test.for(['Zz mirror', 'Aa mirror'])('a folder that is mounted a second time, as %s, is visited once', async (name, { skip }) => {
  const lib = await scannedLibrary();
  const mirror = join(lib.photos, name);
  mkdirSync(mirror);
  try {
    execFileSync('mount', ['--bind', join(lib.photos, 'Card/a'), mirror], { stdio: 'ignore' });
  } catch {
    return skip('needs the right to mount');
  }
  onTestFinished(() => {
    if (existsSync(join(mirror, '0.jpg'))) execFileSync('umount', ['-l', mirror]);
  });
  const before = await lib.dump();
  const result = await lib.scan();
  // Never both places: setting one of two "copies" aside would lose it. The files are where the catalog has them.
  expect([result.changes_detected, result.moved_files, result.missing_files, result.new_files, result.conflicts]).toEqual([
    false,
    [],
    [],
    [],
    [],
  ]);
  expect(await files(lib.app)).toHaveLength(10);
  execFileSync('umount', ['-l', mirror]);
  expect(await lib.scan()).toMatchObject(clean);
  expect(await lib.dump()).toBe(before);
});

test('a sidecar that another program wrote beside a known photo belongs to it, and travels with it', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  lib.write('Card/a/1.xmp', xmp.replace('</', ' </'));
  lib.move('Card/a/2.jpg', 'Italy/2.jpg');
  lib.write('Italy/2.jpg.xmp', `${xmp}\n`);
  const result = await lib.scan();
  expect(result.counts).toMatchObject({ metadata_edited: 2, moved: 1 });
  const companionsAt = (at: string) =>
    Object.values(lib.index())
      .find(({ path }) => path === at)
      ?.companions?.map(({ path, role }) => [path, role]);
  expect(companionsAt('Card/a/1.jpg')).toEqual([['Card/a/1.xmp', 'sidecar']]);
  expect(companionsAt('Italy/2.jpg')).toEqual([['Italy/2.jpg.xmp', 'sidecar']]);
  expect(await lib.scan()).toMatchObject(clean);
  await lib.undo(result.applied.journal_id ?? -1);
  expect(await lib.dump()).toBe(before);
});

test('a fifo is not opened, whatever its name', async () => {
  const lib = await scannedLibrary();
  execFileSync('mkfifo', [join(lib.photos, 'Card/pipe.jpg')]);
  expect(await lib.scan({ mode: 'full' })).toMatchObject({ ...clean, conflicts: [] });
});

test('names of any kind are followed, and taken back', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  const names = ['line\nbreak.jpg', '\u202egpj.exe.jpg', `${'x'.repeat(251)}.jpg`, 'bell\u0007 and \u001b[31m.jpg', 'עברית ‏.jpg'];
  for (const [seed, name] of names.entries()) lib.move(`Card/a/${seed}.jpg`, `odd/${name}`);
  lib.move('Card/a/0.xmp', 'odd/line\nbreak.xmp');
  const result = await lib.scan();
  expect(moves(result)).toEqual(names.map((name, seed) => `Card/a/${seed}.jpg > odd/${name}`).toSorted());
  expect(await lib.scan()).toMatchObject(clean);
  await lib.undo(result.applied.journal_id ?? -1);
  expect(await lib.dump()).toBe(before);
});

test.for<[string, Buffer]>([
  ['is not UTF-8', Buffer.from('caf\xe9.jpg', 'latin1')],
  ['holds a backslash', Buffer.from('b\\1.jpg')],
  ['begins like a drive of Windows', Buffer.from('C:1.jpg')],
])('a photo whose name %s is told and not called missing, and no index holds it', async ([, name]) => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  const foreign = Buffer.concat([Buffer.from(`${lib.photos}/Card/`), name]);
  renameSync(join(lib.photos, 'Card/a/1.jpg'), foreign);
  const result = await lib.scan();
  expect([result.missing_files, result.conflicts.map(({ kind }) => kind)]).toEqual([[], ['unreadable']]);
  expect(result.conflicts[0]?.reason).toMatch(/rename it\.$/);
  expect(await lib.dump()).toBe(before);
  expect(Object.values(lib.index()).map(({ path }) => path)).toContain('Card/a/1.jpg');
  expect((await lib.scan()).changes_detected).toBe(false);
  renameSync(foreign, join(lib.photos, 'Card/one.jpg'));
  expect(moves(await lib.scan())).toEqual(['Card/a/1.jpg > Card/one.jpg']);
  expect([await lib.scan(), await lib.open()]).toMatchObject([clean, []]);
});

test('a folder whose name is not UTF-8 is told, and nothing is called missing while it may hold it', async () => {
  const lib = await scannedLibrary();
  const before = await lib.dump();
  const foreign = Buffer.concat([Buffer.from(`${lib.photos}/Card/`), Buffer.from('\xe5r.1990', 'latin1')]);
  renameSync(join(lib.photos, 'Card/a'), foreign);
  const result = await lib.scan();
  expect([result.missing_files, result.conflicts.map(({ kind }) => kind), await lib.dump()]).toEqual([[], ['unreadable'], before]);
  renameSync(foreign, join(lib.photos, 'Card/a'));
  expect(await lib.scan()).toMatchObject(clean);
});

test('names that change only in case or Unicode form are no second photo', async () => {
  const lib = await scannedLibrary({ ['d/Café.jpg'.normalize('NFC')]: await jpeg({ seed: 50 }) });
  const hothash = await rate(lib, 'Card/d/Café.jpg'.normalize('NFC'));
  lib.move('Card/d/Café.jpg'.normalize('NFC'), 'Card/d/Café.jpg'.normalize('NFD'));
  lib.move('Card/a/0.jpg', 'Card/a/0.JPG');
  lib.move('Card/b', 'Card/B');
  const result = await lib.scan();
  expect([result.missing_files, result.new_files, Object.keys(result.counts).toSorted()]).toEqual([
    [],
    [],
    ['files', 'moved', 'unchanged'],
  ]);
  const known = await files(lib.app);
  expect([known.length, known.filter(({ status }) => status !== 'present')]).toEqual([11, []]);
  expect(known.map(({ path }) => path).toSorted()).toEqual(
    Object.keys(readTree(lib.photos))
      .filter((path) => !path.endsWith('.xmp'))
      .toSorted(),
  );
  expect(await lib.app.call('photo.show', { hothash })).toMatchObject({ rating: 5, tags: ['precious'] });
  expect(await lib.scan()).toMatchObject(clean);
});

test('a file that is still growing is left to the next scan, and told once when it is whole', async () => {
  const lib = await scannedLibrary();
  const whole = await jpeg({ seed: 60, widthPx: 400, heightPx: 400 });
  const target = join(lib.photos, 'Card/growing.jpg');
  const half = Math.floor(whole.length / 2);
  writeFileSync(target, whole.subarray(0, half));
  expect(await lib.scan()).toMatchObject({ missing_files: [], new_files: [], applied: { journal_id: null } });
  const file = openSync(target, 'a');
  appendFileSync(file, whole.subarray(half));
  closeSync(file);
  expect((await lib.scan()).new_files).toEqual([]);
  touch(target, (mtimeMs) => mtimeMs - 60_000);
  const told = await lib.scan();
  expect(told.new_files).toEqual([{ path: 'Card/growing.jpg', file_size: whole.length }]);
  expect((await lib.scan()).changes_detected).toBe(false);
  expect((await lib.open()).filter(({ path }) => path === 'Card/growing.jpg').map(({ kind }) => kind)).toEqual(['untracked']);
});

test('a file that grows while it is read is told never twice, and never as what it was', { timeout: 60_000 }, async () => {
  const lib = await scannedLibrary();
  const fresh: Record<string, Buffer> = {};
  for (let seed = 100; seed < 180; seed++) fresh[`new/${seed}.jpg`] = await jpeg({ seed });
  writeTree(lib.photos, fresh);
  const last = join(lib.photos, 'new/179.jpg');
  const unsubscribe = lib.app.engine.onEvent((name, payload) => {
    const { job } = payload as { job?: { kind: string; finished_at: string | null } };
    if (name === 'job.changed' && job?.kind === 'scan' && job.finished_at === null) appendFileSync(last, 'more');
  });
  const first = await lib.scan();
  unsubscribe();
  expect(first.missing_files).toEqual([]);
  expect(first.new_files.filter(({ path }) => path === 'new/179.jpg').length).toBeLessThanOrEqual(1);
  touch(last, (mtimeMs) => mtimeMs - 60_000);
  const second = await lib.scan();
  expect(second.new_files.map(({ path }) => path).toSorted()).toEqual(Object.keys(fresh).toSorted());
  expect(second.new_files.find(({ path }) => path === 'new/179.jpg')?.file_size).toBe(statSync(last).size);
  expect((await openKinds(lib)).filter((kind) => kind === 'untracked')).toHaveLength(80);
});

test('times that a FAT disk rounds to two seconds, or shifts by an hour forth and back, are no edit', async () => {
  const lib = await scannedLibrary();
  const rounded = (mtimeMs: number): number => Math.floor(mtimeMs / 2000) * 2000;
  for (const change of [rounded, (mtimeMs: number) => mtimeMs + 3_600_000, (mtimeMs: number) => mtimeMs - 3_600_000]) {
    for (const path of Object.keys(readTree(lib.photos))) touch(join(lib.photos, path), change);
    const result = await lib.scan();
    expect([result.missing_files, result.conflicts, Object.keys(result.counts).toSorted()]).toEqual([[], [], ['files', 'unchanged']]);
    // Noted without a word: nothing was detected, and no entry tells of it.
    expect([result.changes_detected, result.applied.journal_id]).toEqual([false, null]);
    expect(await lib.scan({ mode: 'full' })).toMatchObject({ ...clean, conflicts: [] });
  }
});

test('a missing photo that reappears, in its place or in another, keeps everything', async () => {
  const lib = await scannedLibrary();
  const hothash = await rate(lib, 'Card/a/3.jpg');
  const album = await lib.app.call('album.create', { name: 'Best' });
  await lib.app.call('album.addPhotos', { album: album.uuid, hothashes: [hothash] });
  const show = async () => {
    const { rating, tags, caption, has_hotpreview } = await lib.app.call('photo.show', { hothash });
    return { rating, tags, caption, has_hotpreview, album: (await lib.app.call('album.show', { album: album.uuid })).hothashes };
  };
  const before = [await show(), await lib.dump()];
  const away = join(lib.app.folder, 'away.jpg');
  const bytes = readFileSync(join(lib.photos, 'Card/a/3.jpg'));
  renameSync(join(lib.photos, 'Card/a/3.jpg'), away);
  expect((await lib.scan()).missing_files.map(({ path }) => path)).toEqual(['Card/a/3.jpg']);
  expect(await show()).toEqual(before[0]);
  renameSync(away, join(lib.photos, 'Card/a/3.jpg'));
  await lib.scan();
  expect([await show(), await lib.dump()]).toEqual(before);
  rmSync(join(lib.photos, 'Card/a/3.jpg'));
  await lib.scan();
  lib.write('from the backup/other name.jpg', bytes);
  await lib.scan();
  expect([await show(), (await files(lib.app)).filter((file) => file.hothash === hothash)]).toEqual([
    before[0],
    [{ hothash, path: 'from the backup/other name.jpg', status: 'present' }],
  ]);
  expect(await lib.scan()).toMatchObject(clean);
});

test('a clock that is a day off, of this machine or of the one that wrote a file, changes no decision', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/b/9.jpg', 'Card/b/nine.jpg');
  const [ahead, behind] = [1, -1].map((days) => new Date(Date.now() + days * 86_400_000));
  utimesSync(join(lib.photos, 'Card/b/nine.jpg'), ahead ?? 0, ahead ?? 0);
  lib.write('New/50.jpg', await jpeg({ seed: 50 }));
  utimesSync(join(lib.photos, 'New/50.jpg'), ahead ?? 0, ahead ?? 0);
  const result = await lib.scan();
  expect([moves(result), result.new_files.map(({ path }) => path), result.deferred]).toEqual([
    ['Card/b/9.jpg > Card/b/nine.jpg'],
    ['New/50.jpg'],
    0,
  ]);
  // The other way round: what another clock dated yesterday is whole, too.
  lib.move('Card/b/nine.jpg', 'Card/b/9.jpg');
  utimesSync(join(lib.photos, 'Card/b/9.jpg'), behind ?? 0, behind ?? 0);
  expect(moves(await lib.scan())).toEqual(['Card/b/nine.jpg > Card/b/9.jpg']);
});

test('a medium that cannot be written to is scanned and followed; its index waits and is written when it can be', async ({ skip }) => {
  const lib = await scannedLibrary();
  lib.move('Card/a/1.jpg', 'Sorted/one.jpg');
  const bind = (...options: string[]): void => void execFileSync('mount', ['--bind', ...options], { stdio: 'ignore' });
  try {
    bind(lib.root, lib.root);
  } catch {
    return skip('needs the right to mount');
  }
  const release = (): void => void execFileSync('umount', ['-l', lib.root]);
  let isMounted = true;
  onTestFinished(() => (isMounted ? release() : undefined));
  execFileSync('mount', ['-o', 'remount,bind,ro', lib.root], { stdio: 'ignore' });
  const before = readTree(lib.root);
  const result = await lib.scan();
  expect([result.state, moves(result)]).toEqual(['read-only', ['Card/a/1.jpg > Sorted/one.jpg']]);
  expect([await lib.open(), readTree(lib.root)]).toEqual([[], before]);
  expect((await lib.app.call('search', { query: 'one.jpg' })).total).toBe(1);
  expect((await lib.app.call('storage.list', {})).storages).toMatchObject([{ state: 'read-only', health: { stale_indexes: 1 } }]);
  release();
  isMounted = false;
  lib.move('Card/a/2.jpg', 'Sorted/two.jpg');
  await lib.scan();
  expect(Object.values(lib.index()).map(({ path }) => path)).toEqual(expect.arrayContaining(['Sorted/one.jpg', 'Sorted/two.jpg']));
});
