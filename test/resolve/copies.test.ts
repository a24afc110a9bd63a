/** Copies: set aside, kept, put first; the last one never goes. */
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { readTree } from '../builders/tree.ts';

/** Copies photos 0 to `count` - 1 into a folder of their own. */
function copies(lib: ScannedLibrary, count: number): void {
  for (let seed = 0; seed < count; seed++) lib.copy(`Card/${seed < 5 ? 'a' : 'b'}/${seed}.jpg`, `Desktop/${seed}.jpg`);
}

const duplicates = async (lib: ScannedLibrary) => (await lib.open()).filter((each) => each.kind === 'duplicate');

test('copies are set aside in bulk, listed before, and come back with undo', async () => {
  const lib = await scannedLibrary();
  copies(lib, 3);
  const scanned = await lib.scan();
  const found = await duplicates(lib);
  expect(found.map(({ path, lane, default: as }) => [path, lane, as])).toEqual([
    ['Desktop/0.jpg', 'suggest', 'set_aside'],
    ['Desktop/1.jpg', 'suggest', 'set_aside'],
    ['Desktop/2.jpg', 'suggest', 'set_aside'],
  ]);
  expect(scanned.changes_detected).toBe(true);
  const before = { tree: readTree(lib.photos), dump: await lib.dump() };
  const plan = await lib.plan(found.map(({ id }) => ({ id: id ?? 0, as: 'set_aside' as const })));
  expect(plan.headline).toMatchObject({ files_set_aside: 3, files_restored: 0, files_moved: 0 });
  expect(plan.actions.map(({ action, from }) => `${action} ${from}`)).toEqual([
    'set_aside Desktop/0.jpg',
    'set_aside Desktop/1.jpg',
    'set_aside Desktop/2.jpg',
  ]);
  expect(readTree(lib.photos)).toEqual(before.tree);

  const result = await lib.apply(plan);
  expect([result.resolved.length, result.returned]).toEqual([3, []]);
  expect(existsSync(join(lib.photos, 'Desktop/0.jpg'))).toBe(false);
  const [batch] = (await lib.app.call('trash.list', {})).batches;
  expect(batch).toMatchObject({ journal_id: result.journal_ids[0], storage_uuid: lib.uuid });
  expect(batch?.files.map(({ path }) => path)).toEqual(['Desktop/0.jpg', 'Desktop/1.jpg', 'Desktop/2.jpg']);
  expect(await duplicates(lib)).toEqual([]);
  expect((await lib.scan()).changes_detected).toBe(false);
  expect(Object.values(lib.index()).flatMap((entry) => entry.copies ?? [])).toEqual([]);

  await lib.undo(result.journal_ids[0]);
  expect(readTree(lib.photos)).toEqual(before.tree);
  expect(await lib.dump()).toBe(before.dump);
  expect((await duplicates(lib)).map(({ path }) => path)).toEqual(['Desktop/0.jpg', 'Desktop/1.jpg', 'Desktop/2.jpg']);
  expect((await lib.app.call('trash.list', {})).batches).toEqual([]);
  expect((await lib.scan()).changes_detected).toBe(false);
});

test('all files of a photo can never be chosen at once', async () => {
  const lib = await scannedLibrary();
  copies(lib, 2);
  await lib.scan();
  const [second, first] = await duplicates(lib);
  lib.copy('Card/a/1.jpg', 'Desktop/again.jpg');
  await lib.scan();
  const third = (await duplicates(lib)).find(({ path }) => path === 'Desktop/again.jpg');
  const plan = await lib.plan([
    { id: first?.id ?? 0, as: 'set_aside', path: 'Card/a/1.jpg' },
    { id: third?.id ?? 0, as: 'set_aside', path: 'Desktop/1.jpg' },
    { id: second?.id ?? 0, as: 'set_aside' },
  ]);
  expect(plan.refused).toEqual([
    { finding_id: third?.id, path: 'Desktop/again.jpg', reason: expect.stringContaining('at least one copy stays') },
  ]);
  await lib.apply(plan);
  expect(Object.keys(readTree(lib.photos))).toEqual(expect.arrayContaining(['Card/a/0.jpg', 'Desktop/1.jpg']));
});

