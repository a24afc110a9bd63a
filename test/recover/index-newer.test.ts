/** What another machine, or a hand, wrote to the indexes is merged field by field before anything is written over it. */
import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Conflict } from '#contract/scan.ts';
import type { TestEngine } from '../builders/engine.ts';
import { readTree } from '../builders/tree.ts';
import { photosOfTwo, settle, twoHosts } from '../builders/two-hosts.ts';

const [p0, p1, p2] = photosOfTwo;

const edit = (app: TestEngine, hothash: string, change: object): Promise<unknown> =>
  app.call('photo.edit', { hothashes: [hothash], change });
const field = (name: string, value: string) => ({ name, value });
const show = (app: TestEngine, hothash: string) => app.call('photo.show', { hothash });
const dump = (app: TestEngine) => app.call('dump', { normalised: true });
const questions = async (app: TestEngine): Promise<Conflict[]> => (await app.call('conflict.list', { kind: 'index_newer' })).conflicts;

async function answer(app: TestEngine, id: number, as: 'accept' | 'keep'): Promise<void> {
  const { plan_id } = await app.call('conflict.plan', { decisions: [{ id, as }] });
  const job = await app.ended((await app.call('conflict.apply', { plan_id })).job_id);
  expect(job.result).toMatchObject({ resolved: [id], returned: [] });
}

test('two machines in turn: each takes what the other wrote, with a line of history and without a question', async () => {
  const { root, a, b } = await twoHosts();
  await edit(b, p0, { rating: 4, add_tags: ['rome'] });
  await b.call('session.edit', { session_id: 1, title: 'Rome' });
  await settle(b);
  const written = readTree(root);
  await settle(a);
  // What was only read is not written again.
  expect(readTree(root)).toEqual(written);
  expect(await show(a, p0)).toMatchObject({ rating: 4, tags: ['rome'] });
  expect(await a.call('session.show', { session_id: 1 })).toMatchObject({ title: 'Rome' });
  expect(await dump(a)).toEqual(await dump(b));
  expect(await questions(a)).toEqual([]);
  const [entry] = (await a.call('history.list', {})).entries;
  expect(entry).toMatchObject({
    title: expect.stringMatching(/^Took over from imports\/session_\d\.json, written by .*: the rating, tags of 1 photo$/) as string,
  });
  await expect(a.call('history.undo', { id: entry?.id ?? 0 })).rejects.toMatchObject({ code: 'history-changed' });
  await edit(a, p0, { caption: 'Forum' });
  await settle(a);
  await settle(b);
  expect(await show(b, p0)).toMatchObject({ rating: 4, caption: 'Forum' });
  expect(await dump(a)).toEqual(await dump(b));
});

test('both changed other fields meanwhile: both are kept, whoever writes last, however often the other wrote', async () => {
  const { root, a, b } = await twoHosts();
  // A works on while the disk is away.
  renameSync(root, `${root}-away`);
  await edit(a, p0, { rating: 5, add_tags: ['from a'] });
  await edit(a, p1, { flag: 'pick' });
  await a.call('album.create', { name: 'Of a' });
  await a.call('album.addPhotos', { album: 'Of a', hothashes: [p0] });
  renameSync(`${root}-away`, root);
  // More often than former generations are kept.
  for (const caption of ['1', '2', '3', '4', '5']) {
    await edit(b, p0, { caption, add_tags: ['from b'] });
    await edit(b, p2, { caption });
    await settle(b);
  }
  await settle(a);
  await settle(b);
  for (const app of [a, b]) {
    expect(await show(app, p0)).toMatchObject({ rating: 5, caption: '5', tags: ['from a', 'from b'] });
    expect(await show(app, p1)).toMatchObject({ flag: 'pick' });
    expect(await show(app, p2)).toMatchObject({ caption: '5' });
    expect(await questions(app)).toEqual([]);
  }
  expect(await dump(a)).toEqual(await dump(b));
});

test.each(['accept', 'keep'] as const)(
  'custom fields merge one by one; one that both changed is asked about, answered with %s',
  async (as) => {
    const { root, a, b } = await twoHosts();
    await edit(a, p0, { set_custom: [field('Client', 'Berg'), field('Draft', 'yes')] });
    await settle(a);
    await settle(b);
    renameSync(root, `${root}-away`);
    await edit(a, p0, { set_custom: [field('Client', 'Holm'), field('Of a', '1')] });
    renameSync(`${root}-away`, root);
    await edit(b, p0, { set_custom: [field('Client', 'Dahl'), field('Of b', '2')], remove_custom: ['Draft'] });
    await settle(b);
    await settle(a);
    const [question] = await questions(a);
    expect(question).toMatchObject({ facts: { fields: [{ field: 'custom: Client', catalog: 'Holm', index: 'Dahl' }] } });
    expect(question?.reason).toContain('the field “Client” of');
    await answer(a, question?.id ?? 0, as);
    await settle(a);
    await settle(b);
    const client = as === 'accept' ? 'Dahl' : 'Holm';
    expect((await show(b, p0)).custom.toSorted((left, right) => left.name.localeCompare(right.name))).toEqual([
      field('Client', client),
      field('Of a', '1'),
      field('Of b', '2'),
    ]);
    expect(await dump(a)).toEqual(await dump(b));
  },
);

