/** Deciding on the command line, as a person would: listed, tried, done, undone; and what it says to nonsense. */
import { copyFileSync, existsSync, mkdirSync, renameSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { json, runCli } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function libraryWithCopy(): Promise<{ readonly home: string; readonly photos: string; readonly storage: string }> {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  mkdirSync(join(folder, 'base'));
  const storage = await json<{ uuid: string; full_path: string }>(home, ['storage', 'create', join(folder, 'base')]);
  await json(home, ['import', join(folder, 'Card'), '--storage', storage.uuid]);
  const photos = join(storage.full_path, 'photos');
  mkdirSync(join(photos, 'Desktop'));
  copyFileSync(join(photos, 'Card/a.jpg'), join(photos, 'Desktop/a.jpg'));
  const time = new Date('2024-08-01T12:00:00.123Z');
  utimesSync(join(photos, 'Desktop/a.jpg'), time, time);
  return { home, photos, storage: storage.uuid };
}

test('a copy is found, tried, set aside, undone, made a rule of, and removed for good at last', async () => {
  const { home, photos, storage } = await libraryWithCopy();
  const scanned = await json<{ conflicts: { id: number }[] }>(home, ['scan', storage], [4]);
  const id = String(scanned.conflicts[0]?.id);
  const listed = await json<{ conflicts: { kind: string; path: string }[] }>(home, ['conflicts']);
  expect(listed.conflicts).toMatchObject([{ kind: 'duplicate', path: 'Desktop/a.jpg' }]);
  expect((await runCli(home, ['conflicts', 'explain', id])).stdout).toContain('copies');
  const plan = await json<{ headline: object }>(home, ['conflicts', 'resolve', id, '--as', 'default', '--dry-run']);
  expect(plan.headline).toMatchObject({ files_set_aside: 1 });
  expect(existsSync(join(photos, 'Desktop/a.jpg'))).toBe(true);

  const done = await json<{ journal_ids: number[]; resolved: number[] }>(home, ['conflicts', 'resolve', id, '--as', 'default']);
  expect([done.resolved, existsSync(join(photos, 'Desktop/a.jpg'))]).toEqual([[Number(id)], false]);
  await json(home, ['history', 'undo', String(done.journal_ids[0])]);
  expect(existsSync(join(photos, 'Desktop/a.jpg'))).toBe(true);

  const again = await json<{ journal_ids: number[] }>(home, ['conflicts', 'resolve', id, '--as', 'set_aside']);
  const { rules } = await json<{ rules: { id: number }[] }>(home, ['rules', 'create', String(again.journal_ids[0]), '--folder', 'Desktop']);
  expect(await json(home, ['rules', 'list'])).toMatchObject({ rules: [{ kind: 'duplicate', folder: 'Desktop' }] });
  expect((await runCli(home, ['rules', 'set', String(rules[0]?.id), 'off'])).stdout).toContain('is off');
  expect(await json(home, ['trash', 'list'])).toMatchObject({ batches: [{ files: [{ path: 'Desktop/a.jpg' }] }] });
  expect(await json(home, ['trash', 'empty', '--older-than', '0'])).toMatchObject({ files: 1 });
  expect(await json(home, ['trash', 'empty', '--older-than', '0', '--yes'])).toMatchObject({ removed_files: 1, kept: [] });
  expect(await json(home, ['trash', 'list'])).toEqual({ batches: [] });
});

test('nonsense is told apart from what is not there', async () => {
  const { home, storage } = await libraryWithCopy();
  const scanned = await json<{ conflicts: { id: number }[] }>(home, ['scan', storage], [4]);
  const id = String(scanned.conflicts[0]?.id);
  const ends = async (...args: string[]): Promise<[number | null, string]> => {
    const { code, stdout, stderr } = await runCli(home, args);
    expect(stdout, args.join(' ')).toBe('');
    return [code, stderr];
  };
  expect(await ends('conflicts', 'resolve', id)).toEqual([2, expect.stringContaining('--as')]);
  expect(await ends('conflicts', 'resolve', id, '--as', 'burn')).toEqual([2, expect.stringContaining('as')]);
  expect(await ends('conflicts', 'resolve', 'x', '--as', 'keep')).toEqual([2, expect.stringContaining('number')]);
  expect(await ends('conflicts', 'resolve', '999', '--as', 'keep')).toEqual([10, expect.stringContaining('999')]);
  expect(await ends('conflicts', 'explain', 'nothing')).toEqual([10, expect.stringContaining('nothing')]);
  expect(await ends('rules', 'set', '1', 'maybe')).toEqual([2, expect.stringContaining('on or off')]);
  expect((await ends('rules', 'set', '1', 'on'))[0]).toBe(10);
  expect((await ends('rules', 'create', '77'))[0]).toBe(10);
  expect(await ends('conflicts', 'resolve', id, '--as', 'pair_by_names', '--pair', 'a.jpg=b.jpg')).toEqual([
    2,
    expect.stringContaining('Gone are: none'),
  ]);
  expect(await ends('conflicts', 'resolve', id, '--as', 'import', '--session', 'one')).toEqual([2, expect.stringContaining('number')]);
  // Done as far as possible: what was refused is told, and the exit code says so.
  const refused = await runCli(home, ['conflicts', 'resolve', id, '--as', 'set_aside', '--path', 'Card/none.jpg']);
  expect([refused.code, refused.stdout]).toEqual([3, expect.stringContaining('stays open')]);
});

test('files are paired by hand, and new ones join a session that is there', async () => {
  const { home, photos, storage } = await libraryWithCopy();
  await json(home, ['scan', storage], [4]);
  // Two files of one picture go, two come, and nothing tells which became which.
  for (const [from, to] of [
    ['Card/a.jpg', 'Trip/one.jpg'],
    ['Desktop/a.jpg', 'Home/two=2.jpg'],
  ] as const) {
    mkdirSync(join(photos, dirname(to)), { recursive: true });
    renameSync(join(photos, from), join(photos, to));
  }
  copyFileSync(join(photos, 'Trip/one.jpg'), join(photos, 'Home/three.jpg'));
  writeTree(photos, { 'Phone/new.jpg': await jpeg({ seed: 9 }) });
  const old = new Date('2024-08-01T12:00:00.123Z');
  for (const path of ['Home/three.jpg', 'Phone/new.jpg']) utimesSync(join(photos, path), old, old);
  await json(home, ['scan', storage], [4]);
  const { conflicts } = await json<{ conflicts: { id: number; kind: string }[] }>(home, ['conflicts']);
  const idOf = (kind: string): string => String(conflicts.find((each) => each.kind === kind)?.id);
  const pairs = ['--pair', 'Card/a.jpg=Home/two=2.jpg', '--pair', 'Desktop/a.jpg=Trip/one.jpg'];
  const paired = await json<{ resolved: number[] }>(home, [
    'conflicts',
    'resolve',
    idOf('ambiguous_move'),
    '--as',
    'pair_by_names',
    ...pairs,
  ]);
  expect(paired.resolved).toHaveLength(1);
  const joined = await json<{ resolved: number[] }>(home, ['conflicts', 'resolve', idOf('untracked'), '--as', 'import', '--session', '1']);
  expect(joined.resolved).toHaveLength(1);
  const { sessions } = await json<{ sessions: object[] }>(home, ['session', 'list']);
  expect(sessions).toMatchObject([{ id: 1, photo_count: 3 }]);
});
