/** The command line as a script sees it: streams, exit codes, bad input. Each command is a process of its own. */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { json, runCli, startCli, type CliResult } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface Library {
  readonly folder: string;
  readonly home: string;
  readonly storage: { readonly uuid: string; readonly full_path: string };
  readonly card: string;
}

async function library(baseFolder?: string): Promise<Library> {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const base = baseFolder ?? join(folder, 'base');
  mkdirSync(base, { recursive: true });
  const card = join(folder, 'Card');
  writeTree(card, {
    'a.jpg': await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS 40D' }),
    'b.jpg': await jpeg({ seed: 2 }),
  });
  return { folder, home, card, storage: await json(home, ['storage', 'create', base, '--name', 'Archive']) };
}

const errorOf = (result: CliResult): string => (JSON.parse(result.stdout) as { error: { code: string } }).error.code;

test('stdout holds exactly one JSON document and stderr only JSON lines', async () => {
  const { home, card } = await library();
  const result = await runCli(home, ['import', card, '--storage', 'Archive', '--json']);
  expect(result.code).toBe(0);
  expect(JSON.parse(result.stdout)).toMatchObject({ session: { id: 1, title: 'Card' }, counts: { found: 2, imported: 2 }, problems: [] });
  for (const line of result.stderr.split('\n').filter(Boolean)) expect(JSON.parse(line)).toHaveProperty('progress');
});

test('text is for people: names, hints, no colours', async () => {
  const { home, card } = await library();
  const imported = await runCli(home, ['import', card, '--storage', 'Archive']);
  expect(imported.stdout).toMatch(/^Session 1: Card\nfound +2\nimported +2 /);
  expect((await runCli(home, ['session', 'list'])).stdout).toMatch(/complete .* Archive +Card/);
  expect((await runCli(home, ['search', 'canon', '40d'])).stdout).toMatch(/a\.jpg\n1 photos/);
  expect(imported.stdout + imported.stderr).not.toContain('\u001b');
});

test('a dry run counts and copies nothing', async () => {
  const { home, card, storage } = await library();
  const before = readTree(storage.full_path);
  expect(await json(home, ['import', card, '--storage', 'Archive', '--dry-run'])).toMatchObject({ counts: { found: 2, imported: 2 } });
  expect(readTree(storage.full_path)).toEqual(before);
  expect(await json(home, ['session', 'list'])).toEqual({ sessions: [] });
});

test('files that were not imported make exit code 3 and are named', async () => {
  const { home, card } = await library();
  writeFileSync(join(card, 'zero.jpg'), '');
  const result = await runCli(home, ['import', card, '--storage', 'Archive']);
  expect(result.code).toBe(3);
  expect(result.stdout).toContain('zero.jpg');
});

test('every kind of bad input is one clear line with its exit code, and nothing is half done', async () => {
  const { home, card, storage, folder } = await library();
  const before = readTree(storage.full_path);
  const cases: [string[], number, string][] = [
    [['import', join(folder, 'nope'), '--storage', 'Archive'], 1, 'path-not-found'],
    [['import', card, '--storage', 'nobody'], 10, 'storage-not-found'],
    [['import', card], 2, 'bad-input'],
    [['import', card, '--storage', 'Archive', '--layout', 'spiral'], 2, 'bad-input'],
    [['import', card, '--storage', 'Archive', '--colour', 'red'], 2, 'bad-input'],
    [['import', join(storage.full_path, 'photos'), '--storage', 'Archive'], 1, 'source-in-storage'],
    [['import', card, '--storage', 'Archive', '--mode', 'register'], 2, 'bad-input'],
    [['storage', 'create', join(storage.full_path, 'photos')], 1, 'storage-nested'],
    [['storage', 'create', join(folder, 'nope')], 1, 'path-not-found'],
    [['storage', 'create', join(card, 'a.jpg')], 1, 'not-a-folder'],
    [['storage', 'adopt', storage.full_path], 1, 'storage-exists'],
    [['storage', 'adopt', join(folder, 'base')], 1, 'storage-nested'],
    [['storage', 'show'], 2, 'bad-input'],
    [['session', 'show', '99'], 10, 'session-not-found'],
    [['session', 'resume', 'x'], 2, 'bad-input'],
    [['photo', 'show', 'f'.repeat(64)], 10, 'photo-not-found'],
    [['photo', 'show', '../../etc'], 2, 'bad-input'],
    [['dance'], 2, 'bad-input'],
    [['serve', '--port', '99999'], 2, 'bad-input'],
    [['serve', '--lang', 'fr'], 2, 'bad-input'],
  ];
  const found: [string[], number | null, string][] = [];
  for (const [args] of cases) {
    const result = await runCli(home, [...args, '--json']);
    found.push([args, result.code, errorOf(result)]);
    expect(JSON.parse(result.stderr), 'stderr repeats the error as one JSON line').toEqual(JSON.parse(result.stdout));
  }
  expect(found).toEqual(cases);
  const asText = await runCli(home, ['import', join(folder, 'nope'), '--storage', 'Archive']);
  expect([asText.stdout, asText.stderr]).toEqual([
    '',
    `imalink: There is no ${join(folder, 'nope')}. Check the name, or connect its drive.\n`,
  ]);
  expect(readTree(storage.full_path)).toEqual(before);
}, 90_000);

test('a second writer on one home is refused, readers are not', async () => {
  const { home } = await library();
  const server = startCli(home, ['serve', '--port', '0']);
  onTestFinished(() => void server.child.kill('SIGKILL'));
  await new Promise((resolve) => server.child.stdout?.once('data', resolve));
  expect((await runCli(home, ['storage', 'list'])).code).toBe(0);
  expect((await runCli(home, ['storage', 'create', '/tmp'])).code).toBe(11);
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
});

