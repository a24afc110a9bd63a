/** Editing what a person says of photos: fields, tags, authors, capture times, undo and redo. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

interface Library {
  readonly app: TestEngine;
  readonly hashes: readonly string[];
}

async function library(count = 3): Promise<Library> {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= count; seed++) files[`p${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}` });
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const { photos } = await app.call('search', { query: 'jpg', limit: 100, offset: 0 });
  return { app, hashes: photos.map((photo) => photo.hothash).toReversed() };
}

const show = async ({ app }: Library, hothash: string | undefined) => {
  const { rating, flag, color, title, caption, tags, author, taken_at, taken_at_offset, taken_at_source } = await app.call('photo.show', {
    hothash: hothash ?? '',
  });
  return { rating, flag, color, title, caption, tags, author, taken_at, taken_at_offset, taken_at_source };
};

const untouched = {
  rating: 0,
  flag: 'none',
  color: null,
  title: '',
  caption: '',
  tags: [],
  author: null,
  taken_at: '2024-07-15T10:00:01.000',
  taken_at_offset: null,
  taken_at_source: 'exif',
};

test('what is named is set on every photo that is named, and on no other', async () => {
  const lib = await library();
  const [first, second, third] = lib.hashes;
  const entry = await lib.app.call('photo.edit', {
    hothashes: [first as string, second as string, first as string],
    change: { rating: 4, flag: 'pick', color: 'red', title: 'T', caption: 'Rome at night', add_tags: ['rome', 'Café'], author: 'Anna' },
  });
  expect(entry).toMatchObject({
    title: 'Rating 4, Flag pick, Color red, Title, Caption, +rome, +Café, Author Anna (2 photos)',
    photo_count: 2,
  });
  const edited = {
    ...untouched,
    rating: 4,
    flag: 'pick',
    color: 'red',
    title: 'T',
    caption: 'Rome at night',
    tags: ['Café', 'rome'],
    author: 'Anna',
  };
  expect(await show(lib, first)).toEqual(edited);
  expect(await show(lib, second)).toEqual({ ...edited, taken_at: '2024-07-15T10:00:02.000' });
  expect(await show(lib, third)).toEqual({ ...untouched, taken_at: '2024-07-15T10:00:03.000' });
  expect(await lib.app.call('search', { query: 'night cafe', limit: 10, offset: 0 })).toMatchObject({ total: 2 });
  expect(await lib.app.call('tag.list', {})).toEqual({
    tags: [
      { name: 'Café', photos: 2 },
      { name: 'rome', photos: 2 },
    ],
  });
  expect((await lib.app.call('author.list', {})).authors).toMatchObject([{ name: 'Anna', photos: 2 }]);
});

test('tags that are removed leave the search and the list of tags', async () => {
  const lib = await library(2);
  await lib.app.call('photo.edit', { hothashes: [...lib.hashes], change: { add_tags: ['rome', 'night'] } });
  await lib.app.call('photo.edit', { hothashes: [...lib.hashes], change: { add_tags: ['rome'], remove_tags: ['night', 'nowhere'] } });
  expect(await lib.app.call('tag.list', {})).toEqual({ tags: [{ name: 'rome', photos: 2 }] });
  expect(await lib.app.call('search', { query: 'night', limit: 10, offset: 0 })).toMatchObject({ total: 0 });
});

test('a capture time is corrected, corrected again, and taken back to what the file says', async () => {
  const lib = await library(1);
  const hothashes = [...lib.hashes];
  await lib.app.call('photo.edit', { hothashes, change: { shift_taken_at_s: -3600 } });
  expect(await show(lib, hothashes[0])).toEqual({ ...untouched, taken_at: '2024-07-15T09:00:01.000', taken_at_source: 'user' });
  await lib.app.call('photo.edit', { hothashes, change: { taken_at: '1999-12-31T23:59:59.500', taken_at_offset: '+01:00' } });
  expect(await show(lib, hothashes[0])).toEqual({
    ...untouched,
    taken_at: '1999-12-31T23:59:59.500',
    taken_at_offset: '+01:00',
    taken_at_source: 'user',
  });
  expect((await lib.app.call('photos.open', { sort: 'taken_at', descending: true })).days).toEqual([{ day: '1999-12-31', count: 1 }]);
  await lib.app.call('photo.edit', { hothashes, change: { taken_at: null } });
  expect(await show(lib, hothashes[0])).toEqual(untouched);
});

test('undo and redo walk back and forth, also after a restart', async () => {
  const lib = await library(2);
  const hothashes = [...lib.hashes];
  await lib.app.call('photo.edit', { hothashes, change: { rating: 2, add_tags: ['a'], author: 'Anna', shift_taken_at_s: 60 } });
  const afterFirst = await show(lib, hothashes[0]);
  await lib.app.call('photo.edit', {
    hothashes: [hothashes[0] as string],
    change: { rating: 5, remove_tags: ['a'], add_tags: ['b'], author: null },
  });
  const afterSecond = await show(lib, hothashes[0]);
  await lib.app.engine.close();
  const app = await testEngine({ folder: lib.app.folder });
  const again = { app, hashes: lib.hashes };
  await app.call('edit.undo', {});
  expect(await show(again, hothashes[0])).toEqual(afterFirst);
  await app.call('edit.undo', {});
  expect(await show(again, hothashes[0])).toEqual(untouched);
  expect(await app.call('search', { query: 'a b', limit: 10, offset: 0 })).toMatchObject({ total: 0 });
  await app.call('edit.redo', {});
  expect(await show(again, hothashes[0])).toEqual(afterFirst);
  await app.call('edit.redo', {});
  expect(await show(again, hothashes[0])).toEqual(afterSecond);
  await expect(app.call('edit.redo', {})).rejects.toMatchObject({ code: 'nothing-to-undo' });
  expect((await app.call('edit.list', {})).entries.map((entry) => entry.undone_at)).toEqual([null, null]);
});

test('an edit that another one builds on is not undone before it', async () => {
  const lib = await library(2);
  const [first, second] = lib.hashes as [string, string];
  const { id } = await lib.app.call('photo.edit', { hothashes: [first], change: { rating: 1 } });
  await lib.app.call('photo.edit', { hothashes: [first, second], change: { title: 'other field' } });
  await lib.app.call('photo.edit', { hothashes: [second], change: { rating: 2 } });
  const { id: later } = await lib.app.call('photo.edit', { hothashes: [first, second], change: { rating: 3 } });
  await expect(lib.app.call('edit.undo', { id })).rejects.toMatchObject({ code: 'history-changed', details: { later } });
  await lib.app.call('edit.undo', { id: later });
  await lib.app.call('edit.undo', { id });
  expect(await show(lib, first)).toEqual({ ...untouched, title: 'other field' });
});

test('bad input is refused before anything changes', async () => {
  const lib = await library(1);
  const unknown = '0'.repeat(64);
  const [known] = lib.hashes as [string];
  const edit = (hothashes: string[], change: object) => lib.app.call('photo.edit', { hothashes, change });
  await expect(edit([known, unknown], { rating: 5 })).rejects.toMatchObject({ code: 'photo-not-found', details: { hothash: unknown } });
  await expect(edit([known], {})).rejects.toMatchObject({ code: 'bad-input' });
  await expect(edit([known], { rating: 6 })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(edit([known], { colour: 'red' })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(edit([known], { taken_at: '2024-01-01T00:00:00.000', shift_taken_at_s: 5 })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(lib.app.call('edit.undo', {})).rejects.toMatchObject({ code: 'nothing-to-undo' });
  expect(await show(lib, known)).toEqual(untouched);
});
