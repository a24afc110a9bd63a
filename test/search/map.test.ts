/** Where photos were taken: counted by cells, and the photos of a part of the map. */
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

/** Six photos; positions are written straight into the catalog: reading them from files is tested elsewhere. */
async function library(): Promise<TestEngine> {
  const app = await testEngine();
  const { photos } = await app.newStorage('Home');
  const names = ['oslo1', 'oslo2', 'bergen', 'rome', 'east', 'nowhere'];
  writeTree(
    photos,
    Object.fromEntries(await Promise.all(names.map(async (name, n) => [`${name}.jpg`, await jpeg({ seed: n + 1 })] as const))),
  );
  await app.import({ sources: [photos], storage: 'Home', mode: 'register' });
  const database = new Database(join(app.folder, 'home/catalog.sqlite'));
  const put = database.prepare(
    `update photo set longitude = ?, latitude = ?, place = ? where id = (select photo_id from image_file where path = ?)`,
  );
  put.run(10.75, 59.91, 'Oslo', 'oslo1.jpg');
  put.run(10.76, 59.92, 'Oslo', 'oslo2.jpg');
  put.run(5.32, 60.39, 'Bergen', 'bergen.jpg');
  put.run(12.49, 41.89, '', 'rome.jpg');
  put.run(180, 90, '', 'east.jpg');
  database.close();
  return app;
}

test('photos near each other are one cell with its middle and its reach; closer, they are several', async () => {
  const app = await library();
  const far = await app.call('places.cells', { zoom: 0 });
  expect(far).toMatchObject({ total: 5, more: 0 });
  expect(far.cells.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  const near = await app.call('places.cells', { zoom: 8, bounds: '5,59,11,61' });
  expect(near.cells.map(({ count, place }) => `${count} ${place}`)).toEqual(['2 Oslo', '1 Bergen']);
  expect(near.cells[0]).toMatchObject({ west: 10.75, east: 10.76, south: 59.91, north: 59.92 });
  expect(near.cells[0]?.longitude).toBeCloseTo(10.755, 6);
  expect((await app.call('places.cells', { zoom: 20, text: 'rome' })).cells.map(({ count }) => count)).toEqual([1]);
});

test('the list of a part of the map has the photos of its cells, its edges included', async () => {
  const app = await library();
  const count = async (bounds: string): Promise<number> => (await app.call('photos.open', { bounds })).total;
  expect(await count('-180,-90,180,90')).toBe(5);
  expect(await count('5,59,11,61')).toBe(3);
  expect(await count('10.75,59.91,10.75,59.91')).toBe(1);
  expect(await count('-180,-90,0,90')).toBe(0);
});

test('bounds that are none are refused', async () => {
  const app = await testEngine();
  for (const bounds of ['', '1,2,3', 'west,0,0,0', '1,2,3,4,5', '1e3,0,0,0', '0,0,0,0;drop']) {
    await expect(app.call('photos.open', { bounds })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(app.call('places.cells', { bounds })).rejects.toMatchObject({ code: 'bad-input' });
  }
});
