/** Files that hold something else than before: new versions, other photos, damage, edited metadata. */
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scannedLibrary, type ScannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree } from '../builders/tree.ts';

const only = async (lib: ScannedLibrary, kind: string) => {
  const found = (await lib.open()).filter((each) => each.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]?.id ?? 0;
};
const hothashAt = (lib: ScannedLibrary, path: string): string =>
  Object.entries(lib.index()).find(([, entry]) => entry.path === path)?.[0] ?? '';

/** A visible edit in place: the same shot by its date, other pixels. */
async function edit(lib: ScannedLibrary, path: string, seed: number, takenAt: string): Promise<void> {
  lib.write(path, await jpeg({ seed: seed + 100, takenAt }));
}

test('a new version keeps what people said, remembers its former self, and is undone', async () => {
  const lib = await scannedLibrary();
  const former = hothashAt(lib, 'Card/a/3.jpg');
  await lib.app.call('photo.edit', { hothashes: [former], change: { rating: 4, add_tags: ['Rome'] } });
  await lib.app.call('album.create', { name: 'Best' });
  await lib.app.call('album.addPhotos', { album: 'Best', hothashes: [former] });
  const before = await lib.dump();
  await edit(lib, 'Card/a/3.jpg', 3, '2024:07:13 10:00:00');
  await lib.scan();
  const tree = readTree(lib.photos);
  const result = await lib.resolve([{ id: await only(lib, 'edited'), as: 'new_version' }]);
  expect(result.returned).toEqual([]);
  const hothash = hothashAt(lib, 'Card/a/3.jpg');
  expect(hothash).not.toBe(former);
  expect(lib.index()[hothash]).toMatchObject({ status: 'present', photo: { rating: 4, tags: ['Rome'], previous_hothashes: [former] } });
  expect(await lib.app.call('album.show', { album: 'Best' })).toMatchObject({ hothashes: [hothash] });
  expect((await lib.scan()).changes_detected).toBe(false);
  expect(readTree(lib.photos)).toEqual(tree);

  await lib.undo(result.journal_ids[0]);
  expect(hothashAt(lib, 'Card/a/3.jpg')).toBe(former);
  expect(await lib.app.call('album.show', { album: 'Best' })).toMatchObject({ hothashes: [former] });
  expect(JSON.parse(await lib.dump()).map((photo: { hothash: string; rating: number }) => [photo.hothash, photo.rating])).toEqual(
    JSON.parse(before).map((photo: { hothash: string; rating: number }) => [photo.hothash, photo.rating]),
  );
});

test('a new version of one of two files leaves the other with the former one', async () => {
  const lib = await scannedLibrary();
  const former = hothashAt(lib, 'Card/a/3.jpg');
  await lib.app.call('photo.edit', { hothashes: [former], change: { rating: 3 } });
  lib.copy('Card/a/3.jpg', 'Copies/3.jpg');
  await lib.scan();
  await edit(lib, 'Card/a/3.jpg', 3, '2024:07:13 10:00:00');
  await lib.scan();
  const result = await lib.resolve([{ id: await only(lib, 'edited'), as: 'new_version' }]);
  expect(result.returned).toEqual([]);
  const hothash = hothashAt(lib, 'Card/a/3.jpg');
  expect(lib.index()[hothash]?.photo).toMatchObject({ rating: 3, previous_hothashes: [former] });
  expect(lib.index()[former]).toMatchObject({ path: 'Copies/3.jpg', photo: { rating: 3 } });
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(result.journal_ids[0]);
  expect(Object.keys(lib.index())).not.toContain(hothash);
  expect((await lib.scan()).conflicts.map(({ kind }) => kind)).toContain('edited');
});

