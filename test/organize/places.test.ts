/** Photos by their places in an open list, what they have in common, and lists of albums. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Input } from '#contract/procedures.ts';
import { testEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function library() {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= 4; seed++) files[`p${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}` });
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const view = await app.call('photos.open', { descending: false });
  const { items } = await app.call('photos.page', { view_id: view.view_id, offset: 0, limit: 10 });
  return { app, viewId: view.view_id, hashes: items.map((tile) => tile.hothash) };
}

test('places of an open list name photos: to edit them, to sum them up, to put them into an album in its order', async () => {
  const { app, viewId, hashes } = await library();
  const [a, b, c, d] = hashes as [string, string, string, string];
  const places = { view_id: viewId, ranges: [[0, 1] as [number, number], [2, 4] as [number, number]] };
  const edit = await app.call('photo.edit', { places, change: { rating: 3, color: 'red', add_tags: ['sea'] } });
  expect(edit.photo_count).toBe(3);
  await app.call('photo.edit', { hothashes: [d], change: { caption: 'Last', author: 'Ada', add_tags: ['rome'] } });

  expect(await app.call('photo.summary', { places: { view_id: viewId, ranges: [[0, 4]] } })).toEqual({
    count: 4,
    rating: { mixed: true },
    flag: { mixed: false, value: 'none' },
    // Three red and one without a label are not "red".
    color: { mixed: true },
    title: { mixed: false, value: '' },
    caption: { mixed: true },
    author: { mixed: true },
    tags: [
      { name: 'rome', photos: 1 },
      { name: 'sea', photos: 3 },
    ],
    custom: [],
    taken_at_offset: { mixed: false, value: null },
    taken_from: '2024-07-15T10:00:01.000',
    taken_to: '2024-07-15T10:00:04.000',
    undated: 0,
    cameras: [{ name: null, photos: 4 }],
  });
  expect(await app.call('photo.summary', { places })).toMatchObject({
    rating: { mixed: false, value: 3 },
    color: { mixed: false, value: 'red' },
  });

  await app.call('album.create', { name: 'Order' });
  await app.call('album.addPhotos', { album: 'Order', places: { view_id: viewId, ranges: [[1, 3]] } });
  await app.call('album.addPhotos', { album: 'Order', hothashes: [d], position: 1 });
  const listed = async (sort: 'album' | 'taken_at') => {
    const { view_id, total } = await app.call('photos.open', { album: 'Order', sort, descending: false });
    expect(total).toBe(3);
    return (await app.call('photos.page', { view_id, offset: 0, limit: 10 })).items.map((tile) => tile.hothash);
  };
  expect(await listed('album')).toEqual([b, d, c]);
  expect(await listed('taken_at')).toEqual([b, c, d]);
  expect(a).not.toBe(b);
});

test('photos are named in one of the two ways, and a list that is gone is told', async () => {
  const { app, viewId, hashes } = await library();
  const change = { rating: 1 };
  await expect(app.call('photo.edit', { change })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(app.call('photo.edit', { hothashes: hashes, places: { view_id: viewId, ranges: [[0, 1]] }, change })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(app.call('photo.edit', { places: { view_id: viewId, ranges: [[7, 9]] }, change })).rejects.toMatchObject({
    code: 'bad-input',
  });
  // Any number is taken, but not the same ones again and again.
  expect(await app.call('photo.summary', { places: { view_id: viewId, ranges: [[0, 100_001]] } })).toMatchObject({ count: 4 });
  const often = Array.from({ length: 101 }, (): [number, number] => [0, 100_000]);
  await expect(app.call('photo.edit', { places: { view_id: viewId, ranges: often }, change })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(app.call('photo.edit', { places: { view_id: 'gone', ranges: [[0, 1]] }, change })).rejects.toMatchObject({
    code: 'view-expired',
  });
  await expect(app.call('photos.open', { album: 'None' })).rejects.toMatchObject({ code: 'album-not-found' });
});

test('a photo tells its history, newest first: what was said of it, and where it came from', async () => {
  const { app, hashes } = await library();
  const [a, b] = hashes as [string, string];
  await app.call('photo.edit', { hothashes: [a], change: { rating: 5 } });
  await app.call('photo.edit', { hothashes: [b], change: { rating: 1 } });
  await app.call('photo.edit', { hothashes: [a, b], change: { flag: 'pick' } });
  await app.call('edit.undo', {});
  const { entries } = await app.call('photo.history', { hothash: a });
  expect(entries.map(({ kind, what, undone }) => ({ kind, what, undone }))).toEqual([
    { kind: 'edit', what: 'Flag pick (2 photos)', undone: true },
    { kind: 'edit', what: 'Rating 5 (1 photo)', undone: false },
    { kind: 'import', what: expect.any(String) as string, undone: false },
  ]);
  expect((await app.call('photo.show', { hothash: a })).files).toMatchObject([{ verified_at: expect.anything() as unknown }]);
  await expect(app.call('photo.history', { hothash: 'f'.repeat(64) })).rejects.toMatchObject({ code: 'photo-not-found' });
});

test('a closed stack is one photo, in every list the topmost of those that are in it', async () => {
  const { app, hashes } = await library();
  const [a, b, c, d] = hashes as [string, string, string, string];
  const listed = async (query: Input<'photos.open'>) => {
    const view = await app.call('photos.open', { descending: false, ...query });
    const { items } = await app.call('photos.page', { view_id: view.view_id, offset: 0, limit: 10 });
    return { photos: items.map((tile) => tile.hothash), below: view.below, stacks: items.map((tile) => tile.stack?.count ?? 0) };
  };
  expect(await listed({ stacks: 'closed' })).toEqual({ photos: [a, b, c, d], below: 0, stacks: [0, 0, 0, 0] });
  const { uuid } = await app.call('stack.create', { hothashes: [c, a, b] });
  expect(await listed({ stacks: 'closed' })).toEqual({ photos: [c, d], below: 2, stacks: [3, 0] });
  expect(await listed({})).toEqual({ photos: [a, b, c, d], below: 0, stacks: [3, 3, 3, 0] });
  expect(await listed({ stacks: 'closed', open_stacks: [uuid] })).toEqual({ photos: [a, b, c, d], below: 0, stacks: [3, 3, 3, 0] });
  // The top does not match, what lies below does: it is found, and its best stands for the stack.
  await app.call('photo.edit', { hothashes: [a, b], change: { add_tags: ['sea'] } });
  expect(await listed({ stacks: 'closed', text: 'sea' })).toEqual({ photos: [a], below: 1, stacks: [3] });
});

test('bursts are suggested, stacked as one edit and taken back', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= 4; seed++) {
    const takenAt = `2024:07:15 10:00:${seed === 4 ? '30' : `0${seed}`}`;
    files[`p${seed}.jpg`] = await jpeg({ seed, takenAt, camera: 'Canon R6' });
  }
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const view = await app.call('photos.open', { descending: false });
  const places = { view_id: view.view_id, ranges: [[0, 4] as [number, number]] };
  const { stacks } = await app.call('stack.bursts', { places, dry_run: true });
  expect(stacks.map((stack) => stack.length)).toEqual([3]);
  expect((await app.call('stack.list', {})).stacks).toEqual([]);
  await app.call('stack.bursts', { places });
  expect((await app.call('stack.list', {})).stacks.map((stack) => stack.hothashes)).toEqual(stacks);
  await expect(app.call('stack.bursts', { places })).rejects.toMatchObject({ code: 'bad-input' });
  await app.call('edit.undo', {});
  expect((await app.call('stack.list', {})).stacks).toEqual([]);
});
