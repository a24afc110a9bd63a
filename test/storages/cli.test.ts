/** The storage commands and `watch`, as a person runs them. */
import { cpSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, runCli, startCli } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Library {
  readonly folder: string;
  readonly home: string;
  readonly uuid: string;
  readonly root: string;
}

async function library(): Promise<Library> {
  const folder = tempFolder();
  const home = join(folder, 'home');
  mkdirSync(join(folder, 'disk'));
  const storage = await json<{ uuid: string; full_path: string }>(home, ['storage', 'create', join(folder, 'disk'), '--name', 'Archive']);
  writeTree(join(folder, 'Card'), { '0.jpg': await jpeg({ seed: 1 }), '1.jpg': await jpeg({ seed: 2 }) });
  await json(home, ['import', join(folder, 'Card'), '--storage', 'Archive', '--title', 'Trip']);
  return { folder, home, uuid: storage.uuid, root: storage.full_path };
}

test('a storage is found where it went, relocated, put to rest, woken and forgotten; its files stay as they are', async () => {
  const { folder, home, uuid, root } = await library();
  const moved = join(folder, 'new place');
  renameSync(root, moved);
  const before = readTree(moved);
  const run = (...args: string[]) => runCli(home, ['storage', ...args]);
  expect((await run('check', 'Archive')).code).toBe(12);
  const found = await json<{ found: { relation: string; path: string }[] }>(home, ['storage', 'discover', folder]);
  expect(found.found.map(({ relation, path }) => [relation, path])).toEqual([['moved', moved]]);
  expect((await run('discover', folder)).stdout).toContain(`imalink storage relocate ${uuid.slice(0, 8)} ${moved}`);
  expect((await run('relocate', 'Archive', moved)).code).toBe(0);
  expect((await run('check', 'Archive')).stdout).toBe('online\n');
  expect((await run('deactivate', 'Archive')).stdout).toContain('inactive');
  const refused = await runCli(home, ['scan', 'Archive']);
  expect([refused.code, refused.stderr]).toEqual([12, expect.stringContaining(`imalink storage reactivate ${uuid.slice(0, 8)}`)]);
  expect((await run('reactivate', 'Archive')).stdout).toContain('online');
  expect((await run('forget', 'Archive')).stdout).toContain('--confirm does it');
  expect(await json(home, ['storage', 'forget', 'Archive', '--confirm'])).toEqual({
    forgotten: true,
    photos: 2,
    sessions: 1,
    files_touched_on_disk: 0,
    unwritten_sessions: 0,
  });
  expect((await run('show', 'Archive')).code).toBe(10);
  expect(readTree(moved)).toEqual(before);
}, 60_000);

test('a storage at two places waits for an answer, with the words to give it', async () => {
  const { folder, home, uuid, root } = await library();
  const copy = join(folder, 'disk/copy');
  cpSync(root, copy, { recursive: true });
  const checked = await runCli(home, ['storage', 'check', 'Archive']);
  expect([checked.code, checked.stdout]).toEqual([
    4,
    expect.stringContaining(`imalink storage answer ${uuid.slice(0, 8)} <path> --as moved|backup|separate`),
  ]);
  expect((await runCli(home, ['storage', 'discover', folder])).code).toBe(4);
  const refused = await runCli(home, ['storage', 'relocate', 'Archive', copy]);
  expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining(copy)]);
  expect((await runCli(home, ['storage', 'answer', 'Archive', copy])).code).toBe(2);
  expect((await runCli(home, ['storage', 'answer', 'Archive', copy, '--as', 'backup'])).code).toBe(0);
  expect((await runCli(home, ['storage', 'check', 'Archive'])).code).toBe(0);
}, 60_000);

test('what makes no sense is refused in a sentence, with the exit code of its reason', async () => {
  const { folder, home, root } = await library();
  writeFileSync(join(folder, 'file'), '');
  const codes = async (...args: string[]) => {
    const { code, stderr } = await runCli(home, args);
    return [code, stderr.split('\n').length];
  };
  expect([
    await codes('storage', 'relocate', 'Nobody', folder),
    await codes('storage', 'relocate', 'Archive'),
    await codes('storage', 'relocate', 'Archive', join(folder, 'nowhere')),
    await codes('storage', 'discover', join(folder, 'file')),
    await codes('storage', 'discover', '--depth', '13', folder),
    await codes('storage', 'discover', '--depth', 'deep', folder),
    await codes('storage', 'forget', 'Nobody', '--confirm'),
    await codes('storage', 'answer', 'Archive', root, '--as', 'backup'),
    await codes('storage', 'answer', 'Archive', root, '--as', 'twin'),
    await codes('watch', 'Nobody'),
  ]).toEqual([
    [10, 2],
    [2, 2],
    [1, 2],
    [1, 2],
    [2, 2],
    [2, 2],
    [10, 2],
    [2, 2],
    [2, 2],
    [10, 2],
  ]);
}, 60_000);

test('watch tells of each scan in one JSON line and ends with 0 when it is interrupted', async () => {
  const { home, root } = await library();
  const { child, ended } = startCli(home, ['watch', 'Archive', '--json']);
  const lines: { storage_uuid: string; counts: Record<string, number> }[] = [];
  const line = (): Promise<void> => new Promise((resolve) => child.stdout?.once('data', () => resolve()));
  child.stdout?.on('data', (chunk) =>
    lines.push(
      ...String(chunk)
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text) as (typeof lines)[number]),
    ),
  );
  await line();
  const second = line();
  renameSync(join(root, 'photos/Card'), join(root, 'photos/Italy'));
  await second;
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect([code, lines.map(({ counts }) => counts['moved'] ?? 0)]).toEqual([0, [0, 2]]);
  expect(
    stderr
      .split('\n')
      .filter(Boolean)
      .map((text) => (JSON.parse(text) as { watch: { state: string } }).watch.state),
  ).toContain('watching');
}, 60_000);

test('watch tells people in words what it followed', async () => {
  const { home, root } = await library();
  renameSync(join(root, 'photos/Card/0.jpg'), join(root, 'photos/Card/zero.jpg'));
  const { child, ended } = startCli(home, ['watch']);
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  child.kill('SIGTERM');
  const { code, stdout, stderr } = await ended;
  expect([code, stdout, stderr]).toEqual([
    0,
    expect.stringMatching(/Archive: 1 moved \(imalink history undo 1\)\n$/),
    expect.stringContaining('Archive: following changes'),
  ]);
}, 60_000);