test('a separate photo stands on its own, and the photo that was there is missing', async () => {
  const lib = await scannedLibrary();
  const former = hothashAt(lib, 'Card/a/3.jpg');
  await lib.app.call('photo.edit', { hothashes: [former], change: { rating: 5 } });
  await edit(lib, 'Card/a/3.jpg', 3, '2020:01:01 10:00:00');
  await lib.scan();
  const id = await only(lib, 'replaced');
  const result = await lib.resolve([{ id, as: 'separate_photo' }]);
  expect(result.returned).toEqual([]);
  expect(lib.index()[former]).toMatchObject({ path: 'Card/a/3.jpg', status: 'missing', photo: { rating: 5 } });
  const now = Object.entries(lib.index()).find(([hash, entry]) => entry.path === 'Card/a/3.jpg' && hash !== former);
  expect(now?.[1]).toMatchObject({ status: 'present', photo: { rating: 0 } });
  const second = await lib.scan();
  expect([second.changes_detected, second.conflicts.map(({ kind }) => kind)]).toEqual([true, ['missing']]);
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(result.journal_ids[0]);
  expect(Object.keys(lib.index())).toHaveLength(10);
});

test('the bytes of before are restored from a copy; what stood there is set aside and comes back with undo', async () => {
  const lib = await scannedLibrary();
  const second = await lib.app.newStorage('mirror');
  await lib.app.import({ sources: [join(lib.app.folder, 'Card')], storage: second.uuid });
  const before = readTree(lib.photos);
  await edit(lib, 'Card/a/3.jpg', 3, '2024:07:13 10:00:00');
  const edited = readTree(lib.photos);
  await lib.scan();
  const result = await lib.resolve([{ id: await only(lib, 'edited'), as: 'restore_from_copy' }]);
  expect([result.returned, result.headline]).toMatchObject([[], { files_set_aside: 1, files_restored: 1 }]);
  expect(readTree(lib.photos)).toEqual(before);
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(result.journal_ids[0]);
  expect(readTree(lib.photos)).toEqual(edited);
});

test('damage is told from an edit, and healed from a copy or accepted', async () => {
  const lib = await scannedLibrary();
  const target = join(lib.photos, 'Card/a/3.jpg');
  lib.copy('Card/a/3.jpg', 'Copies/3.jpg');
  await lib.scan();
  const { mtime } = statSync(target);
  const bytes = readFileSync(target);
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] ?? 0) ^ 0x55;
  writeFileSync(target, bytes);
  utimesSync(target, mtime, mtime);
  await lib.scan({ mode: 'full' });
  const id = await only(lib, 'corrupt');
  const result = await lib.resolve([{ id, as: 'restore_from_copy' }]);
  expect(result.returned).toEqual([]);
  expect(readFileSync(target)).toEqual(readFileSync(join(lib.photos, 'Copies/3.jpg')));
  expect((await lib.scan({ mode: 'full' })).conflicts.map(({ kind }) => kind)).toEqual(['duplicate']);
  rmSync(join(lib.photos, 'Copies/3.jpg'));
});

test('metadata edited outside is read again; what a person said stays', async () => {
  const lib = await scannedLibrary();
  const [rated, plain] = [hothashAt(lib, 'Card/a/1.jpg'), hothashAt(lib, 'Card/a/2.jpg')];
  await lib.app.call('photo.edit', { hothashes: [rated], change: { rating: 2 } });
  for (const name of ['1', '2']) lib.write(`Card/a/${name}.jpg`, withXmp(readFileSync(join(lib.photos, `Card/a/${name}.jpg`)), 5, 'Lake'));
  const scanned = await lib.scan();
  expect(scanned.counts).toMatchObject({ metadata_edited: 2 });
  expect(await lib.app.call('photo.show', { hothash: rated })).toMatchObject({ rating: 2, tags: ['Lake'] });
  expect(await lib.app.call('photo.show', { hothash: plain })).toMatchObject({ rating: 5, tags: ['Lake'] });
  expect((await lib.scan()).changes_detected).toBe(false);
  await lib.undo(scanned.applied.journal_id ?? undefined);
  expect(await lib.app.call('photo.show', { hothash: plain })).toMatchObject({ rating: 0, tags: [] });
});

/** The JPEG with an XMP packet of a rating and a keyword after its start. */
function withXmp(bytes: Buffer, rating: number, keyword: string): Buffer {
  const packet = `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="${rating}"><dc:subject><rdf:Bag><rdf:li>${keyword}</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const length = Buffer.byteLength(packet, 'latin1') + 2;
  const head = Buffer.from([0xff, 0xe1, length >> 8, length & 0xff]);
  return Buffer.concat([bytes.subarray(0, 2), head, Buffer.from(packet, 'latin1'), bytes.subarray(2)]);
}
