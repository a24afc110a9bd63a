/**
 * What cannot be seen is not gone: disks that are pulled, mount points that are empty or hold another disk, folders
 * without permission, disks that fail while they are listed. Never is a photo called missing, never is a file touched,
 * and the next good scan has nothing to tell.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { json, runCli, runScript } from '../builders/cli.ts';
import { faultShim } from '../builders/fault-shim.ts';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

interface OnDisk {
  readonly lib: ScannedLibrary;
  /** Where the disk stays mounted, so that what is on it can be read while it is pulled from the storage's place. */
  readonly disk: string;
  plug(): void;
  pull(): void;
  /** Mounts a disk over the place of the storage, empty but for a folder of the name that photos have. */
  cover(): void;
}

/** A storage whose folder is a mount point of its own, with 60 photos; null where this user may not mount. */
async function onDisk(): Promise<OnDisk | null> {
  const disk = tempFolder();
  if (!mount(['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk])) return null;
  onTestFinished(() => unmount(disk));
  const extra: Record<string, Buffer> = {};
  for (let seed = 100; seed < 150; seed++) extra[`c${seed % 5}/${seed}.jpg`] = await jpeg({ seed });
  const lib = await scannedLibrary(extra);
  cpSync(lib.root, disk, { recursive: true, preserveTimestamps: true });
  renameSync(lib.root, `${lib.root}.former`);
  mkdirSync(lib.root);
  onTestFinished(() => {
    while (holdsMount(lib.root)) unmount(lib.root);
  });
  const plug = (): void => void mount(['--bind', disk, lib.root]);
  plug();
  // Copied times may differ by less than a microsecond: those are noted here.
  await lib.scan();
  return {
    lib,
    disk,
    plug,
    pull: () => unmount(lib.root),
    cover: () => {
      mount(['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', lib.root]);
      mkdirSync(lib.photos);
    },
  };
}

function mount(args: readonly string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const unmount = (path: string): void => void execFileSync('umount', ['-l', path]);
const holdsMount = (path: string): boolean => statSync(path).dev !== statSync(dirname(path)).dev;

const untouched = { changes_detected: false, applied: { journal_id: null, changes: 0 }, missing_files: [] };

/** Calls `act` as soon as a scan says that it is in this phase; the scan goes on meanwhile. */
function during({ app }: ScannedLibrary, phase: string, act: () => void): () => boolean {
  let isDone = false;
  const unsubscribe = app.engine.onEvent((name, payload) => {
    const { job } = payload as { job?: { kind: string; finished_at: string | null; progress: { phase: string } } };
    if (isDone || name !== 'job.changed' || job?.kind !== 'scan' || job.finished_at !== null || job.progress.phase !== phase) return;
    isDone = true;
    act();
  });
  onTestFinished(unsubscribe);
  return () => isDone;
}

test('a disk that was pulled leaves an empty mount point, and one that covers it holds nothing we know', async ({ skip }) => {
  const on = await onDisk();
  if (!on) return skip('needs the right to mount a tmpfs');
  const { lib, disk } = on;
  const before = [await lib.dump(), readTree(disk)];
  on.pull();
  expect(readdirSync(lib.root)).toEqual([]);
  await expect(lib.scan()).rejects.toMatchObject({ code: 'storage-offline' });
  on.cover();
  await expect(lib.scan()).rejects.toMatchObject({ code: 'storage-offline' });
  expect(readTree(lib.root), 'nothing is written to the wrong disk').toEqual({});
  // The wrong disk and the right one, by turns, through the command line's way in as well.
  await expect(lib.app.call('scan.run', { storage: lib.uuid })).rejects.toMatchObject({ code: 'storage-offline' });
  on.pull();
  on.plug();
  expect(await lib.scan()).toMatchObject(untouched);
  expect([await lib.dump(), readTree(disk)]).toEqual(before);
});

test.for([
  ['listing', 'pulled'],
  ['reading', 'pulled'],
  ['listing', 'covered by another disk'],
  ['reading', 'covered by another disk'],
] as const)('a disk that is %s when it is %s ends the scan without a word on its photos', async ([phase, how], { skip }) => {
  const on = await onDisk();
  if (!on) return skip('needs the right to mount a tmpfs');
  const { lib, disk } = on;
  const before = [await lib.dump(), readTree(disk)];
  const wasPulled = during(lib, phase, how === 'pulled' ? on.pull : on.cover);
  await expect(lib.scan({ mode: 'full' })).rejects.toMatchObject({ code: 'storage-offline' });
  expect(wasPulled()).toBe(true);
  expect([await lib.dump(), readTree(disk), (await lib.open()).map(({ kind }) => kind)]).toEqual([...before, ['offline']]);
  if (how === 'pulled') on.plug();
  else on.pull();
  expect(await lib.scan()).toMatchObject(untouched);
  expect([await lib.dump(), readTree(disk)]).toEqual(before);
});

test('a disk that went and came back between the ends of a scan makes nothing missing', async ({ skip }) => {
  const on = await onDisk();
  if (!on) return skip('needs the right to mount a tmpfs');
  const { lib, disk } = on;
  const before = [await lib.dump(), readTree(disk)];
  const went = during(lib, 'listing', on.cover);
  const came = during(lib, 'reading', on.pull);
  const result = await lib.scan({ mode: 'full' });
  expect([went(), came(), absences(result), await lib.dump(), readTree(disk)]).toEqual([true, true, [], ...before]);
  expect(await lib.scan()).toMatchObject(untouched);
  expect(await lib.open()).toEqual([]);
});

test('an index of another storage that turns up in the middle of a scan ends it', async () => {
  const lib = await scannedLibrary();
  const other = await lib.app.newStorage('other');
  const master = join(lib.root, 'index.json');
  copyFileSync(master, join(lib.app.folder, 'index.json'));
  const before = [await lib.dump(), readTree(lib.photos)];
  renameSync(join(lib.photos, 'Card/a'), join(lib.photos, 'Card/x'));
  const swapped = during(lib, 'listing', () => copyFileSync(join(other.root, 'index.json'), master));
  await expect(lib.scan()).rejects.toMatchObject({ code: 'storage-wrong-uuid' });
  renameSync(join(lib.photos, 'Card/x'), join(lib.photos, 'Card/a'));
  copyFileSync(join(lib.app.folder, 'index.json'), master);
  expect([swapped(), await lib.dump(), readTree(lib.photos)]).toEqual([true, ...before]);
  expect(await lib.scan()).toMatchObject(untouched);
});

interface CliLibrary {
  readonly home: string;
  readonly root: string;
  readonly photos: string;
}

interface CliScan {
  readonly missing_files: readonly { readonly path: string }[];
  readonly moved_files: readonly unknown[];
  readonly changes_detected: boolean;
  readonly applied: { readonly journal_id: number | null };
  readonly conflicts: readonly { readonly id: number | null; readonly kind: string; readonly path: string }[];
}

/** Twelve photos in three folders, brought in by the command line. @param wrapper words before it, `setpriv …` */
async function cliLibrary(wrapper: readonly string[] = []): Promise<CliLibrary> {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const files: Record<string, Buffer> = {};
  for (let seed = 0; seed < 12; seed++) files[`${'abc'[seed % 3]}/${seed}.jpg`] = await jpeg({ seed });
  writeTree(join(folder, 'Card'), files);
  mkdirSync(join(folder, 'base'));
  mkdirSync(home);
  if (wrapper.length > 0) {
    chmodSync(folder, 0o755);
    for (const path of [home, join(folder, 'base')]) chownSync(path, 65_534, 65_534);
  }
  const created = await runCli(home, ['storage', 'create', join(folder, 'base'), '--json'], wrapper);
  const { uuid, full_path: root } = JSON.parse(created.stdout) as { uuid: string; full_path: string };
  expect((await runCli(home, ['import', join(folder, 'Card'), '--storage', uuid], wrapper)).code).toBe(0);
  return { home, root, photos: join(root, 'photos') };
}

/** What is called gone, by mark or by question. */
const absences = ({ conflicts }: Pick<CliScan, 'conflicts'>): string[] =>
  conflicts.map(({ kind }) => kind).filter((kind) => kind.includes('missing'));

const statuses = async (home: string): Promise<string[]> =>
  (await json<{ photos: { files: { status: string }[] }[] }>(home, ['dump', '--normalised'])).photos.flatMap(({ files }) =>
    files.map((file) => file.status),
  );
const allPresent = Array.from({ length: 12 }, () => 'present');

test('a folder that may not be listed, not be entered, or neither, keeps its photos', { timeout: 120_000 }, async ({ skip }) => {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !existsSync('/usr/bin/setpriv')) return skip('root needs setpriv to be somebody without permission');
  const wrapper = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const { home, root, photos } = await cliLibrary(wrapper);
  const scan = async (): Promise<CliScan> => JSON.parse((await runCli(home, ['scan', root, '--json'], wrapper)).stdout) as CliScan;
  const before = readTree(photos);
  const closed = join(photos, 'Card/b');
  onTestFinished(() => chmodSync(closed, 0o700));
  for (const mode of [0o300, 0o400, 0]) {
    chmodSync(closed, mode);
    // Something to follow meanwhile, so that the scan is known to have looked.
    const [name = ''] = readdirSync(join(photos, 'Card/a'));
    renameSync(join(photos, 'Card/a', name), join(photos, `Card/c/moved at ${mode}.jpg`));
    const result = await scan();
    expect([mode, result.missing_files, result.moved_files.length, absences(result)]).toEqual([mode, [], 1, []]);
    // What nobody could look into is told, and nothing of it is called missing.
    expect(
      result.conflicts.map(({ kind, path }) => `${kind} ${path}`),
      String(mode),
    ).toContain('unreadable Card/b');
    const id = result.conflicts.find(({ path }) => path === 'Card/b')?.id ?? 0;
    const { stdout } = await runCli(home, ['conflicts', 'report', String(id)], wrapper);
    if (mode !== 0o400) expect(stdout).toMatch(/^Reason: permission\nTried: open\nErrno: EACCES$/m);
  }
  chmodSync(closed, 0o700);
  expect(await statuses(home)).toEqual(allPresent);
  expect(await scan()).toMatchObject({ changes_detected: false, applied: { journal_id: null }, missing_files: [] });
  expect(Object.values(readTree(photos)).toSorted()).toEqual(Object.values(before).toSorted());
});

test(
  'a disk that fails at any listing of a folder makes nothing missing, not even what is gone',
  { timeout: 240_000 },
  async ({ skip }) => {
    const shim = faultShim();
    if (!shim) return skip('no fault shim here');
    const { home, root, photos } = await cliLibrary();
    const entry = fileURLToPath(new URL('../../src/cli/imalink.ts', import.meta.url));
    const scan = (at: number) =>
      runScript(entry, ['scan', root, '--dry-run', '--json'], { IMALINK_HOME: home, ...shim.env(photos, 'eio-read', at) });
    const away = join(tempFolder(), 'away.jpg');
    renameSync(join(photos, 'Card/b/1.jpg'), away);
    const before = readTree(root);
    const undisturbed = await scan(0);
    const told = (stdout: string): string[] => absences(JSON.parse(stdout) as CliScan);
    expect(told(undisturbed.stdout), 'without a fault it is missing').toEqual(['missing']);
    const calls = shim.takeLog();
    expect(calls.filter((call) => call.includes('scandir')).length, calls.join('\n')).toBeGreaterThanOrEqual(10);
    // The storage is looked for before and after the listing; the engine looks too, at its indexes, and may be first or last.
    const isListing = calls.map((call) => call.includes('scandir'));
    const ended = { before: 0, after: 0 };
    for (let at = 1; at <= calls.length; at++) {
      const result = await scan(at);
      const where = `EIO at call ${calls[at - 1]}`;
      if (result.code === 0 || result.code === 4) expect(told(result.stdout), where).toEqual(isListing[at - 1] ? [] : ['missing']);
      else {
        expect(result.stderr + result.stdout, where).toContain('storage-offline');
        ended[at <= isListing.indexOf(true) ? 'before' : 'after'] += 1;
      }
    }
    expect(Math.min(ended.before, ended.after), 'a storage that cannot be looked at ends the scan').toBeGreaterThan(0);
    // For good, not as a trial: the fault is in the first listing of a folder.
    const listing = calls.findIndex((call) => call.includes('scandir') && call.endsWith('Card/a')) + 1;
    const real = await runScript(entry, ['scan', root, '--json'], { IMALINK_HOME: home, ...shim.env(photos, 'eio-read', listing) });
    expect((JSON.parse(real.stdout) as CliScan).missing_files).toEqual([]);
    expect([await statuses(home), readTree(photos)]).toEqual([
      allPresent,
      Object.fromEntries(
        Object.entries(before)
          .filter(([path]) => path.startsWith('photos/'))
          .map(([path, print]) => [path.slice('photos/'.length), print]),
      ),
    ]);
    renameSync(away, join(photos, 'Card/b/1.jpg'));
    expect(await json<CliScan>(home, ['scan', root])).toMatchObject({ changes_detected: false, applied: { journal_id: null } });
  },
);
