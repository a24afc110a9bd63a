/** The tree of folders, and the photos of one folder, over imported files that move on disk. */
import { mkdirSync, renameSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../builders/cli.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

async function library(): Promise<{ app: TestEngine; photos: string }> {
  const app = await testEngine();
  const storage = await app.newStorage('Home');
  const photos = storage.photos;
  writeTree(photos, {
    'top.jpg': await jpeg({ seed: 1 }),
    '2024/Italy/Rome/forum.jpg': await jpeg({ seed: 2 }),
    '2024/Italy/Rome/bridge.jpg': await jpeg({ seed: 3 }),
    '2024/Italy/sea.jpg': await jpeg({ seed: 4 }),
    '2024/Italyx/other.jpg': await jpeg({ seed: 5 }),
    '2024/%_/odd.jpg': await jpeg({ seed: 6 }),
    'Øst 10/fjell.jpg': await jpeg({ seed: 7 }),
    'Øst 9/foss.jpg': await jpeg({ seed: 8 }),
  });
  mkdirSync(join(photos, 'empty'));
  mkdirSync(join(photos, '2024/copies'));
  copyFileSync(join(photos, '2024/Italy/sea.jpg'), join(photos, '2024/copies/sea.jpg'));
  await app.import({ sources: [photos], storage: 'Home', mode: 'register' });
  await app.scan({ storage: 'Home' });
  return { app, photos };
}

const outline = async (app: TestEngine, path = ''): Promise<string[]> => {
  const { photos, total, children } = await app.call('folder.list', { storage: 'Home', path });
  return [`${photos}/${total}`, ...children.map((each) => `${each.path} ${each.photos}/${each.total} ${each.folders}`)];
};
const count = async (app: TestEngine, folder: string, subfolders?: boolean): Promise<number> =>
  (await app.call('photos.open', { storage: 'Home', folder, ...(subfolders === undefined ? {} : { subfolders }) })).total;

test('a level tells its folders by name with the photos in and below them; a photo in two files counts once', async () => {
  const { app } = await library();
  expect(await outline(app)).toEqual(['1/8', '2024 0/5 4', 'Øst 9 1/1 0', 'Øst 10 1/1 0']);
  expect(await outline(app, '2024')).toEqual(['0/5', '2024/%_ 1/1 0', '2024/copies 1/1 0', '2024/Italy 1/3 1', '2024/Italyx 1/1 0']);
  expect(await outline(app, '/2024/ITALY/')).toEqual(['1/3', '2024/Italy/Rome 2/2 0']);
});

test('the list of a folder has as many photos as the tree says, with those below or without', async () => {
  const { app } = await library();
  const check = async (path: string): Promise<void> => {
    const level = await app.call('folder.list', { storage: 'Home', path });
    expect([path, await count(app, path), await count(app, path, false)]).toEqual([path, level.total, level.photos]);
    for (const child of level.children) await check(child.path);
  };
  await check('');
  expect((await app.call('search', { query: 'folder:2024/italy', offset: 0, limit: 10 })).total).toBe(3);
  expect((await app.call('search.facets', { storage: 'Home', folder: '2024' })).total).toBe(5);
});

test('the tree follows a folder that was moved outside, and an edit leaves it as it is', async () => {
  const { app, photos } = await library();
  expect(await outline(app, '2024/Italy')).toEqual(['1/3', '2024/Italy/Rome 2/2 0']);
  renameSync(join(photos, '2024/Italy/Rome'), join(photos, 'Øst 9/Roma'));
  await app.scan({ storage: 'Home' });
  expect(await outline(app, '2024/Italy')).toEqual(['1/1']);
  expect(await outline(app, 'Øst 9')).toEqual(['1/3', 'Øst 9/Roma 2/2 0']);
  const { photos: found } = await app.call('search', { query: 'forum', offset: 0, limit: 1 });
  await app.call('photo.edit', { hothashes: [found[0]?.hothash ?? ''], change: { rating: 4 } });
  expect(await outline(app, 'Øst 9/roma')).toEqual(['2/2']);
});

test('a folder that holds no photo is refused and named', async () => {
  const { app } = await library();
  for (const path of ['nowhere', '2024/Ital', '../2024', '2024/\0', '%', 'empty']) {
    await expect(app.call('folder.list', { storage: 'Home', path })).rejects.toMatchObject({ code: 'path-not-found', details: { path } });
    expect(await count(app, path)).toBe(0);
  }
});

test('a storage without photos has one empty folder, and the command line says the same', async () => {
  const { app } = await library();
  await app.newStorage('New');
  expect(await app.call('folder.list', { storage: 'New' })).toMatchObject({ path: '', total: 0, children: [] });
  await app.engine.close();
  const said = await runCli(join(app.folder, 'home'), ['folder', 'list', 'Home', '2024']);
  expect(said.stdout).toContain('2024: 0 photos, with folders below 5');
});
