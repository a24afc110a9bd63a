/** Fields that people name: set, taken away, found, undone after a restart, in the index and back from it. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mostCustomFields } from '#domain/organize/custom-fields.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

interface Library {
  readonly app: TestEngine;
  readonly root: string;
  readonly hashes: readonly string[];
}

async function library(): Promise<Library> {
  const app = await testEngine();
  const storage = await app.newStorage();
  const files: Record<string, Buffer> = {};
  for (let seed = 1; seed <= 3; seed++) files[`p${seed}.jpg`] = await jpeg({ seed, takenAt: `2024:07:15 10:00:0${seed}` });
  writeTree(join(app.folder, 'card'), files);
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const { photos } = await app.call('search', { query: 'jpg', limit: 100, offset: 0 });
  return { app, root: storage.root, hashes: photos.map((photo) => photo.hothash).toReversed() };
}

const customOf = async (app: TestEngine, hothash: string | undefined) => (await app.call('photo.show', { hothash: hothash ?? '' })).custom;
const found = async (app: TestEngine, query: string): Promise<number> => (await app.call('search', { query, limit: 10, offset: 0 })).total;
const indexedOf = (root: string, hothash: string | undefined): unknown =>
  (JSON.parse(readFileSync(join(root, 'imports/session_1.json'), 'utf8')) as { files: Record<string, { custom: unknown }> }).files[
    hothash ?? ''
  ]?.custom;

test('fields are set on many photos, summed up with what differs, and found by name, value and word', async () => {
  const { app, hashes } = await library();
  const [first, second, third] = hashes as [string, string, string];
  const entry = await app.call('photo.edit', {
    hothashes: [first, second],
    change: {
      set_custom: [
        { name: ' Client ', value: 'Berg' },
        { name: 'Location', value: 'old kitchen' },
      ],
    },
  });
  expect(entry).toMatchObject({ title: 'Client, Location (2 photos)', photo_count: 2 });
  await app.call('photo.edit', {
    hothashes: [second],
    change: { set_custom: [{ name: 'Location', value: 'a = b' }], remove_custom: ['Client', 'not there'] },
  });
  expect(await customOf(app, first)).toEqual([
    { name: 'Client', value: 'Berg' },
    { name: 'Location', value: 'old kitchen' },
  ]);
  expect(await customOf(app, second)).toEqual([{ name: 'Location', value: 'a = b' }]);
  expect((await app.call('photo.summary', { hothashes: [first, second, third] })).custom).toEqual([
    { name: 'Location', photos: 2, value: { mixed: true } },
    { name: 'Client', photos: 1, value: { mixed: false, value: 'Berg' } },
  ]);
  expect(await app.call('custom.list', {})).toEqual({
    fields: [
      { name: 'Client', photos: 1 },
      { name: 'Location', photos: 2 },
    ],
  });
  expect(await app.call('custom.values', { name: 'Client' })).toEqual({ values: [{ value: 'Berg', photos: 1 }] });
  const counts: Record<string, number> = {};
  for (const query of [
    'custom:client=berg',
    'custom:CLIENT',
    'field:location',
    'custom:"location=old kit"',
    'custom:location="old kitchen"',
  ])
    counts[query] = await found(app, query);
  for (const query of ['custom:=Client=Berg', 'custom:=client=Berg', 'custom:=Client=Ber', 'custom:clie', 'custom:client=berg,location=a'])
    counts[query] = await found(app, query);
  for (const query of ['kitchen', 'has:custom', '-has:custom', '-custom:client', 'custom:nobody=x'])
    counts[query] = await found(app, query);
  expect(counts).toEqual({
    'custom:client=berg': 1,
    'custom:CLIENT': 1,
    'field:location': 2,
    'custom:"location=old kit"': 1,
    'custom:location="old kitchen"': 1,
    'custom:=Client=Berg': 1,
    'custom:=client=Berg': 0,
    'custom:=Client=Ber': 0,
    'custom:clie': 0,
    'custom:client=berg,location=a': 2,
    kitchen: 1,
    'has:custom': 2,
    '-has:custom': 1,
    '-custom:client': 2,
    'custom:nobody=x': 0,
  });
});

test('undo and redo work after a restart, and words are found again', async () => {
  const { app, hashes } = await library();
  await app.call('photo.edit', { hothashes: [...hashes], change: { set_custom: [{ name: 'Client', value: 'Berg' }] } });
  await app.call('photo.edit', { hothashes: [...hashes], change: { set_custom: [{ name: 'Client', value: 'Holm' }] } });
  await app.engine.close();
  const again = await testEngine({ folder: app.folder });
  await again.call('edit.undo', {});
  expect([await customOf(again, hashes[0]), await found(again, 'berg'), await found(again, 'custom:client=holm')]).toEqual([
    [{ name: 'Client', value: 'Berg' }],
    3,
    0,
  ]);
  await again.call('edit.undo', {});
  expect([await customOf(again, hashes[0]), await found(again, 'berg'), await again.call('custom.list', {})]).toEqual([
    [],
    0,
    { fields: [] },
  ]);
  await again.call('edit.redo', {});
  await again.call('edit.redo', {});
  expect([await customOf(again, hashes[0]), await found(again, 'holm')]).toEqual([[{ name: 'Client', value: 'Holm' }], 3]);
});

test('the index carries them verbatim, and a recovered catalog finds them', async () => {
  const { app, root, hashes } = await library();
  const set_custom = [
    { name: '2024', value: 'a year as a name' },
    { name: 'toString', value: '<b>"x"</b> \\ 😀' },
  ];
  await app.call('photo.edit', { hothashes: [hashes[0] as string], change: { set_custom } });
  await app.engine.close();
  expect(indexedOf(root, hashes[0])).toEqual({ '2024': 'a year as a name', toString: '<b>"x"</b> \\ 😀' });
  rmSync(join(app.folder, 'home'), { recursive: true });
  const again = await testEngine({ folder: app.folder });
  await again.ended((await again.call('recover.start', { paths: [root], dry_run: false })).job_id);
  expect(await customOf(again, hashes[0])).toEqual(set_custom);
  expect([await found(again, 'custom:2024=year'), await found(again, 'has:custom'), await found(again, '"a year"')]).toEqual([1, 1, 1]);
});

test('what no index can hold is refused, and nothing is changed', async () => {
  const { app, hashes } = await library();
  for (const [name, value] of [
    ['__proto__', 'x'],
    ['a=b', 'x'],
    ['a', 'x\u0000y'],
    ['a', '\uD800'],
    ['n'.repeat(101), 'x'],
    ['a', 'x'.repeat(2001)],
  ] as const)
    await expect(
      app.call('photo.edit', { hothashes: [...hashes], change: { rating: 5, set_custom: [{ name, value }] } }),
    ).rejects.toMatchObject({ code: 'bad-input' });
  expect(await app.call('photo.show', { hothash: hashes[0] as string })).toMatchObject({ rating: 0, custom: [] });
  expect(await app.call('edit.list', {})).toEqual({ entries: [] });
});

test('a photo takes a hundred fields and not one more, unless another goes', async () => {
  const { app, hashes } = await library();
  const set = (count: number, from = 0) =>
    Array.from({ length: count }, (_, n) => ({ name: `field ${n + from}`, value: 'x'.repeat(2000) }));
  await app.call('photo.edit', { hothashes: [hashes[1] as string], change: { set_custom: set(mostCustomFields) } });
  const more = { set_custom: set(1, mostCustomFields) };
  await expect(app.call('photo.edit', { hothashes: [...hashes], change: more })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'A photo has at most 100 custom fields. Remove some first.',
  });
  await app.call('photo.edit', { hothashes: [...hashes], change: { ...more, remove_custom: ['field 0'] } });
  await app.call('photo.edit', { hothashes: [...hashes], change: { set_custom: set(1, mostCustomFields) } });
  expect(await customOf(app, hashes[1])).toHaveLength(mostCustomFields);
});