test('a file is not parted from what belongs to it', async () => {
  const lib = await scannedLibrary();
  copies(lib, 1);
  await lib.scan();
  const [found] = await duplicates(lib);
  const plan = await lib.plan([{ id: found?.id ?? 0, as: 'set_aside', path: 'Card/a/0.jpg' }]);
  expect(plan.refused).toMatchObject([{ reason: expect.stringContaining('would part them') }]);
});

test('the copy that vouches is read again at the moment of setting aside', async () => {
  const lib = await scannedLibrary();
  copies(lib, 2);
  await lib.scan();
  const found = await duplicates(lib);
  const plan = await lib.plan(found.map(({ id }) => ({ id: id ?? 0, as: 'set_aside' as const })));
  // Same size and time, other bytes: only reading tells.
  const keeper = join(lib.photos, 'Card/a/0.jpg');
  const bytes = readFileSync(keeper);
  const { mtime } = statSync(keeper);
  bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 0xff;
  writeFileSync(keeper, bytes);
  utimesSync(keeper, mtime, mtime);
  rmSync(join(lib.photos, 'Card/a/1.jpg'));
  const result = await lib.apply(plan);
  expect([result.resolved, result.journal_ids]).toEqual([[], []]);
  expect(result.returned.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/only file|changed since the preview/),
    expect.stringContaining('cannot vouch'),
  ]);
  expect(existsSync(join(lib.photos, 'Desktop/0.jpg'))).toBe(true);
  expect(existsSync(join(lib.photos, 'Desktop/1.jpg'))).toBe(true);
});

test('a file that changed since the preview goes back to the inbox', async () => {
  const lib = await scannedLibrary();
  copies(lib, 2);
  await lib.scan();
  const found = await duplicates(lib);
  const plan = await lib.plan(found.map(({ id }) => ({ id: id ?? 0, as: 'set_aside' as const })));
  writeFileSync(join(lib.photos, 'Desktop/1.jpg'), 'something else');
  const result = await lib.apply(plan);
  expect(result.resolved).toEqual([found[0]?.id]);
  expect(result.returned).toMatchObject([{ finding_id: found[1]?.id, path: 'Desktop/1.jpg' }]);
  expect(readFileSync(join(lib.photos, 'Desktop/1.jpg'), 'utf8')).toBe('something else');
  expect((await duplicates(lib)).map(({ id }) => id)).toEqual([found[1]?.id]);
  // A plan is carried out once.
  await expect(lib.apply(plan)).rejects.toMatchObject({ code: 'plan-expired' });
});

test('a copy that is kept is never asked about again; another may be shown first', async () => {
  const lib = await scannedLibrary();
  copies(lib, 2);
  await lib.scan();
  const [kept, first] = await duplicates(lib);
  const before = readTree(lib.photos);
  const result = await lib.resolve([
    { id: kept?.id ?? 0, as: 'keep_both' },
    { id: first?.id ?? 0, as: 'make_primary', path: 'Desktop/1.jpg' },
  ]);
  expect(result.returned).toEqual([]);
  await lib.scan();
  expect((await duplicates(lib)).map(({ path }) => path)).not.toContain('Desktop/0.jpg');
  expect(readTree(lib.photos)).toEqual(before);
  await lib.undo(result.journal_ids[0]);
  await lib.scan();
  expect((await duplicates(lib)).map(({ path }) => path)).toEqual(['Desktop/0.jpg', 'Desktop/1.jpg']);
});

test('a rule is made of a decision just applied, answers by itself, and can be turned off', async () => {
  const lib = await scannedLibrary();
  copies(lib, 1);
  await lib.scan();
  const [found] = await duplicates(lib);
  const result = await lib.resolve([{ id: found?.id ?? 0, as: 'set_aside' }]);
  const { rules } = await lib.app.call('rule.create', { journal_id: result.journal_ids[0] ?? 0, folder: 'Desktop' });
  expect(rules).toMatchObject([{ kind: 'duplicate', as: 'set_aside', folder: 'Desktop', enabled: true, used_count: 0 }]);
  for (const path of ['Desktop/x.jpg', 'Elsewhere/y.jpg']) lib.copy('Card/b/9.jpg', path);
  const scanned = await lib.scan();
  expect(scanned.conflicts.map(({ path }) => path)).toEqual(['Elsewhere/y.jpg']);
  expect(existsSync(join(lib.photos, 'Desktop/x.jpg'))).toBe(false);
  expect((await lib.app.call('rule.list', {})).rules).toMatchObject([{ used_count: 1 }]);
  await lib.app.call('rule.change', { id: rules[0]?.id ?? 0, enabled: false });
  lib.copy('Card/b/9.jpg', 'Desktop/z.jpg');
  expect((await lib.scan()).conflicts.map(({ path }) => path)).toEqual(['Desktop/z.jpg', 'Elsewhere/y.jpg']);
  await lib.app.call('rule.remove', { id: rules[0]?.id ?? 0 });
  expect((await lib.app.call('rule.list', {})).rules).toEqual([]);
  await expect(lib.app.call('rule.change', { id: 99, enabled: true })).rejects.toMatchObject({ code: 'rule-not-found' });
});

