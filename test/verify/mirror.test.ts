/** A session in a second storage: verified copies, only what is new, never damage; and the report of photos that lack copies. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import { json, runCli } from '../builders/cli.ts';
import { rot, verifiedLibrary } from '../builders/mirrored-library.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const sidecar = '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>';
const without = <T extends { duration_ms: number }>({ duration_ms: _durationMs, ...rest }: T) => rest;

test('a mirror has the same files in the same folders, with their companions, and leaves the source alone', async () => {
  const lib = await verifiedLibrary(4);
  writeTree(join(lib.app.folder, 'More'), { 'pair.jpg': await jpeg({ seed: 50 }), 'pair.xmp': sidecar });
  const { session } = await lib.app.import({ sources: [join(lib.app.folder, 'More')], storage: lib.home.uuid, title: 'Pair' });
  const before = readTree(lib.home.root);
  const first = await lib.mirror();
  expect(without(first)).toMatchObject({ copied: 4, already_there: 0, failed: 0, problems: [] });
  const job = await lib.app.ended(
    (await lib.app.call('mirror.start', { storage: lib.home.uuid, session_id: session.id, to: lib.backup.uuid })).job_id,
  );
  expect(job.result).toMatchObject({ copied: 2, already_there: 0, failed: 0 });
  expect(readTree(lib.backup.photos)).toEqual(readTree(lib.home.photos));
  expect(readTree(lib.home.root)).toEqual(before);
  const { sessions } = await lib.app.call('session.list', { storage: lib.backup.uuid });
  expect(sessions.map(({ title, status }) => [title, status]).toSorted()).toEqual([
    ['Pair', 'complete'],
    ['Trip', 'complete'],
  ]);
  expect((await lib.app.scan({ storage: lib.backup.uuid, mode: 'full' })).changes_detected).toBe(false);
  expect((await lib.app.call('copies', {})).total).toBe(0);
});

test('companions that are alike stand beside each of their photos, and are not copied again', async () => {
  const lib = await verifiedLibrary(1);
  const more = join(lib.app.folder, 'More');
  writeTree(more, { '1.jpg': await jpeg({ seed: 50 }), '1.xmp': sidecar, '2.jpg': await jpeg({ seed: 51 }), '2.xmp': sidecar });
  const { session } = await lib.app.import({ sources: [more], storage: lib.home.uuid });
  const wanted = { storage: lib.home.uuid, session_id: session.id, to: lib.backup.uuid };
  const mirror = async () => (await lib.app.ended((await lib.app.call('mirror.start', wanted)).job_id)).result;
  expect(await mirror()).toMatchObject({ copied: 4, already_there: 0, failed: 0 });
  expect(Object.keys(readTree(lib.backup.photos))).toEqual(['More/1.jpg', 'More/1.xmp', 'More/2.jpg', 'More/2.xmp']);
  rmSync(join(lib.backup.photos, 'More/2.xmp'));
  expect(await mirror()).toMatchObject({ copied: 1, already_there: 3, failed: 0 });
  expect(await mirror()).toMatchObject({ copied: 0, already_there: 4, failed: 0 });
});

test('a second run copies nothing and writes nothing; a third one only what is new', async () => {
  const lib = await verifiedLibrary(5);
  await lib.mirror();
  const before = readTree(lib.backup.root);
  expect(without(await lib.mirror())).toEqual({ copied: 0, already_there: 5, failed: 0, bytes: 0, problems: [] });
  expect(readTree(lib.backup.root)).toEqual(before);
  // Bytes that are gone from the mirror's disk are not taken for held because they are on record.
  renameSync(join(lib.backup.photos, 'Card/odd/1.jpg'), join(lib.app.folder, 'gone.jpg'));
  expect(without(await lib.mirror())).toMatchObject({ copied: 1, already_there: 4, failed: 0 });
  expect((await lib.app.call('session.list', { storage: lib.backup.uuid })).sessions).toHaveLength(1);
});

test('files that moved in the source are not copied again', async () => {
  const lib = await verifiedLibrary(5);
  await lib.mirror();
  mkdirSync(join(lib.home.photos, 'Sorted'));
  renameSync(join(lib.home.photos, 'Card/odd/1.jpg'), join(lib.home.photos, 'Sorted/one.jpg'));
  await lib.app.scan({ storage: lib.home.uuid });
  expect(without(await lib.mirror())).toMatchObject({ copied: 0, already_there: 5 });
});

test('a source that came to another place is mirrored from there', async () => {
  const lib = await verifiedLibrary(3);
  await lib.mirror();
  rmSync(join(lib.backup.photos, 'Card/odd/1.jpg'));
  const moved = `${lib.home.root}-elsewhere`;
  renameSync(lib.home.root, moved);
  await lib.app.call('storage.relocate', { storage: lib.home.uuid, path: moved });
  expect(without(await lib.mirror())).toMatchObject({ copied: 1, already_there: 2, failed: 0 });
});

test('an interrupted mirror goes on where it was', { timeout: 120_000 }, async () => {
  const lib = await verifiedLibrary(60);
  const unsubscribe = lib.app.engine.onEvent((name, payload) => {
    const { job } = (name === 'job.changed' ? payload : {}) as { job?: JobDto };
    if (job?.kind === 'mirror' && job.progress.done_files > 16) void lib.app.call('job.cancel', { job_id: job.job_id });
  });
  const { job_id } = await lib.app.call('mirror.start', { storage: lib.home.uuid, session_id: 1, to: lib.backup.uuid });
  expect((await lib.app.ended(job_id)).status).toBe('cancelled');
  unsubscribe();
  const there = Object.keys(readTree(lib.backup.photos)).length;
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(60);
  const result = await lib.mirror();
  expect([result.copied, result.already_there, result.failed]).toEqual([60 - there, there, 0]);
  expect(readTree(lib.backup.photos)).toEqual(readTree(lib.home.photos));
  expect((await lib.app.call('session.list', { storage: lib.backup.uuid })).sessions).toMatchObject([{ status: 'complete' }]);
});

test('damage never spreads to the mirror, known or not', async () => {
  const lib = await verifiedLibrary(4);
  rot(join(lib.home.photos, 'Card/odd/1.jpg'));
  const first = await lib.mirror();
  expect(without(first)).toMatchObject({
    copied: 3,
    already_there: 0,
    failed: 1,
    problems: [{ path: 'Card/odd/1.jpg', code: 'verify-failed' }],
  });
  expect(existsSync(join(lib.backup.photos, 'Card/odd/1.jpg'))).toBe(false);
  await lib.verify({ storage: lib.home.uuid });
  expect(without(await lib.mirror())).toMatchObject({ copied: 0, already_there: 3, failed: 1 });
  expect(Object.keys(readTree(lib.backup.photos))).toHaveLength(3);
});

test('a mirror of itself and of an unknown session is refused', async () => {
  const lib = await verifiedLibrary(1);
  const start = (more: object) => lib.app.call('mirror.start', { storage: lib.home.uuid, session_id: 1, to: lib.backup.uuid, ...more });
  await expect(start({ to: lib.home.uuid })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(start({ session_id: 9 })).rejects.toMatchObject({ code: 'session-not-found' });
});

test('a recovered catalog knows what mirrors what', async () => {
  const lib = await verifiedLibrary(3);
  await lib.mirror();
  await lib.app.engine.close();
  const home = join(lib.app.folder, 'second-home');
  await json(home, ['recover', lib.home.root, lib.backup.root], [0, 3, 4]);
  const sessions = (await json<{ sessions: { id: number; storage_uuid: string }[] }>(home, ['session', 'list'])).sessions;
  const source = sessions.find(({ storage_uuid }) => storage_uuid === lib.home.uuid)?.id ?? 0;
  expect(await json(home, ['storage', 'mirror', lib.home.uuid, String(source), '--to', lib.backup.uuid])).toMatchObject({
    copied: 0,
    already_there: 3,
  });
  expect((await json<{ sessions: object[] }>(home, ['session', 'list'])).sessions).toHaveLength(2);
});

test('copies counts verified files of each photo, and tells where every file is', async () => {
  const lib = await verifiedLibrary(3);
  const report = await lib.app.call('copies', { limit: 1 });
  expect(report).toMatchObject({ min_copies: 2, total: 3 });
  expect(report.photos).toMatchObject([
    { verified_copies: 1, files: [{ storage_name: 'home-disk', status: 'present', path: expect.stringMatching(/^Card/) }] },
  ]);
  await lib.mirror();
  expect(await lib.app.call('copies', {})).toEqual({ min_copies: 2, total: 0, photos: [], next_cursor: null });
  expect(await lib.app.call('copies', { min: 3 })).toMatchObject({ min_copies: 3, total: 3 });
  rot(join(lib.backup.photos, 'Card/odd/1.jpg'));
  await lib.verify();
  const lacking = await lib.app.call('copies', {});
  expect(
    lacking.photos.map((photo) => [photo.verified_copies, photo.files.map(({ storage_name, status }) => [storage_name, status])]),
  ).toEqual([
    [
      1,
      [
        ['home-disk', 'present'],
        ['backup-disk', 'corrupt'],
      ],
    ],
  ]);
});

test('the command line verifies, mirrors and reports, with its exit codes', { timeout: 60_000 }, async () => {
  const lib = await verifiedLibrary(3);
  await lib.app.engine.close();
  const home = join(lib.app.folder, 'home');
  expect(await json(home, ['storage', 'mirror', 'home-disk', '1', '--to', 'backup-disk'])).toMatchObject({ copied: 3, failed: 0 });
  expect(await json(home, ['verify', '--sample', '50'])).toMatchObject({ checked: 4, ok: 4 });
  rot(join(lib.home.photos, 'Card/odd/1.jpg'));
  expect(await json(home, ['verify', 'home-disk'], [3])).toMatchObject({ checked: 3, ok: 2, corrupt: 1, repaired: 0 });
  expect(await json(home, ['copies'])).toMatchObject({ total: 1, photos: [{ verified_copies: 1 }] });
  expect(await json(home, ['verify', 'home-disk', '--repair'], [3])).toMatchObject({ corrupt: 1, repaired: 1 });
  const whole = await runCli(home, ['verify', '--session', '1', '--resume']);
  expect([whole.code, whole.stdout]).toEqual([0, expect.stringContaining('3 files read')]);
  expect((await runCli(home, ['copies'])).stdout).toContain('Every photo has 2 verified copies or more.');
  expect((await runCli(home, ['verify', '--sample', '0'])).code).toBe(2);
  expect((await runCli(home, ['storage', 'mirror', 'home-disk', '1'])).code).toBe(2);
  expect((await runCli(home, ['verify', 'nowhere'])).code).toBe(10);
});
