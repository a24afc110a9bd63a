/** The same photos from the same folder, from another path and after renaming everything: nothing is copied again. */
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const photos = Number(process.env['AGAIN_PHOTOS'] ?? 60);

test('the second and the third import copy no byte and list every file as identical', { timeout: 600_000 }, async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const first = join(app.folder, 'Card');
  for (let n = 0; n < photos; n++)
    writeTree(first, {
      [`day ${n % 5}/IMG_${n}.jpg`]: await jpeg({ seed: n, widthPx: 320, heightPx: 240 }),
      ...(n % 10 === 0 ? { [`day ${n % 5}/IMG_${n}.xmp`]: `<x:xmpmeta xmlns:x="adobe:ns:meta/"/><!-- ${n} -->` } : {}),
    });
  const files = Object.keys(readTree(first)).length;
  const { counts } = await app.import({ sources: [first], storage: storage.uuid });
  expect(counts).toMatchObject({ imported: photos, companions: files - photos, duplicates: 0 });
  const stored = readTree(storage.photos);
  const second = join(app.folder, 'copied/elsewhere');
  cpSync(first, second, { recursive: true, preserveTimestamps: true });
  const renamed = join(app.folder, 'renamed');
  cpSync(first, renamed, { recursive: true });
  for (const path of Object.keys(readTree(renamed))) {
    const ending = path.slice(path.lastIndexOf('.'));
    const stem = path.slice(0, -ending.length).replaceAll(/[ /]/g, '_');
    renameSync(join(renamed, path), join(renamed, `x_${stem}${ending}`));
  }
  for (const source of [first, second, renamed]) {
    const preview = await app.preview({ sources: [source], storage: storage.uuid });
    expect([preview.groups.identical, preview.groups.new]).toEqual([files, 0]);
    const again = await app.import({ sources: [source], storage: storage.uuid });
    expect(again.counts).toMatchObject({ found: files, imported: 0, companions: 0, duplicates: files, failed: 0, bytes: 0 });
    expect(again.matches).toHaveLength(files);
    expect(readTree(storage.photos)).toEqual(stored);
  }
});
