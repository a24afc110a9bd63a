/** Undo and redo of albums, stacks, saved searches and tags: one history with the edits of photos. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function library() {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= 4; seed++) files[`p${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}` });
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const { photos } = await app.call('search', { query: 'jpg', limit: 100, offset: 0 });
  return { app, hashes: photos.map((photo) => photo.hothash).toReversed() as [string, string, string, string] };
}

test('every change of an album is taken back and made again, through its removal and a restart', async () => {
  const { app, hashes } = await library();
  const [a, b, c, d] = hashes;
  const albums = async () => {
    const { albums: all } = await app.call('album.list', {});
    return Promise.all(all.map(async ({ uuid, name }) => [name, (await app.call('album.show', { album: uuid })).hothashes]));
  };
  const states: unknown[] = [await albums()];
  const record = async (work: Promise<unknown>) => {
    await work;
    states.push(await albums());
  };
  await record(app.call('album.create', { name: 'Best' }));
  await record(app.call('album.addPhotos', { album: 'Best', hothashes: [a, b, c] }));
  await record(app.call('album.addPhotos', { album: 'Best', hothashes: [c, d], position: 1 }));
  await record(app.call('album.rename', { album: 'Best', name: 'Finest' }));
  await record(app.call('album.removePhotos', { album: 'Finest', hothashes: [c, a] }));
  await record(app.call('album.remove', { album: 'Finest' }));
  expect(states[4]).toEqual([['Finest', [a, c, d, b]]]);
  expect((await app.call('edit.list', {})).entries.map(({ title }) => title)).toEqual([
    'Album Finest removed',
    '2 photos taken out of Finest',
    'Album Best renamed to Finest',
    '1 photo added to Best',
    '3 photos added to Best',
    'New album Best',
  ]);
  for (let step = states.length - 2; step >= 0; step--) {
    await app.call('edit.undo', {});
    expect(await albums()).toEqual(states[step]);
  }
  await expect(app.call('edit.undo', {})).rejects.toMatchObject({ code: 'nothing-to-undo' });
  for (let step = 1; step < states.length; step++) {
    await app.call('edit.redo', {});
    expect(await albums()).toEqual(states[step]);
  }
  await app.call('edit.undo', {});
  await app.engine.close();
  const again = await testEngine({ folder: app.folder });
  await again.call('edit.undo', {});
  expect((await again.call('album.show', { album: 'Finest' })).hothashes).toEqual([a, c, d, b]);
});

test('what was changed since is not taken back behind its back', async () => {
  const { app, hashes } = await library();
  const [a, b] = hashes;
  await app.call('album.create', { name: 'One' });
  await app.call('album.addPhotos', { album: 'One', hothashes: [a] });
  const [added] = (await app.call('edit.list', {})).entries;
  await app.call('album.addPhotos', { album: 'One', hothashes: [b], position: 0 });
  await expect(app.call('edit.undo', { id: added?.id ?? 0 })).rejects.toMatchObject({ code: 'history-changed' });
  expect((await app.call('album.show', { album: 'One' })).hothashes).toEqual([b, a]);
  await app.call('edit.undo', {});
  await app.call('edit.undo', { id: added?.id ?? 0 });
  // The name was taken by another since.
  await app.call('album.rename', { album: 'One', name: 'Two' });
  const [renamed] = (await app.call('edit.list', {})).entries;
  await app.call('album.create', { name: 'One' });
  await expect(app.call('edit.undo', { id: renamed?.id ?? 0 })).rejects.toMatchObject({ code: 'bad-input' });
});

test('stacks and saved searches come back as they were', async () => {
  const { app, hashes } = await library();
  const [a, b, c, d] = hashes;
  const stacks = async () => (await app.call('stack.list', {})).stacks.map((stack) => stack.hothashes).toSorted();
  const searches = async () => (await app.call('savedSearch.list', {})).searches.map(({ name, query }) => ({ name, query }));
  await app.call('stack.create', { hothashes: [a, b] });
  const second = await app.call('stack.create', { hothashes: [c, b, d] });
  await app.call('stack.remove', { uuid: second.uuid });
  expect(await stacks()).toEqual([]);
  await app.call('edit.undo', {});
  expect(await stacks()).toEqual([[c, b, d]]);
  await app.call('edit.undo', {});
  expect(await stacks()).toEqual([[a, b]]);
  await app.call('edit.redo', {});
  expect(await stacks()).toEqual([[c, b, d]]);

  const { uuid } = await app.call('savedSearch.save', { name: 'Rome', query: 'rome' });
  await app.call('savedSearch.save', { uuid, name: 'Rome', query: 'rome night' });
  await app.call('savedSearch.remove', { uuid });
  await app.call('edit.undo', {});
  expect(await searches()).toEqual([{ name: 'Rome', query: 'rome night' }]);
  await app.call('edit.undo', {});
  expect(await searches()).toEqual([{ name: 'Rome', query: 'rome' }]);
  await app.call('edit.undo', {});
  expect(await searches()).toEqual([]);
});

test('a tag is renamed, merged into another and removed, each as one edit', async () => {
  const { app, hashes } = await library();
  const [a, b, c] = hashes;
  const tags = async () => (await app.call('tag.list', {})).tags;
  await app.call('photo.edit', { hothashes: [a, b], change: { add_tags: ['roma'] } });
  await app.call('photo.edit', { hothashes: [b, c], change: { add_tags: ['Rome'] } });
  expect(await app.call('tag.rename', { name: 'roma', to: ' Rome ' })).toMatchObject({ photo_count: 2 });
  expect(await tags()).toEqual([{ name: 'Rome', photos: 3 }]);
  expect((await app.call('search', { query: 'roma', limit: 10, offset: 0 })).total).toBe(0);
  await app.call('edit.undo', {});
  expect(await tags()).toEqual([
    { name: 'Rome', photos: 2 },
    { name: 'roma', photos: 2 },
  ]);
  await app.call('tag.remove', { name: 'roma' });
  expect(await tags()).toEqual([{ name: 'Rome', photos: 2 }]);
  await expect(app.call('tag.remove', { name: 'roma' })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(app.call('tag.rename', { name: 'Rome', to: 'Rome' })).rejects.toMatchObject({ code: 'bad-input' });
});
