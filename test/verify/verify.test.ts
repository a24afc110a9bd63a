/** Verification tells intact, edited, damaged, missing and unreadable files apart, and repairs from verified copies. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rot, verifiedLibrary, type VerifiedLibrary } from '../builders/mirrored-library.ts';
import { jpeg, readTree } from '../builders/tree.ts';

/** The acceptance run damages a hundred. */
const many = Number(process.env['IMALINK_MANY'] ?? 20);
const nothing = { checked: 0, ok: 0, edited: 0, corrupt: 0, missing: 0, unreadable: 0, in_cloud: 0, repaired: 0 };
const at = (lib: VerifiedLibrary, seed: number): string => join(lib.home.photos, `Card/${seed % 2 === 0 ? 'even' : 'odd'}/${seed}.jpg`);
const filesInCatalog = async (lib: VerifiedLibrary) =>
  (await lib.app.call('copies', { min: 100, limit: 1000 })).photos.flatMap((photo) => photo.files);

test('every flipped bit is found and repaired from the mirror; no good file is touched', { timeout: 300_000 }, async () => {
  const lib = await verifiedLibrary(many + 10);
  await lib.mirror();
  const before = readTree(lib.home.photos);
  const mirrored = readTree(lib.backup.photos);
  // Heads, ends and middles: also where no decoder looks.
  for (let seed = 0; seed < many; seed++) rot(at(lib, seed), (seed % 10) / 10 + 0.01);
  const inodes = () => Array.from({ length: 10 }, (_, index) => statSync(at(lib, many + index)).ino);
  const [untouched, rotten] = [inodes(), readTree(lib.home.photos)];

  const found = await lib.verify({ storage: lib.home.uuid });
  expect(lib.counts(found)).toEqual({ ...nothing, checked: many + 10, ok: 10, corrupt: many });
  expect(found.problems).toHaveLength(many);
  expect(readTree(lib.home.photos)).toEqual(rotten);

  const repaired = await lib.verify({ repair: true });
  expect(lib.counts(repaired)).toEqual({
    ...nothing,
    checked: 2 * (many + 10),
    ok: many + 20,
    corrupt: many,
    repaired: many,
  });
  expect([readTree(lib.home.photos), readTree(lib.backup.photos), inodes()]).toEqual([before, mirrored, untouched]);
  expect(lib.counts(await lib.verify())).toEqual({ ...nothing, checked: 2 * (many + 10), ok: 2 * (many + 10) });
  expect((await lib.app.call('conflict.list', {})).conflicts).toEqual([]);
  expect((await lib.app.scan({ storage: lib.home.uuid, mode: 'full' })).changes_detected).toBe(false);

  const entry = (await lib.app.call('history.list', {})).entries.find(({ title }) => title.startsWith('Decided'));
  await lib.app.call('history.undo', { id: entry?.id ?? -1 });
  expect(readTree(lib.home.photos)).toEqual(rotten);
});

test('an edited file is never called damaged, whatever was edited', async () => {
  const lib = await verifiedLibrary(5);
  const edited = new Date('2024-09-01T08:00:00.500Z');
  // Metadata only: a comment after the start of the picture.
  const bytes = readFileSync(at(lib, 0));
  writeFileSync(at(lib, 0), Buffer.concat([bytes.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 4, 65, 66]), bytes.subarray(2)]));
  // Other pixels.
  writeFileSync(at(lib, 1), await jpeg({ seed: 101 }));
  // Other bytes of the very size, at another time.
  const same = readFileSync(at(lib, 2));
  same[same.length - 20] = (same[same.length - 20] ?? 0) ^ 1;
  writeFileSync(at(lib, 2), same);
  for (const seed of [0, 1, 2]) utimesSync(at(lib, seed), edited, edited);
  // Only the time.
  utimesSync(at(lib, 3), edited, edited);
  const tree = readTree(lib.home.photos);
  const result = await lib.verify({ storage: lib.home.uuid, repair: true });
  expect(lib.counts(result)).toEqual({ ...nothing, checked: 5, ok: 2, edited: 3 });
  expect((await lib.app.call('conflict.list', { kind: 'corrupt' })).conflicts).toEqual([]);
  expect(readTree(lib.home.photos)).toEqual(tree);
});

test('a picture that was changed and cannot be decoded any more is damaged', async () => {
  const lib = await verifiedLibrary(3);
  writeFileSync(at(lib, 1), Buffer.alloc(900, 'no picture at all '));
  const result = await lib.verify({ storage: lib.home.uuid });
  expect(lib.counts(result)).toEqual({ ...nothing, checked: 3, ok: 2, corrupt: 1 });
});

