/** The sample library: made, tried, and gone without a trace; the person's own photos stay. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

test('samples come in by an ordinary import and go with their storage, and nothing else does', async () => {
  const app = await testEngine();
  const own = await app.newStorage();
  writeTree(join(app.folder, 'Card'), { 'mine.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: own.uuid });
  const before = { dump: await app.call('dump', { normalised: true }), files: readTree(own.root) };
  const { job_id } = await app.call('samples.start', {});
  expect((await app.ended(job_id)).result).toMatchObject({ counts: { imported: 30, failed: 0, unsupported: 0 } });
  expect((await app.call('search', { query: 'lofoten' })).total).toBe(6);
  // A second try adds nothing: the photos are there.
  expect((await app.ended((await app.call('samples.start', {})).job_id)).result).toMatchObject({ counts: { imported: 0, duplicates: 30 } });
  expect(await app.call('samples.remove', {})).toEqual({ removed: true });
  expect(existsSync(join(app.folder, 'home/samples'))).toBe(false);
  expect({ dump: await app.call('dump', { normalised: true }), files: readTree(own.root) }).toEqual(before);
  expect((await app.call('search', { query: 'lofoten' })).total).toBe(0);
  expect(await app.call('samples.remove', {})).toEqual({ removed: false });
});

test('photos of the person in the sample storage are never removed with it', async () => {
  const app = await testEngine();
  await app.ended((await app.call('samples.start', {})).job_id);
  const [storage] = (await app.call('storage.list', {})).storages;
  writeTree(join(app.folder, 'Card'), { 'mine.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [join(app.folder, 'Card')], storage: storage?.uuid ?? '' });
  const before = { dump: await app.call('dump', { normalised: true }), files: readTree(storage?.full_path ?? '') };
  await expect(app.call('samples.remove', {})).rejects.toMatchObject({ code: 'samples-not-alone' });
  expect({ dump: await app.call('dump', { normalised: true }), files: readTree(storage?.full_path ?? '') }).toEqual(before);
});
