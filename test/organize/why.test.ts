/** Why photos are as they are shown, told from a real library. */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="3" xmp:Label="Red"/></rdf:RDF></x:xmpmeta>`;

test('time, rating, stack, companion, copy, move and absence each have their sentence', async () => {
  const app = await testEngine();
  const storage = await app.newStorage('Archive');
  const shot = (seed: number) => jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}`, camera: 'Canon EOS 5D' });
  writeTree(join(app.folder, 'card'), {
    'a.jpg': await shot(1),
    'b.jpg': await shot(2),
    'c.jpg': await shot(3),
    'a.xmp': xmp,
    'IMG_20190501_120000.jpg': await jpeg({ seed: 4 }),
  });
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const { photos } = await app.call('search', { query: 'camera:canon', limit: 10, offset: 0 });
  const [a, b, c] = photos.map(({ hothash }) => hothash).toReversed() as [string, string, string];
  const why = async (hothash: string) => (await app.call('photo.why', { hothash })).reasons.map(({ sentence }) => sentence);
  expect(await why(a)).toEqual([
    'The capture time is the one the camera wrote.',
    'The offset from UTC is not known; the time is shown as the clock had it.',
    'The XMP sidecar gave the rating and the label; it counts before the file, because it is newer.',
    'card/a.xmp belongs to it: the XMP sidecar that has its name.',
  ]);
  await app.call('photo.edit', { hothashes: [a], change: { rating: 5, taken_at_offset: '+02:00' } });
  await app.call('stack.create', { hothashes: [a, b, c] });
  expect((await why(a)).slice(0, 6)).toEqual([
    'The capture time is the one you set; what the file says is kept beside it.',
    'The clock was at +02:00 from UTC; the time is shown as it was there.',
    'You set the rating; that counts, whatever files say.',
    'The XMP sidecar gave the label; it counts before the file, because it is newer.',
    'The 3 photos of its stack are a burst: one camera, each within two seconds of the one before.',
    'It stands for its stack in lists because it is on top.',
  ]);
  expect(await why(b)).toContain('It is below the top of its stack, so closed stacks do not show it.');
  const named = (await app.call('search', { query: 'name:IMG', limit: 1, offset: 0 })).photos[0]?.hothash ?? '';
  expect(await why(named)).toContain('The file has no capture time, so it is the date in its name.');

  renameSync(join(storage.photos, 'card/b.jpg'), join(storage.photos, 'bridge.jpg'));
  rmSync(join(storage.photos, 'card/c.jpg'));
  await app.scan({ storage: storage.uuid });
  const moved = (await app.call('photo.why', { hothash: b })).reasons.find(({ kind }) => kind === 'linked');
  expect(moved).toMatchObject({ name: 'moved', file: 'bridge.jpg', said: moved?.sentence });
  expect(moved?.sentence).toContain('card/b.jpg');
  expect(await why(c)).toContainEqual(expect.stringMatching(/^card\/c\.jpg is missing: a scan found no file there, last seen 20/));
  await expect(app.call('photo.why', { hothash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'photo-not-found' });
});
