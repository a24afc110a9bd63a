/** Hotpreviews that are gone or damaged are made again from their photos; what cannot be decoded is told. */
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

test('doctor counts hotpreviews that are missing or cut, and makes them again', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'card'), {
    'a.jpg': await jpeg({ seed: 1 }),
    'b.jpg': await jpeg({ seed: 2 }),
    'c.jpg': await jpeg({ seed: 3 }),
  });
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  const folder = join(storage.root, '.imalink/hotpreviews');
  const previews = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'))
    .toSorted();
  const [first = '', second = '', third = ''] = previews;
  const before = readTree(storage.photos);
  rmSync(join(folder, first));
  truncateSync(join(folder, second), 100);
  writeFileSync(join(folder, third), '');
  const check = async (fix: boolean) =>
    (await app.call('system.doctor', { fix, previews: true })).checks.find(({ id }) => id === 'previews');
  expect(await check(false)).toMatchObject({ status: 'warn', detail: '3 are missing or damaged.' });
  expect(await check(true)).toMatchObject({ status: 'ok', detail: '3 were made again.' });
  expect(await check(false)).toMatchObject({ status: 'ok', detail: 'Every photo within reach has its preview.' });
  for (const name of previews) expect(readFileSync(join(folder, name)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  expect(readTree(storage.photos)).toEqual(before);
  rmSync(join(folder, first));
  const photo = (await app.call('dump', { normalised: true })) as unknown as { photos: { hothash: string; files: { path: string }[] }[] };
  const path = photo.photos.find(({ hothash }) => first.includes(hothash))?.files[0]?.path ?? '';
  writeFileSync(join(storage.photos, path), 'no picture any more');
  expect(await check(true)).toMatchObject({
    status: 'ok',
    detail: '0 were made again. 1 have none: their files cannot be decoded, or changed since the last scan.',
  });
});
