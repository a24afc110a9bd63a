/** A system that really lets nobody watch more: inotify's limit, lowered in a user namespace of the test's own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, startCli } from '../builders/cli.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const fewWatches = ['unshare', '-Ur', 'sh', '-c', 'echo 12 > /proc/sys/user/max_inotify_watches && exec "$0" "$@"'];
const canLower = spawnSync(fewWatches[0] as string, [...fewWatches.slice(1), 'true']).status === 0;

test.runIf(canLower)(
  'a storage with more folders than may be watched says so, is scanned all the same, and nothing is marked',
  async () => {
    const folder = tempFolder();
    const home = join(folder, 'home');
    mkdirSync(join(folder, 'disk'));
    const { full_path: root } = await json<{ full_path: string }>(home, ['storage', 'create', join(folder, 'disk'), '--name', 'Wide']);
    const files: Record<string, Uint8Array> = {};
    for (let n = 0; n < 24; n++) files[`${n}/${n}.jpg`] = await jpeg({ seed: n, widthPx: 8, heightPx: 8 });
    writeTree(join(folder, 'Card'), files);
    await json(home, ['import', join(folder, 'Card'), '--storage', 'Wide', '--title', 'Wide']);
    renameSync(join(root, 'photos/Card/0'), join(root, 'photos/Card/zero'));
    const { child, ended } = startCli(home, ['watch', 'Wide', '--json'], fewWatches);
    const line =
      (await new Promise<string>((resolve) => child.stdout?.once('data', (chunk) => resolve(String(chunk))))).split('\n')[0] ?? '';
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    const last = (JSON.parse(stderr.trim().split('\n').at(-1) ?? '{}') as { watch: { state: string; notice: string } }).watch;
    expect([code, last]).toEqual([
      0,
      expect.objectContaining({ state: 'periodic', notice: expect.stringContaining('fs.inotify.max_user_watches') }),
    ]);
    expect((JSON.parse(line) as { counts: Record<string, number>; missing_files: unknown[] }).missing_files).toEqual([]);
    expect((JSON.parse(line) as { counts: Record<string, number> }).counts['moved']).toBe(1);
  },
  60_000,
);
