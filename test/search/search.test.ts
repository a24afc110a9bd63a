/** Searching by field and counting what was found, in a small imported library. */
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Input } from '#contract/procedures.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function library(options: { readonly catalogInThread?: boolean } = {}): Promise<TestEngine> {
  const app = await testEngine(options);
  const importInto = async (name: string, title: string, files: Record<string, Buffer>): Promise<string> => {
    const storage = await app.newStorage(name);
    writeTree(join(app.folder, `card of ${name}`), files);
    await app.import({ sources: [join(app.folder, `card of ${name}`)], storage: storage.uuid, title });
    return storage.photos;
  };
  await importInto('Home', 'Italy', {
    'Rome/forum.jpg': await jpeg({ seed: 1, takenAt: '2023:12:31 23:50:00', camera: 'Fujifilm X100V' }),
    'Rome/harbour old.jpg': await jpeg({ seed: 2, takenAt: '2024:01:01 00:10:00', camera: 'Fujifilm X100V' }),
    'rome2/old harbour.jpg': await jpeg({ seed: 3, takenAt: '2024:07:15 10:00:00', camera: 'Canon EOS R5' }),
  });
  const archive = await importInto('Archive', 'Norge', {
    'Ørsta/fjord.jpg': await jpeg({ seed: 4, takenAt: '2019:05:01 12:00:00', camera: 'Canon EOS 5D' }),
    'Ørsta/fjell.jpg': await jpeg({ seed: 5, takenAt: '2019:05:01 13:00:00', camera: 'Canon EOS 5D' }),
    'Ørsta/foss.jpg': await jpeg({ seed: 6, takenAt: '2019:05:01 14:00:00', camera: 'Canon EOS 5D' }),
  });
  renameSync(join(archive, 'card of Archive/Ørsta/fjord.jpg'), join(app.folder, 'away.jpg'));
  await app.scan({ storage: 'Archive' });
  const of = async (query: string): Promise<string> => (await app.call('search', { query, limit: 10, offset: 0 })).photos[0]?.hothash ?? '';
  const edit = async (query: string, change: object): Promise<unknown> => app.call('photo.edit', { hothashes: [await of(query)], change });
  await edit('forum', { rating: 4, flag: 'pick', color: 'red', add_tags: ['Familie', 'sea side'] });
  await edit('"old harbour"', { rating: 2, add_tags: ['Familie'], author: 'Åse Berg' });
  await edit('fjell', { caption: '100 % snow' });
  const album = await app.call('album.create', { name: 'Best of' });
  await app.call('album.addPhotos', { album: album.uuid, hothashes: [await of('foss')] });
  return app;
}

const cases: [query: string, found: string[]][] = [
  ['harbour', ['old harbour', 'harbour old']],
  ['"old harbour"', ['old harbour']],
  ['harbour -camera:canon', ['harbour old']],
  ['camera:X100', ['harbour old', 'forum']],
  ['camera:=X100V', []],
  ['camera:="Canon EOS R5"', ['old harbour']],
  ['date:2024', ['old harbour', 'harbour old']],
  ['date:2023-12-31', ['forum']],
  ['date:12-31', ['forum']],
  ['after:2023-12-31 before:2024-07', ['harbour old']],
  ['before:2019-05-01..2020', []],
  ['rating:>=3', ['forum']],
  ['rating:1..3,4', ['old harbour', 'forum']],
  ['rating:0 storage:Home', ['harbour old']],
  ['flag:pick label:red', ['forum']],
  ['label:none flag:none session:italy', ['old harbour', 'harbour old']],
  ['tag:familie', ['old harbour', 'forum']],
  ['tag:"sea side"', ['forum']],
  ['tag:sea', []],
  ['-has:tags storage:Home', ['harbour old']],
  ['author:åse', ['old harbour']],
  ['folder:"card of Home/rome"', ['harbour old', 'forum']],
  ['folder:"/card of Archive/ØRSTA/" -name:fj', ['foss']],
  ['session:norge status:missing', ['fjord']],
  ['session:1 rating:4', ['forum']],
  ['storage:archive name:fj', ['fjell', 'fjord']],
  ['-status:missing -storage:Home', ['foss', 'fjell']],
  ['status:present folder:"card of Archive"', ['foss', 'fjell']],
  ['format:jpg camera:r5', ['old harbour']],
  ['format:raw', []],
  ['has:gps', []],
  ['has:caption', ['fjell']],
  ['100 %', ['fjell']],
  ['album:"best OF"', ['foss']],
  ['has:album', ['foss']],
  ['-flag:none', ['forum']],
  ['-rome -camera:5d', []],
  ['-camera:canon -rating:4', ['harbour old']],
  ['tag:familie,"sea side" -label:red', ['old harbour']],
  ['camera:canon has:tags,caption', ['old harbour', 'fjell']],
  ['date:none', []],
  ['has:raw', []],
  ['-has:raw -format:raw folder:"card of Home/rome2"', ['old harbour']],
  ['has:copies', []],
  [['rating:1..4', ...Array.from({ length: 99 }, (_, n) => `-tag:none${n}`), 'camera:canon', '-has:gps'].join(' '), ['old harbour']],
  ['nothing', []],
  ['% _ %', []],
];