test('damage without a copy stays flagged and untouched; bytes that are put back lift the flag', async () => {
  const lib = await verifiedLibrary(3);
  const good = readFileSync(at(lib, 1));
  const { mtime } = statSync(at(lib, 1));
  rot(at(lib, 1));
  const rotten = readTree(lib.home.photos);
  const result = await lib.verify({ storage: lib.home.uuid, repair: true });
  expect([lib.counts(result), readTree(lib.home.photos)]).toEqual([{ ...nothing, checked: 3, ok: 2, corrupt: 1 }, rotten]);
  expect((await filesInCatalog(lib)).map(({ status }) => status).toSorted()).toEqual(['corrupt', 'present', 'present']);
  expect((await lib.app.call('conflict.list', {})).conflicts.map(({ kind }) => kind)).toEqual(['corrupt']);
  expect((await lib.app.scan({ storage: lib.home.uuid })).conflicts.map(({ kind }) => kind)).toEqual(['corrupt']);
  writeFileSync(at(lib, 1), good);
  utimesSync(at(lib, 1), mtime, mtime);
  expect(lib.counts(await lib.verify())).toEqual({ ...nothing, checked: 3, ok: 3 });
  expect((await filesInCatalog(lib)).map(({ status }) => status)).toEqual(['present', 'present', 'present']);
  expect((await lib.app.call('conflict.list', {})).conflicts).toEqual([]);
});

test('a copy that is damaged, too, repairs nothing', async () => {
  const lib = await verifiedLibrary(3);
  await lib.mirror();
  rot(at(lib, 1));
  rot(at(lib, 1).replace(lib.home.photos, lib.backup.photos));
  const trees = () => [readTree(lib.home.photos), readTree(lib.backup.photos)];
  const before = trees();
  expect(lib.counts(await lib.verify({ repair: true }))).toEqual({ ...nothing, checked: 6, ok: 4, corrupt: 2 });
  expect(trees()).toEqual(before);
});

test('missing files are counted and left to scans; repair brings them back from a verified copy', async () => {
  const lib = await verifiedLibrary(12);
  await lib.mirror();
  const before = readTree(lib.home.photos);
  unlinkSync(at(lib, 4));
  expect(lib.counts(await lib.verify({ storage: lib.home.uuid }))).toEqual({ ...nothing, checked: 12, ok: 11, missing: 1 });
  expect((await filesInCatalog(lib)).filter(({ status }) => status === 'missing')).toEqual([]);
  expect(lib.counts(await lib.verify({ storage: lib.home.uuid, repair: true }))).toEqual({
    ...nothing,
    checked: 12,
    ok: 11,
    missing: 1,
    repaired: 1,
  });
  expect(readTree(lib.home.photos)).toEqual(before);
  expect(lib.counts(await lib.verify({ storage: lib.home.uuid }))).toEqual({ ...nothing, checked: 12, ok: 12 });
});

test('what cannot be read is unreadable: neither missing nor damaged', async () => {
  const lib = await verifiedLibrary(3);
  unlinkSync(at(lib, 1));
  mkdirSync(at(lib, 1));
  const result = await lib.verify({ storage: lib.home.uuid });
  expect(lib.counts(result)).toEqual({ ...nothing, checked: 3, ok: 2, unreadable: 1 });
  expect(result.problems).toMatchObject([{ path: 'Card/odd/1.jpg', code: 'not-a-file' }]);
});

test('a storage that goes away is no damage, and its verification goes on later', async () => {
  const lib = await verifiedLibrary(3);
  const away = `${lib.home.root}-away`;
  renameSync(lib.home.root, away);
  await expect(lib.verify({ storage: lib.home.uuid })).rejects.toMatchObject({ code: 'storage-offline' });
  expect(lib.counts(await lib.verify())).toEqual(nothing);
  expect((await filesInCatalog(lib)).map(({ status }) => status)).toEqual(['present', 'present', 'present']);
  renameSync(away, lib.home.root);
  expect(lib.counts(await lib.verify({ session_id: 1 }))).toEqual({ ...nothing, checked: 3, ok: 3 });
});

test('a storage that is pulled while it is read loses nothing, and nothing of it counts as missing', async () => {
  const lib = await verifiedLibrary(4);
  await lib.mirror();
  const before = await filesInCatalog(lib);
  const unsubscribe = lib.app.engine.onEvent((name, payload) => {
    const { storage_uuid: uuid } = (name === 'storage.changed' ? payload : {}) as { storage_uuid?: string };
    // The first storage is done, the second comes next.
    if (uuid === lib.home.uuid && existsSync(lib.backup.photos)) renameSync(lib.backup.photos, `${lib.backup.photos}-away`);
  });
  await expect(lib.verify({ repair: true })).rejects.toMatchObject({ code: 'storage-offline' });
  unsubscribe();
  renameSync(`${lib.backup.photos}-away`, lib.backup.photos);
  const inBackup = (files: typeof before) => files.filter(({ storage_name }) => storage_name === 'backup-disk');
  expect(inBackup(await filesInCatalog(lib))).toEqual(inBackup(before));
  expect(lib.counts(await lib.verify({ resume: true }))).toEqual({ ...nothing, checked: 4, ok: 4 });
});

