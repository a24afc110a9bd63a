/** SIGKILL in the middle of a mirror and of a repair: nothing half-written has a name, and asking again ends it. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, startCli } from '../builders/cli.ts';
import { rot, verifiedLibrary } from '../builders/mirrored-library.ts';
import { readTree } from '../builders/tree.ts';

/** Runs a command and kills it as soon as it tells that so many files are done. */
async function killedAfter(home: string, args: readonly string[], files: number): Promise<void> {
  const { child, ended } = startCli(home, [...args, '--json']);
  let told = '';
  while (child.exitCode === null && child.stderr) {
    const [chunk] = (await Promise.race([once(child.stderr, 'data'), ended.then(() => [null])])) as [Buffer | null];
    if (chunk === null) break;
    told += String(chunk);
    const done = [...told.matchAll(/"done_files":(\d+)/g)].map((match) => Number(match[1]));
    if (done.some((each) => each >= files)) break;
  }
  child.kill('SIGKILL');
  // A fast machine may have come to the end: then the rest asks whether asking again changes nothing.
  await ended;
}

test('a mirror that was killed goes on, and has every file once', { timeout: 120_000 }, async () => {
  const lib = await verifiedLibrary(100);
  await lib.app.engine.close();
  const home = join(lib.app.folder, 'home');
  const args = ['storage', 'mirror', 'home-disk', '1', '--to', 'backup-disk'];
  await killedAfter(home, args, 20);
  const source = readTree(lib.home.photos);
  const there = Object.entries(readTree(lib.backup.photos));
  expect(there.length).toBeLessThanOrEqual(100);
  for (const [path, content] of there) expect(content.split(' ')[0]).toBe(source[path]?.split(' ')[0]);
  const result = await json<{ copied: number; already_there: number; failed: number }>(home, args);
  expect([result.copied + result.already_there, result.failed]).toEqual([100, 0]);
  expect(readTree(lib.backup.photos)).toEqual(source);
  expect(await json(home, args)).toMatchObject({ copied: 0, already_there: 100 });
  expect(await json(home, ['verify', '--resume'])).toMatchObject({ checked: 200, ok: 200 });
});

test('a verification that was killed goes on, and its repair is whole', { timeout: 120_000 }, async () => {
  const lib = await verifiedLibrary(100);
  await lib.mirror();
  const before = readTree(lib.home.photos);
  const paths = Object.keys(before).map((path) => join(lib.home.photos, path));
  const damaged = paths.filter((_, index) => index % 5 === 0);
  for (const path of damaged) rot(path);
  const good = paths.filter((path) => !damaged.includes(path));
  const inodes = good.map((path) => statSync(path).ino);
  await lib.app.engine.close();
  const home = join(lib.app.folder, 'home');
  await killedAfter(home, ['verify', '--repair'], 1);
  await json(home, ['verify', '--repair', '--resume'], [0, 3]);
  expect(await json(home, ['verify', '--repair'])).toMatchObject({ checked: 200, ok: 200, corrupt: 0 });
  expect([readTree(lib.home.photos), good.map((path) => statSync(path).ino)]).toEqual([before, inodes]);
});