test.each(['accept', 'keep'] as const)('both changed the same field: asked, answered with %s, and both converge', async (as) => {
  const { root, a, b } = await twoHosts();
  renameSync(root, `${root}-away`);
  await edit(a, p1, { rating: 1, title: 'Same' });
  await a.call('session.edit', { session_id: 1, title: 'By a' });
  renameSync(`${root}-away`, root);
  await edit(b, p1, { rating: 2, title: 'Same', caption: 'only b' });
  await b.call('session.edit', { session_id: 1, title: 'By b' });
  await settle(b);
  await settle(a);
  expect(await show(a, p1)).toMatchObject({ rating: 1, title: 'Same', caption: 'only b' });
  const asked = await questions(a);
  expect(asked.map(({ facts }) => facts['fields'])).toEqual([
    [{ field: 'rating', catalog: 1, index: 2 }],
    [{ field: 'title', catalog: 'By a', index: 'By b' }],
  ]);
  // A scan does not take the question away.
  await a.scan({ storage: (await a.call('storage.list', {})).storages[0]?.uuid ?? '' });
  for (const { id } of asked) await answer(a, id ?? 0, as);
  expect(await questions(a)).toEqual([]);
  await settle(a);
  await settle(b);
  for (const app of [a, b]) {
    expect(await show(app, p1)).toMatchObject({ rating: as === 'accept' ? 2 : 1, caption: 'only b' });
    expect(await app.call('session.show', { session_id: 1 })).toMatchObject({ title: as === 'accept' ? 'By b' : 'By a' });
  }
  expect(await dump(a)).toEqual(await dump(b));
});

test('an index edited by hand is taken while nothing was changed here, and written again as an index', async () => {
  const { root, a } = await twoHosts();
  const path = join(root, 'imports/session_1.json');
  const index = JSON.parse(readFileSync(path, 'utf8')) as { files: Record<string, { photo: object; shelf?: string }> };
  Object.assign(index.files[p1]?.photo ?? {}, { caption: 'by hand', mood: 'calm' });
  Object.assign(index.files[p1] ?? {}, { shelf: 'B' });
  writeFileSync(path, `\uFEFF${JSON.stringify(index).replaceAll('\n', '\r\n')}`);
  await edit(a, p2, { rating: 3 });
  await settle(a);
  expect(await show(a, p1)).toMatchObject({ caption: 'by hand' });
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(/^\{\n {2}"import_session"/);
  expect(JSON.parse(text)).toMatchObject({ files: { [p1]: { shelf: 'B', photo: { caption: 'by hand', mood: 'calm' } } } });
  // Nothing is left to be done.
  await settle(a);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test.each([
  ['a conflicted copy', (name: string) => name.replace('.json', ' (conflicted copy 2026-11-22).json')],
  ['a copy of Syncthing', (name: string) => name.replace('.json', '.sync-conflict-20261122-101010-ABCDEFG.json')],
])('%s of an index is merged and set aside', async (_what, named) => {
  const { root, a, b } = await twoHosts();
  const path = join(root, 'imports/session_1.json');
  const album = await a.call('album.create', { name: 'Both' });
  await settle(a);
  await settle(b);
  const collection = join(root, '.imalink/metadata/collections', `${album.uuid}.json`);
  const keep = (source: string, target: string) => copyFileSync(source, target);
  for (const target of [path, collection]) keep(target, `${target}.before`);
  await edit(b, p1, { caption: 'from b' });
  await b.call('album.addPhotos', { album: 'Both', hothashes: [p1] });
  await settle(b);
  // The sync tool: A never saw what B wrote, and its own version wins.
  for (const target of [path, collection]) {
    keep(target, `${target}.b`);
    renameSync(`${target}.before`, target);
  }
  await edit(a, p1, { rating: 4 });
  await a.call('album.addPhotos', { album: 'Both', hothashes: [p0] });
  await settle(a);
  for (const target of [path, collection]) renameSync(`${target}.b`, named(target));
  await settle(a);
  expect(await show(a, p1)).toMatchObject({ rating: 4, caption: 'from b' });
  expect((await a.call('album.show', { album: 'Both' })).hothashes.toSorted()).toEqual([p0, p1].toSorted());
  expect(readdirSync(join(root, 'imports'))).toEqual(['session_1.json', 'session_2.json']);
  expect(readdirSync(join(root, '.imalink/quarantine'))).toHaveLength(2);
  await settle(b);
  expect(await show(b, p1)).toMatchObject({ rating: 4, caption: 'from b' });
  expect(await dump(a)).toEqual(await dump(b));
});

test('an album that both changed keeps the members of both, in an order of one of them', async () => {
  const { root, a, b } = await twoHosts();
  await a.call('album.create', { name: 'Both' });
  await a.call('album.addPhotos', { album: 'Both', hothashes: [p0] });
  await settle(a);
  await settle(b);
  renameSync(root, `${root}-away`);
  await a.call('album.addPhotos', { album: 'Both', hothashes: [p1], position: 0 });
  await a.call('album.rename', { album: 'Both', name: 'Ours' });
  renameSync(`${root}-away`, root);
  await b.call('album.addPhotos', { album: 'Both', hothashes: [p2] });
  await settle(b);
  await settle(a);
  await settle(b);
  for (const app of [a, b]) expect((await app.call('album.show', { album: 'Ours' })).hothashes).toEqual([p1, p0, p2]);
  expect(await dump(a)).toEqual(await dump(b));
});
