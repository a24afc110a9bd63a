/** Albums, stacks and saved searches. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function library(count: number): Promise<{ app: TestEngine; hashes: string[] }> {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= count; seed++) files[`p${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}` });
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const { photos } = await app.call('search', { query: 'jpg', limit: 100, offset: 0 });
  return { app, hashes: photos.map((photo) => photo.hothash).toReversed() };
}

test('an album keeps its order; a photo is in it once and may be moved', async () => {
  const { app, hashes } = await library(4);
  const [a, b, c, d] = hashes as [string, string, string, string];
  const album = await app.call('album.create', { name: 'Best of' });
  const order = async () => (await app.call('album.show', { album: album.uuid })).hothashes;
  await app.call('album.addPhotos', { album: 'Best of', hothashes: [c, a] });
  await app.call('album.addPhotos', { album: album.uuid.slice(0, 8), hothashes: [a, b, d] });
  expect(await order()).toEqual([c, a, b, d]);
  await app.call('album.addPhotos', { album: album.uuid, hothashes: [d, c], position: 2 });
  expect(await order()).toEqual([a, d, c, b]);
  await app.call('album.removePhotos', { album: album.uuid, hothashes: [d] });
  expect(await app.call('album.list', {})).toMatchObject({ albums: [{ name: 'Best of', photo_count: 3, cover: [a, c, b] }] });
  await app.call('album.rename', { album: album.uuid, name: 'Finest' });
  await app.call('album.remove', { album: 'Finest' });
  expect(await app.call('album.list', {})).toEqual({ albums: [] });
  expect((await app.call('search', { query: 'jpg', limit: 10, offset: 0 })).total).toBe(4);
});

test('an album that is not there, a name that is taken and a photo that is not there are named', async () => {
  const { app, hashes } = await library(1);
  await app.call('album.create', { name: 'A' });
  await app.call('album.create', { name: 'B' });
  await expect(app.call('album.show', { album: 'C' })).rejects.toMatchObject({ code: 'album-not-found', details: { album: 'C' } });
  await expect(app.call('album.create', { name: ' A ' })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(app.call('album.rename', { album: 'B', name: 'A' })).rejects.toMatchObject({ code: 'bad-input' });
  const unknown = 'f'.repeat(64);
  await expect(app.call('album.addPhotos', { album: 'A', hothashes: [...hashes, unknown] })).rejects.toMatchObject({
    code: 'photo-not-found',
    details: { hothash: unknown },
  });
  expect((await app.call('album.show', { album: 'A' })).hothashes).toEqual([]);
});

test('a photo is in one stack at most, and a stack of one is none', async () => {
  const { app, hashes } = await library(4);
  const [a, b, c, d] = hashes as [string, string, string, string];
  await app.call('stack.create', { hothashes: [a, b] });
  const second = await app.call('stack.create', { hothashes: [c, b, d] });
  expect((await app.call('stack.list', {})).stacks).toEqual([{ uuid: second.uuid, hothashes: [c, b, d] }]);
  await expect(app.call('stack.create', { hothashes: [a, a] })).rejects.toMatchObject({ code: 'bad-input' });
  await app.call('stack.remove', { uuid: second.uuid });
  expect(await app.call('stack.list', {})).toEqual({ stacks: [] });
});

test('a search is saved, changed and removed', async () => {
  const { app } = await library(1);
  const saved = await app.call('savedSearch.save', { name: 'Rome', query: 'rome canon' });
  await app.call('savedSearch.save', { ...saved, query: 'rome leica' });
  expect((await app.call('savedSearch.list', {})).searches).toEqual([{ ...saved, query: 'rome leica' }]);
  await app.call('savedSearch.remove', { uuid: saved.uuid });
  expect(await app.call('savedSearch.list', {})).toEqual({ searches: [] });
  await expect(app.call('savedSearch.remove', { uuid: saved.uuid })).rejects.toMatchObject({ code: 'bad-input' });
});
