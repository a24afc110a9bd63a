/** A companion belongs to its photo: what stands beside another one, byte for byte the same, is no reason to leave it in the source. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { movieFile, rawFile } from '../builders/images.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const xmp = (rating: number): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="${rating}"/></rdf:RDF></x:xmpmeta>`;

async function library() {
  const folder = tempFolder();
  const trash = freedesktopTrash({ dataHome: join(folder, 'data'), now: () => new Date() });
  const app = await testEngine({ folder, trash });
  const storage = await app.newStorage();
  const card = join(folder, 'Card');
  const wish = { sources: [card], storage: storage.uuid, layout: 'flat' as const };
  return { app, storage, card, wish };
}

const same = xmp(4);
const wav = Buffer.concat([Buffer.from('RIFF'), Buffer.from([36, 0, 0, 0]), Buffer.from('WAVEfmt '), Buffer.alloc(28, 1)]);
const kinds: readonly (readonly [string, Buffer | string])[] = [
  ['xmp', same],
  ['jpg.xmp', same],
  ['aae', '<?xml version="1.0"?><plist version="1.0"/>'],
  ['thm', 'a thumbnail'],
  ['wav', wav],
  ['jpg.supplemental-metadata.json', '{"title":"a"}'],
];

describe('photos whose companions are alike', () => {
  test.each(kinds)('keep their own .%s, as the preview says, and bring nothing a second time', async (extension, bytes) => {
    const { app, storage, card, wish } = await library();
    writeTree(card, {
      'a.jpg': await jpeg({ seed: 1 }),
      [`a.${extension}`]: bytes,
      'b.jpg': await jpeg({ seed: 2 }),
      [`b.${extension}`]: bytes,
      'deep/a.jpg': await jpeg({ seed: 3 }),
      [`deep/a.${extension}`]: bytes,
    });
    const preview = await app.preview(wish);
    const result = await app.import(wish);
    expect(result.counts).toEqual(preview.counts);
    expect([result.counts, result.problems]).toMatchObject([{ imported: 3, companions: 3, duplicates: 0 }, []]);
    expect(Object.keys(readTree(storage.photos))).toEqual(
      ['a.jpg', `a.${extension}`, 'a-1.jpg', `a-1.${extension}`, 'b.jpg', `b.${extension}`].toSorted(),
    );
    const { photos } = await app.call('search', { query: extension.endsWith('xmp') ? 'rating:4' : 'jpg' });
    expect(photos).toHaveLength(3);
    const again = await app.import(wish);
    expect(again.counts).toMatchObject({ imported: 0, companions: 0, duplicates: 6 });
    expect((await app.preview(wish)).counts).toMatchObject({ imported: 0, companions: 0, duplicates: 6 });
    expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
  });

  test('are RAWs and movies too, and one of another time stays a photo of its own', async () => {
    const { app, storage, card, wish } = await library();
    const [raw, movie] = [rawFile('NEF', { preview: await jpeg({ seed: 9 }) }), movieFile({})];
    writeTree(card, {
      'a.jpg': await jpeg({ seed: 1, takenAt: '2021:05:06 07:08:09' }),
      'a.nef': raw,
      'a.mov': movie,
      'b.jpg': await jpeg({ seed: 2, takenAt: '2021:05:06 07:08:09' }),
      'b.nef': raw,
      'b.mov': movie,
      'c.jpg': await jpeg({ seed: 3, takenAt: '2001:01:01 01:01:01' }),
      'c.nef': rawFile('NEF', { preview: await jpeg({ seed: 8 }), sensor: Buffer.alloc(2000, 7) }),
    });
    const preview = await app.preview(wish);
    const result = await app.import(wish);
    expect(result.counts).toEqual(preview.counts);
    expect(result.counts).toMatchObject({ imported: 4, companions: 4, duplicates: 0 });
    expect(readTree(storage.photos)).toEqual(readTree(card));
    expect((await app.import(wish)).counts).toMatchObject({ imported: 0, companions: 0, duplicates: 8 });
    expect((await app.preview(wish)).counts).toMatchObject({ imported: 0, companions: 0, duplicates: 8 });
    expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
  });

  test('are known to the photo in any folder, and join it when they were lost, with what they say', async () => {
    const { app, storage, card, wish } = await library();
    writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': same, 'b.jpg': await jpeg({ seed: 2 }) });
    await app.import(wish);
    // As an import left it that took the second sidecar for a duplicate of the first.
    writeTree(card, { 'b.xmp': same });
    expect((await app.preview(wish)).counts).toMatchObject({ imported: 0, companions: 1, duplicates: 3 });
    const result = await app.import(wish);
    expect(result.counts).toMatchObject({ imported: 0, companions: 1, duplicates: 3 });
    expect(Object.keys(readTree(storage.photos))).toEqual(['a.jpg', 'a.xmp', 'b.jpg', 'b.xmp']);
    expect((await app.call('search', { query: 'rating:4' })).photos).toHaveLength(2);
    // The same photo from another folder, with its sidecar.
    renameSync(join(card, 'b.jpg'), join(card, 'z.jpg'));
    renameSync(join(card, 'b.xmp'), join(card, 'z.xmp'));
    expect((await app.import(wish)).counts).toMatchObject({ imported: 0, companions: 0, duplicates: 4 });
    expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
  });

  test('leave the source of a move only for a copy beside their own photo', async () => {
    const { app, storage, card, wish } = await library();
    const move = { ...wish, mode: 'move' as const };
    writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': same, 'b.jpg': await jpeg({ seed: 2 }), 'b.xmp': same });
    const result = await app.import(move);
    expect([result.counts, result.problems]).toMatchObject([{ moved: 4, companions: 2 }, []]);
    expect(readTree(card)).toEqual({});
    expect(Object.keys(readTree(storage.photos))).toEqual(['a.jpg', 'a.xmp', 'b.jpg', 'b.xmp']);
    // Brought back; the one beside b is damaged, and that beside a is no copy of it.
    writeTree(card, { 'b.jpg': await jpeg({ seed: 2 }), 'b.xmp': same });
    writeFileSync(join(storage.photos, 'b.xmp'), xmp(1));
    expect((await app.import(move)).counts).toMatchObject({ imported: 0, companions: 1, duplicates: 1, moved: 2 });
    expect(readFileSync(join(storage.root, 'imports/session_1.json'), 'utf8'), 'before its source goes').toContain('b-1.xmp');
    expect([existsSync(join(card, 'b.xmp')), readTree(storage.photos)['b-1.xmp']]).toEqual([false, readTree(storage.photos)['a.xmp']]);
  });
});

test('the thumbnail that a camera wrote beside a film or a RAW is a picture, and no photo', async () => {
  const { app, storage, card, wish } = await library();
  writeTree(card, {
    'film.mov': movieFile({}),
    'film.thm': await jpeg({ seed: 4, takenAt: '2021:05:06 07:08:09' }),
    'shot.nef': rawFile('NEF', { preview: await jpeg({ seed: 9 }) }),
    'shot.thm': await jpeg({ seed: 5 }),
  });
  const preview = await app.preview(wish);
  const result = await app.import(wish);
  expect(result.counts).toEqual(preview.counts);
  expect([result.counts, result.problems]).toMatchObject([{ imported: 2, companions: 2 }, []]);
  const found = await Promise.all(['film', 'shot'].map((query) => app.call('search', { query })));
  expect(found.flatMap(({ photos }) => photos.map(({ file_name }) => file_name))).toEqual(['film.mov', 'shot.nef']);
  expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
});