test('a copy that was never verified counts for nothing and repairs nothing', async () => {
  const lib = await verifiedLibrary(3);
  await lib.app.import({ sources: [join(lib.app.folder, 'Card')], storage: lib.backup.uuid, verify: false });
  expect(await lib.app.call('copies', {})).toMatchObject({
    total: 3,
    photos: [{ verified_copies: 1, files: [{}, { verified_at: null }] }, {}, {}],
  });
  rot(at(lib, 1));
  expect(lib.counts(await lib.verify({ storage: lib.home.uuid, repair: true }))).toMatchObject({ corrupt: 1, repaired: 0 });
  expect(lib.counts(await lib.verify({ repair: true }))).toMatchObject({ checked: 6, ok: 5, corrupt: 1, repaired: 1 });
});

test('companions are read with their photo; a damaged one keeps the photo from counting as verified', async () => {
  const lib = await verifiedLibrary(1);
  mkdirSync(join(lib.app.folder, 'More'));
  writeFileSync(join(lib.app.folder, 'More/shot.jpg'), await jpeg({ seed: 77 }));
  writeFileSync(join(lib.app.folder, 'More/shot.xmp'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>');
  await lib.app.import({ sources: [join(lib.app.folder, 'More')], storage: lib.home.uuid });
  const verifiedAt = async () => (await filesInCatalog(lib)).find(({ path }) => path === 'More/shot.jpg')?.verified_at;
  const imported = await verifiedAt();
  rot(join(lib.home.photos, 'More/shot.xmp'));
  const result = await lib.verify({ storage: lib.home.uuid });
  expect(lib.counts(result)).toEqual({ ...nothing, checked: 3, ok: 2, corrupt: 1 });
  expect(await verifiedAt()).toBe(imported);
  rmSync(join(lib.home.photos, 'More/shot.xmp'));
  expect(lib.counts(await lib.verify())).toEqual({ ...nothing, checked: 3, ok: 2, missing: 1 });
});

test('what was verified stands in the indexes, so that it comes back with them', async () => {
  const lib = await verifiedLibrary(3);
  const before = (await filesInCatalog(lib)).map(({ verified_at }) => verified_at);
  await lib.verify();
  const index = JSON.parse(readFileSync(join(lib.home.root, 'imports/session_1.json'), 'utf8')) as {
    files: Record<string, { verified_at: string }>;
  };
  const inIndex = Object.values(index.files).map(({ verified_at }) => verified_at);
  expect(inIndex.toSorted()).toEqual((await filesInCatalog(lib)).map(({ verified_at }) => verified_at).toSorted());
  expect(inIndex.every((each) => before.every((former) => former !== null && former < each))).toBe(true);
});

test('a file whose content is in the cloud is passed over and told, not fetched, and a mirror leaves it out until it is here', async ({
  skip,
}) => {
  const lib = await verifiedLibrary(3);
  const before = await filesInCatalog(lib);
  const [real, { mtime }] = [readFileSync(at(lib, 1)), statSync(at(lib, 1))];
  rmSync(at(lib, 1));
  writeFileSync(at(lib, 1), '');
  truncateSync(at(lib, 1), 900_000);
  utimesSync(at(lib, 1), mtime, mtime);
  if (statSync(at(lib, 1)).blocks > 0) return skip('this disk has no files without blocks');
  const result = await lib.verify({ storage: lib.home.uuid, repair: true });
  expect([lib.counts(result), result.problems]).toEqual([{ ...nothing, checked: 2, ok: 2, in_cloud: 1 }, []]);
  expect(await lib.mirror()).toMatchObject({
    copied: 2,
    failed: 1,
    problems: [{ path: 'Card/odd/1.jpg', code: 'unreadable', message: expect.stringContaining('in the cloud') as string }],
  });
  const after = (await filesInCatalog(lib)).filter(({ path, storage_name }) => storage_name === 'home-disk' && path.endsWith('1.jpg'));
  expect(after).toEqual(before.filter(({ path }) => path.endsWith('1.jpg')));
  writeFileSync(at(lib, 1), real);
  utimesSync(at(lib, 1), mtime, mtime);
  expect(lib.counts(await lib.verify({ storage: lib.home.uuid }))).toEqual({ ...nothing, checked: 3, ok: 3 });
  expect(await lib.mirror()).toMatchObject({ copied: 1, already_there: 2, failed: 0 });
});
