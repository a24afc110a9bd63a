/** The figures of a storage and of the library: whatever they are split by, they add up to the totals. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StorageStatistics } from '#contract/storage.ts';
import { testEngine } from '../builders/engine.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** What each chart adds up to, to be compared with the totals. */
function sums({ statistics: { by_year, by_camera, by_format, by_size, companions } }: StorageStatistics) {
  const both = (rows: readonly { files: number; bytes: number }[]) => [
    sum(rows.map(({ files }) => files)),
    sum(rows.map(({ bytes }) => bytes)),
  ];
  return {
    years: sum(by_year.map(({ photos }) => photos)),
    cameras: sum(by_camera.map(({ photos }) => photos)),
    formats: both([...by_format, companions]),
    sizes: both(by_size),
  };
}

test('years, cameras, formats and sizes add up to the totals, of a storage and of the library', async () => {
  const app = await testEngine();
  const home = await app.newStorage('Home');
  const travel = await app.newStorage('Travel');
  await app.newStorage('Empty');
  writeTree(home.photos, {
    'a.jpg': await jpeg({ seed: 1, takenAt: '2023:12:31 23:50:00', camera: 'Fujifilm X100V' }),
    'a.xmp': Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'),
    'b.jpg': await jpeg({ seed: 2, takenAt: '2024:01:01 10:00:00', camera: 'Canon EOS R5' }),
    // Bytes after the picture's end: a file of another size class.
    'large.jpg': Buffer.concat([await jpeg({ seed: 3, takenAt: '2024:02:01 10:00:00', camera: 'Canon EOS R5' }), Buffer.alloc(1_200_000)]),
    'undated.jpg': await jpeg({ seed: 4 }),
  });
  // The same photo at two places of a storage and in another storage is one photo.
  mkdirSync(join(home.photos, 'copy'));
  copyFileSync(join(home.photos, 'b.jpg'), join(home.photos, 'copy/b.jpg'));
  writeTree(travel.photos, { 'b.jpg': await jpeg({ seed: 2, takenAt: '2024:01:01 10:00:00', camera: 'Canon EOS R5' }) });
  for (const { photos, uuid } of [home, travel]) {
    await app.import({ sources: [photos], storage: uuid, mode: 'register' });
    await app.scan({ storage: uuid });
  }
  const seen = [];
  for (const value of [
    await app.call('storage.statistics', { storage: 'Home' }),
    await app.call('storage.statistics', { storage: 'Travel' }),
    await app.call('storage.statistics', { storage: 'Empty' }),
    await app.call('library.statistics', {}),
  ]) {
    const { total_files, total_photos, total_size_bytes } = value.statistics;
    const all = [total_files, total_size_bytes];
    expect(sums(value)).toEqual({ years: total_photos, cameras: total_photos, formats: all, sizes: all });
    seen.push(`${total_files} files, ${total_photos} photos, ${value.import_sessions.length} sessions`);
  }
  expect(seen).toEqual([
    '6 files, 4 photos, 1 sessions',
    '1 files, 1 photos, 1 sessions',
    '0 files, 0 photos, 0 sessions',
    '7 files, 4 photos, 2 sessions',
  ]);
  const { statistics } = await app.call('storage.statistics', { storage: 'Home' });
  expect(statistics.by_camera[0]).toEqual({ camera: 'Canon EOS R5', photos: 2 });
  expect(statistics.by_size.map(({ from_bytes, files }) => [from_bytes, files])).toEqual([
    [0, 5],
    [1_000_000, 1],
    [5_000_000, 0],
    [20_000_000, 0],
    [100_000_000, 0],
  ]);
  expect(statistics.companions.files).toBe(1);
});
