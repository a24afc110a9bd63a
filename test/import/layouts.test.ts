/** Two cards with the same names, into the same folders: in every layout each photo is there, and its sidecar beside it. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const taken = { takenAt: '2024:07:15 10:00:00' };
const places = {
  keep: 'DCIM/100/',
  date: '2024/2024-07-15/',
  session: 'Sea/',
  flat: '',
} as const;

test.each(Object.entries(places))('%s: names that are taken get a number, with their sidecars', async (layout, folder) => {
  const app = await testEngine();
  const storage = await app.newStorage();
  for (const [seed, card] of ['one', 'two'].entries()) {
    const source = join(app.folder, card, 'DCIM');
    writeTree(source, {
      '100/IMG.jpg': await jpeg({ seed, ...taken }),
      '100/IMG.xmp': `<x:xmpmeta xmlns:x="adobe:ns:meta/"/><!-- ${card} -->`,
    });
    const { counts } = await app.import({ sources: [source], storage: storage.uuid, title: 'Sea', layout: layout as keyof typeof places });
    expect(counts).toMatchObject({ imported: 1, companions: 1, failed: 0 });
  }
  const stored = readTree(storage.photos);
  expect(Object.keys(stored)).toEqual(['IMG-1.jpg', 'IMG-1.xmp', 'IMG.jpg', 'IMG.xmp'].map((name) => folder + name));
  for (const [card, name] of [
    ['one', 'IMG'],
    ['two', 'IMG-1'],
  ] as const) {
    const source = readTree(join(app.folder, card, 'DCIM/100'));
    expect([stored[`${folder}${name}.jpg`], stored[`${folder}${name}.xmp`]]).toEqual([source['IMG.jpg'], source['IMG.xmp']]);
  }
});