test('of one picture in two files with other bytes, one may be chosen; no rule does that', async () => {
  const lib = await scannedLibrary();
  const bytes = readFileSync(join(lib.photos, 'Card/a/1.jpg'));
  // A comment after the start marker: the same picture, other bytes.
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x06, 0x68, 0x69, 0x21, 0x21]);
  lib.write('Card/b/1 edited.jpg', Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]));
  await lib.scan();
  const applied = (await lib.app.call('conflict.list', { status: 'applied', kind: 'duplicate' })).conflicts;
  expect(applied).toMatchObject([{ path: 'Card/b/1 edited.jpg', facts: { byte_identical: false } }]);
  expect(await duplicates(lib)).toEqual([]);

  const before = { tree: readTree(lib.photos), dump: await lib.dump() };
  const choice = { id: applied[0]?.id ?? 0, as: 'set_aside' as const, path: 'Card/a/1.jpg' };
  const plan = await lib.plan([choice]);
  expect(plan.actions).toMatchObject([{ from: 'Card/a/1.jpg', why: expect.stringContaining('metadata of the two differ') }]);
  const result = await lib.apply(plan);
  expect([result.returned, existsSync(join(lib.photos, 'Card/a/1.jpg'))]).toEqual([[], false]);
  await expect(lib.app.call('rule.create', { journal_id: result.journal_ids[0] ?? 0 })).rejects.toMatchObject({ code: 'rule-refused' });
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(result.journal_ids[0]);
  expect([readTree(lib.photos), await lib.dump()]).toEqual([before.tree, before.dump]);
  // The question can be answered again, and the file that stays is read once more before the other goes.
  const stale = await lib.plan([choice]);
  lib.write('Card/b/1 edited.jpg', bytes.subarray(0, bytes.length - 40));
  expect((await lib.apply(stale)).returned).toHaveLength(1);
  expect(existsSync(join(lib.photos, 'Card/a/1.jpg'))).toBe(true);
});

test('findings can be put off and come back', async () => {
  const lib = await scannedLibrary();
  copies(lib, 1);
  await lib.scan();
  const [found] = await duplicates(lib);
  expect(await lib.app.call('conflict.postpone', { ids: [found?.id ?? 0] })).toEqual({ changed: 1 });
  await lib.scan();
  expect(await duplicates(lib)).toEqual([]);
  expect((await lib.app.call('conflict.list', { status: 'later' })).conflicts.map(({ id }) => id)).toEqual([found?.id]);
  await lib.app.call('conflict.postpone', { ids: [found?.id ?? 0], postponed: false });
  expect((await duplicates(lib)).map(({ id }) => id)).toEqual([found?.id]);
});

test('what was set aside is removed for good only as listed, and only while it is what it was', async () => {
  const lib = await scannedLibrary();
  copies(lib, 2);
  await lib.scan();
  const found = await duplicates(lib);
  const { journal_ids } = await lib.resolve(found.map(({ id }) => ({ id: id ?? 0, as: 'set_aside' as const })));
  expect(await lib.app.call('trash.plan', {})).toMatchObject({ files: 0 });
  const plan = await lib.app.call('trash.plan', { older_than_days: 0 });
  expect(plan).toMatchObject({ files: 2 });
  const [batch] = plan.batches;
  writeFileSync(join(lib.root, '.imalink/trash', batch?.batch ?? '', 'files/Desktop/1.jpg'), 'tampered');
  const emptied = await lib.app.call('trash.empty', { plan_id: plan.plan_id });
  expect(emptied).toMatchObject({ removed_files: 1, kept: [{ path: 'Desktop/1.jpg' }] });
  await expect(lib.undo(journal_ids[0])).rejects.toMatchObject({ code: 'history-changed' });
  expect(Object.keys(readTree(lib.photos))).toHaveLength(11);
});