// In threads a search is many questions put together in memory, otherwise it is one; facets always are many.
test.for([false, true])('what a person asks for by field is found, and nothing else; threads: %s', async (catalogInThread) => {
  const app = await library({ catalogInThread });
  for (const [query, found] of cases) {
    const { photos } = await app.call('search', { query, limit: 10, offset: 0 });
    expect([query, photos.map((photo) => photo.file_name.replace('.jpg', ''))]).toEqual([query, found]);
    expect([query, (await app.call('search.facets', { text: query })).total]).toEqual([query, found.length]);
  }
  await expect(app.call('search', { query: 'harbour rating:many', limit: 1, offset: 0 })).rejects.toMatchObject({
    code: 'bad-input',
    message: 'The search cannot be understood: “many” is no rating, as in rating:4.',
    details: { part: 'rating:many', start: 8, end: 19 },
  });
});

test('facets count the photos that were found; a field that is asked for is counted as if it were not', async () => {
  const app = await library();
  const facets = async (text: string): Promise<Record<string, string>> => {
    const { facets: all } = await app.call('search.facets', { text });
    const filled = all.filter(({ values }) => values.length > 0);
    return Object.fromEntries(filled.map(({ field, values }) => [field, values.map(({ label, count }) => `${label} ${count}`).join(', ')]));
  };
  expect(await facets('harbour')).toEqual({
    date: '2024 2',
    rating: '2 1, 0 1',
    flag: 'none 2',
    label: 'none 2',
    camera: 'Canon EOS R5 1, Fujifilm X100V 1',
    format: 'JPEG 2',
    has: 'tags 1',
    tag: 'Familie 1',
    session: 'Italy 2',
    storage: 'Home 2',
    status: 'present 2',
  });
  const asked = await facets('camera:="Canon EOS R5" date:2024');
  expect([asked['camera'], asked['date'], asked['tag']]).toEqual(['Canon EOS R5 1, Fujifilm X100V 1', '2024 1, 2024-07 1', 'Familie 1']);
  expect(await facets('')).toMatchObject({ date: '2024 2, 2023 1, 2019 3', status: 'present 5, missing 1', tag: 'Familie 2, sea side 1' });

  const { photos } = await app.call('search', { query: 'forum', limit: 1, offset: 0 });
  await app.call('photo.edit', { hothashes: [photos[0]?.hothash ?? ''], change: { rating: 5 } });
  expect((await facets('forum'))['rating']).toBe('5 1');
});

test('pages by cursor meet every photo once, whatever is changed between them', async () => {
  const app = await library();
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await app.call('search', { query: 'format:jpeg', limit: 2, ...(cursor == null ? {} : { cursor }) });
    seen.push(...page.photos.map((photo) => photo.hothash));
    // The order by rating is another one after this; the list that was begun stays.
    await app.call('photo.edit', { hothashes: [page.photos[0]?.hothash ?? ''], change: { rating: 5 } });
    cursor = page.next_cursor;
  } while (cursor != null);
  expect([seen.length, new Set(seen).size]).toEqual([6, 6]);
});

test('a cursor that was made up, or belongs to another list, is refused', async () => {
  const app = await library();
  const { next_cursor: searched } = await app.call('search', { query: 'format:jpeg', limit: 2 });
  const { next_cursor: copied } = await app.call('copies', { min: 2, limit: 1 });
  for (const cursor of ['x', copied ?? '', Buffer.from('search').toString('base64url')])
    await expect(app.call('search', { query: 'rome', cursor })).rejects.toMatchObject({ code: 'bad-input' });
  for (const cursor of ['x', searched ?? '', Buffer.from('copies x').toString('base64url')])
    await expect(app.call('copies', { cursor })).rejects.toMatchObject({ code: 'bad-input' });
  await expect(app.call('search', { query: 'rome', cursor: Buffer.from('search gone 0 9').toString('base64url') })).rejects.toMatchObject({
    code: 'view-expired',
  });
});