test('a storage that is away is exit code 12, and its photos are still listed', async () => {
  const { home, card, storage } = await library();
  await json(home, ['import', card, '--storage', 'Archive']);
  execFileSync('mv', [storage.full_path, `${storage.full_path}.away`]);
  expect((await runCli(home, ['import', card, '--storage', 'Archive'])).code).toBe(12);
  expect((await runCli(home, ['storage', 'check', 'Archive'])).code).toBe(12);
  expect(await json(home, ['search', 'a'])).toMatchObject({ total: 1, photos: [{ status: 'present', storage_online: false }] });
});

test('a full disk is told before anything is copied, with what is missing', async ({ skip }) => {
  const folder = tempFolder();
  if (!mounted(folder, 'size=400k')) return skip('needs the right to mount a tmpfs');
  const { home, storage, card } = await library(folder);
  writeTree(card, { 'big.jpg': await jpeg({ seed: 5, widthPx: 900, heightPx: 900 }) });
  const result = await runCli(home, ['import', card, '--storage', 'Archive', '--json']);
  expect([result.code, errorOf(result)]).toEqual([1, 'disk-full']);
  expect(readTree(join(storage.full_path, 'photos'))).toEqual({});
  expect(readdirSync(join(storage.full_path, '.imalink/staging'))).toEqual([]);
});

test('a disk that fills in the middle stops the import, and it goes on when there is room', async ({ skip }) => {
  const folder = tempFolder();
  if (!mounted(folder, 'size=900k')) return skip('needs the right to mount a tmpfs');
  const { home, storage, card } = await library(folder);
  // Something stored already: then a tight disk is tried, because duplicates need no room.
  await json(home, ['import', card, '--storage', 'Archive']);
  writeTree(
    join(card, 'more'),
    Object.fromEntries(
      await Promise.all(
        Array.from(
          { length: 12 },
          async (_, seed) => [`${seed}.jpg`, await jpeg({ seed: 50 + seed, widthPx: 300, heightPx: 300 })] as const,
        ),
      ),
    ),
  );
  const filler = join(folder, 'filler');
  writeFileSync(filler, Buffer.alloc(200_000));
  const result = await runCli(home, ['import', join(card, 'more'), '--storage', 'Archive', '--json']);
  expect([result.code, errorOf(result)]).toEqual([1, 'disk-full']);
  expect(readdirSync(join(storage.full_path, '.imalink/staging'))).toEqual([]);
  const whole = new Set(Object.values(readTree(card)).map((text) => text.split(' ')[0]));
  for (const text of Object.values(readTree(join(storage.full_path, 'photos')))) expect(whole.has(text.split(' ')[0] as string)).toBe(true);
  execFileSync('rm', [filler]);
  execFileSync('mount', ['-o', 'remount,size=20m', folder]);
  expect(await json(home, ['session', 'resume', '2'])).toMatchObject({
    counts: { found: 12, imported: 12, failed: 0 },
    session: { status: 'complete' },
  });
});

test('a read-only storage is exit code 12 and can still be looked at', async ({ skip }) => {
  const folder = tempFolder();
  if (!mounted(folder, 'size=5m')) return skip('needs the right to mount a tmpfs');
  const { home, card } = await library(folder);
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  expect((await runCli(home, ['import', card, '--storage', 'Archive'])).code).toBe(12);
  expect(await json(home, ['storage', 'show', 'Archive'])).toMatchObject({ state: 'read-only', is_accessible: true });
});

test.runIf(process.getuid?.() === 0 && existsSync('/usr/bin/setpriv'))(
  'a folder without permission: as source an error, inside a source a problem',
  async () => {
    const { folder, card } = await library();
    const home = join(folder, 'other-home');
    for (const path of [home, join(folder, 'theirs')]) {
      mkdirSync(path);
      chownSync(path, 65_534, 65_534);
    }
    chmodSync(folder, 0o755);
    const asNobody = (...args: string[]) =>
      runCli(home, [...args, '--json'], ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']);
    expect((await asNobody('storage', 'create', join(folder, 'theirs'), '--name', 'T')).code).toBe(0);
    mkdirSync(join(card, 'closed'));
    chmodSync(join(card, 'closed'), 0o700);
    const part = await asNobody('import', card, '--storage', 'T');
    expect([part.code, JSON.parse(part.stdout).problems]).toEqual([
      3,
      [{ path: 'closed', code: 'unreadable', message: expect.stringContaining('no permission') }],
    ]);
    const whole = await asNobody('import', join(card, 'closed'), '--storage', 'T');
    expect([whole.code, errorOf(whole)]).toEqual([1, 'path-not-readable']);
  },
);

test('file names cannot steer a terminal', async () => {
  const { home, card } = await library();
  writeFileSync(join(card, '\u001b]0;owned\u0007\u202egpj.exe.txt'), 'x');
  const result = await runCli(home, ['import', card, '--storage', 'Archive']);
  // oxlint-disable-next-line no-control-regex -- looking for exactly those
  expect(result.stdout).not.toMatch(/[\u001b\u0007\u202e]/);
  expect(result.stdout).toContain('\\u001b]0;owned');
});

test('help and version need no home', async () => {
  const { folder } = await library();
  const untouched = join(folder, 'untouched');
  expect((await runCli(untouched, ['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await runCli(untouched, ['import', '--help'])).stdout).toContain('Examples:');
  expect((await runCli(untouched, [])).stdout).toContain('storage create');
  expect(existsSync(untouched)).toBe(false);
});

function mounted(folder: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return true;
}
