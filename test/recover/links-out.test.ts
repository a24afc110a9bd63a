/** A storage whose own folders are links to somewhere else: it is read as far as it stands in itself, and nothing out there is touched. */
import { mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecoverResult } from '#contract/recover.ts';
import { nextStart, testEngine } from '../builders/engine.ts';
import { scannedLibrary } from '../builders/scanned-library.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const folders = [
  'imports',
  '.imalink',
  ...['metadata', 'history', 'staging', 'hotpreviews', 'quarantine', 'trash'].map((name) => `.imalink/${name}`),
];

/** A library whose folder lies outside of its storage, behind a link. */
async function linkedOut(folder: string) {
  const { app, root, photos, uuid } = await scannedLibrary();
  await app.call('album.create', { name: 'Best' });
  await app.engine.close();
  const outside = join(app.folder, 'outside', folder);
  mkdirSync(dirname(outside), { recursive: true });
  // One preview lacks, so that it would be made again.
  const previews = join(root, '.imalink/hotpreviews');
  const [first = ''] = readdirSync(previews);
  rmSync(join(previews, first), { recursive: true });
  mkdirSync(join(root, folder), { recursive: true });
  renameSync(join(root, folder), outside);
  symlinkSync(outside, join(root, folder));
  // Ours by its name, and somebody else's all the same.
  writeFileSync(join(outside, 'notes.tmp'), 'half a sentence');
  return { home: join(app.folder, 'home'), root, photos, card: join(app.folder, 'Card'), uuid, outside };
}

test.each(folders)('%s is a link out of the storage: nothing there is written, moved or removed', async (name) => {
  const { home, root, photos, card, uuid, outside } = await linkedOut(name);
  const before = [readTree(outside), readTree(photos)];
  const now = () => [readTree(outside), readTree(photos)];
  // As a stranger's storage that is recovered…
  const other = await testEngine();
  const { result, error } = await other.ended((await other.call('recover.start', { paths: [root], dry_run: false })).job_id);
  expect(error).toBeNull();
  expect((result as RecoverResult).problems.map(({ message }) => message)).toContainEqual(
    expect.stringContaining(`${name} is a link that leads out of the storage`),
  );
  for (const { hothash } of (await other.call('search', { query: 'jpg', limit: 3 })).photos)
    await other.call('photo.edit', { hothashes: [hothash], change: { rating: 5 } });
  await other.scan({ storage: uuid, mode: 'full' });
  await other.call('system.doctor', { fix: true, previews: true });
  await other.engine.close();
  expect(now(), 'after a recovery').toEqual(before);
  // …and as one's own, to which somebody did it.
  const state = await nextStart(home, async ({ call, ended }) => {
    await call('session.edit', { session_id: 1, title: 'Later' });
    await ended(await call('scan.start', { storage: uuid, mode: 'full' }));
    await call('system.doctor', { fix: true, previews: true });
    await expect(call('import.start', { sources: [card], storage: uuid })).rejects.toMatchObject({ code: 'storage-read-only' });
    const { plan_id } = await call('session.planUndo', { session_id: 1 });
    await ended(await call('session.undo', { plan_id }));
    return call('storage.check', { storage: uuid });
  });
  expect(now(), 'after everything that writes').toEqual(before);
  expect(state).toMatchObject({ state: 'read-only', is_accessible: true });
});

test('a folder that brings such a link along is not adopted', async () => {
  const app = await testEngine();
  const [pictures, outside] = [join(app.folder, 'Pictures'), join(app.folder, 'outside')];
  writeTree(pictures, { 'a.jpg': await jpeg({ seed: 1 }) });
  mkdirSync(outside);
  symlinkSync(outside, join(pictures, '.imalink'));
  await expect(app.call('storage.adopt', { path: pictures })).rejects.toMatchObject({
    code: 'path-not-writable',
    message: expect.stringContaining('.imalink is a link that leads out') as string,
  });
  expect(readTree(outside)).toEqual({});
  expect(readdirSync(pictures).toSorted()).toEqual(['.imalink', 'a.jpg']);
});