test('copies, findings and history go on where the page before ended', async () => {
  const app = await library();
  const walk = async <T>(
    page: (cursor: { cursor?: string }) => Promise<readonly [items: readonly T[], next: string | null]>,
  ): Promise<T[]> => {
    const all: T[] = [];
    let next: string | null = null;
    do {
      const [items, cursor] = await page(next === null ? {} : { cursor: next });
      all.push(...items);
      next = cursor;
    } while (next !== null);
    return all;
  };
  const copies = await walk(async (cursor) => {
    const { photos, next_cursor } = await app.call('copies', { min: 2, limit: 2, ...cursor });
    return [photos.map((photo) => photo.hothash), next_cursor];
  });
  expect(copies).toEqual((await app.call('copies', { min: 2 })).photos.map((photo) => photo.hothash));
  const findings = await walk(async (cursor) => {
    const { conflicts, next_cursor } = await app.call('conflict.list', { limit: 1, ...cursor });
    return [conflicts.map(({ id }) => id), next_cursor];
  });
  expect(findings).toEqual(
    (await app.call('conflict.list', {})).conflicts.map(({ id }) => Number(id)).toSorted((left, right) => left - right),
  );
  const history = await walk(async (cursor) => {
    const { entries, next_cursor } = await app.call('history.list', { limit: 1, ...cursor });
    return [entries.map(({ id }) => id), next_cursor];
  });
  expect([history.length > 0, history]).toEqual([true, (await app.call('history.list', {})).entries.map(({ id }) => id)]);
});

test('lists stand under headers of their order: days, import days, stars, sessions and folders', async () => {
  const app = await library();
  const open = async (query: Input<'photos.open'>) => {
    const view = await app.call('photos.open', query);
    const { items } = await app.call('photos.page', { view_id: view.view_id, offset: 0, limit: 20 });
    expect(view.groups.reduce((sum, { count }) => sum + count, 0)).toBe(view.total);
    return {
      kinds: [...new Set(view.groups.map(({ kind }) => kind))],
      groups: view.groups.map(({ key, label, count }) => [label ?? key, count]),
      names: items.map(({ file_name }) => file_name.replace('.jpg', '')),
      days: view.days.length,
    };
  };
  expect(await open({ sort: 'rating' })).toEqual({
    kinds: ['rating'],
    groups: [
      ['4', 1],
      ['2', 1],
      [null, 4],
    ],
    names: ['forum', 'old harbour', 'harbour old', 'foss', 'fjell', 'fjord'],
    days: 1,
  });
  expect((await open({ sort: 'rating', descending: false })).groups.map(([key]) => key)).toEqual([null, '2', '4']);
  expect(await open({ sort: 'session' })).toMatchObject({
    kinds: ['session'],
    groups: [
      ['Norge', 3],
      ['Italy', 3],
    ],
    names: ['foss', 'fjell', 'fjord', 'old harbour', 'harbour old', 'forum'],
  });
  expect(await open({ sort: 'folder', descending: false })).toMatchObject({
    kinds: ['folder'],
    groups: [
      ['Home/card of Home/Rome', 2],
      ['Home/card of Home/rome2', 1],
      ['Archive/card of Archive/Ørsta', 3],
    ],
    names: ['forum', 'harbour old', 'old harbour', 'fjord', 'fjell', 'foss'],
  });
  // A search is grouped by what it found alone.
  expect((await open({ text: 'harbour', sort: 'folder', descending: false })).groups.map(([, count]) => count)).toEqual([1, 1]);
  expect((await open({ text: 'nothing at all', sort: 'session' })).groups).toEqual([]);
  expect((await open({ sort: 'imported_at' })).kinds).toEqual(['import_day']);
  expect((await open({ album: 'Best of', sort: 'album' })).kinds).toEqual(['none']);
  const found = await app.call('search', { query: 'camera:fuji', sort: 'folder', limit: 10, offset: 0 });
  expect(found.photos.map(({ file_name }) => file_name)).toEqual(['forum.jpg', 'harbour old.jpg']);
});
