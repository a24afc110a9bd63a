/** Taking an import back: what it brought is set aside, what a person has worked on since stays, and history brings it all back. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResolveResult } from '#contract/resolve.ts';
import { json, runCli } from '../builders/cli.ts';
import { scannedLibrary, xmp, type ScannedLibrary } from '../builders/scanned-library.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { manualTimers } from '../builders/timers.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

async function undo({ app }: ScannedLibrary, sessionId = 1): Promise<ResolveResult> {
  const plan = await app.call('session.planUndo', { session_id: sessionId });
  const job = await app.ended((await app.call('session.undo', { plan_id: plan.plan_id })).job_id);
  if (job.error) throw new Error(job.error.message);
  const result = job.result as ResolveResult;
  return { ...result, returned: [...plan.refused, ...result.returned] };
}

const listed = async ({ app }: ScannedLibrary): Promise<number> => (await app.call('photos.open', {})).total;

test('everything an import brought is set aside with its sidecars, and comes back as it was', async () => {
  const lib = await scannedLibrary();
  const hashes = (await lib.app.call('search', { query: 'jpg', limit: 20, offset: 0 })).photos.map(({ hothash }) => hothash);
  await lib.app.call('photo.edit', { hothashes: hashes.slice(0, 2), change: { rating: 5, add_tags: ['rome'] } });
  const index = (): string[] => Object.keys(lib.index());
  const [before, files, indexed] = [await lib.dump(), readTree(lib.photos), index()];
  const plan = await lib.app.call('session.planUndo', { session_id: 1 });
  expect(plan.headline).toMatchObject({ files_set_aside: 11, records_changed: 10, files_moved: 0 });
  expect(plan.actions.map(({ from }) => from)).toContain('Card/a/0.xmp');
  expect(readTree(lib.photos), 'a plan changes nothing').toEqual(files);

  const result = await undo(lib);
  expect(result).toMatchObject({ headline: { files_set_aside: 11, records_changed: 10 }, returned: [] });
  expect(readTree(lib.photos)).toEqual({});
  expect([await listed(lib), lib.index()]).toEqual([0, {}]);
  expect((await lib.app.call('trash.list', {})).batches).toMatchObject([{ files: { length: 11 } }]);
  expect((await lib.scan()).changes_detected).toBe(false);

  await lib.undo(result.journal_ids[0]);
  expect(readTree(lib.photos)).toEqual(files);
  expect([await lib.dump(), index()]).toEqual([before, indexed]);
});

test('what was moved, edited or deleted since stays, and so does a photo whose sidecar was edited', async () => {
  const lib = await scannedLibrary();
  lib.move('Card/a/1.jpg', 'Best/1.jpg');
  lib.write('Card/a/0.xmp', `${xmp}<!-- darktable -->`);
  lib.write('Card/a/2.jpg', await jpeg({ seed: 99 }));
  rmSync(join(lib.photos, 'Card/a/3.jpg'));
  await lib.scan();
  // And one that no scan has seen yet.
  lib.write('Card/a/4.jpg', await jpeg({ seed: 98 }));
  const kept = Object.keys(readTree(lib.photos)).filter((path) => /^Best|a\/[024]/.test(path));
  const result = await undo(lib);
  expect(result.returned.map(({ path, reason }) => `${path}: ${reason}`).toSorted()).toEqual([
    'Best/1.jpg: It was moved or renamed since.',
    'Card/a/0.jpg: Card/a/0.xmp: It was edited since.',
    'Card/a/2.jpg: It was edited since.',
    'Card/a/3.jpg: It is not at its place.',
    'Card/a/4.jpg: It was edited since.',
  ]);
  expect(Object.keys(readTree(lib.photos))).toEqual(kept);
  expect(await listed(lib)).toBe(5);
});

describe('sidecars that ImaLink wrote', () => {
  const described = xmp.replace('"/></x:xmpmeta>', '"><rdf:Description rdf:about=""/></rdf:RDF></x:xmpmeta>');
  /** Ten photos with words of the person in sidecars: 1 has a new one, 0 had one when it was imported. */
  async function written() {
    const timers = manualTimers();
    const lib = await scannedLibrary({ 'a/0.xmp': described }, { timers });
    await lib.app.call('settings.set', { write_sidecars: true });
    const rate = async (names: readonly string[], rating: number): Promise<void> => {
      const found = names.map((name) => lib.app.call('search', { query: `name:${name}`, limit: 1, offset: 0 }));
      const hothashes = (await Promise.all(found)).map(({ photos }) => photos[0]?.hothash ?? '');
      await lib.app.call('photo.edit', { hothashes, change: { rating } });
      const written = (hothash: string): Promise<string> => {
        timers.advance(2000);
        return onRecord(lib, hothash);
      };
      for (const hothash of hothashes) await expect.poll(() => written(hothash), { timeout: 20_000 }).toContain(`xmp:Rating="${rating}"`);
    };
    await rate(['0', '1', '2'], 4);
    return { lib, rate };
  }
  /** The sidecar of a photo as it stands, once it is on record as it stands. */
  async function onRecord({ app, photos }: ScannedLibrary, hothash: string): Promise<string> {
    const [sidecar] = (await app.call('photo.show', { hothash })).files[0]?.companions ?? [];
    const bytes = sidecar ? readFileSync(join(photos, sidecar.path)) : Buffer.alloc(0);
    return sidecar?.checksum === createHash('sha256').update(bytes).digest('hex') ? bytes.toString() : '';
  }

  test('are set aside with their photos, however often they were written, and come back with them', async () => {
    const { lib, rate } = await written();
    await rate(['0', '1'], 2);
    const [before, files] = [await lib.dump(), readTree(lib.photos)];
    const result = await undo(lib);
    expect([result.returned, result.headline.files_set_aside]).toEqual([[], 13]);
    expect(readTree(lib.photos)).toEqual({});
    await lib.undo(result.journal_ids[0]);
    expect([await lib.dump(), readTree(lib.photos)]).toEqual([before, files]);
    expect((await undo(lib)).returned, 'they are known as our own still').toEqual([]);
  });

  test('and that another program changed before or since keep their photos', async () => {
    const { lib, rate } = await written();
    lib.write('Card/a/1.jpg.xmp', `${xmp}<!-- darktable -->`);
    lib.write('Card/a/0.xmp', `${described}<!-- darktable -->`);
    await lib.scan();
    // Ours once more, over theirs.
    await rate(['0'], 3);
    // And one that no scan has seen yet.
    lib.write('Card/a/2.jpg.xmp', `${xmp}<!-- digiKam -->`);
    const result = await undo(lib);
    expect(result.returned.map(({ path, reason }) => `${path}: ${reason}`).toSorted()).toEqual([
      'Card/a/0.jpg: Card/a/0.xmp: It was edited since.',
      'Card/a/1.jpg: Card/a/1.jpg.xmp: It came to its photo since.',
      'Card/a/2.jpg: Card/a/2.jpg.xmp: It came to its photo since.',
    ]);
    expect(Object.keys(readTree(lib.photos))).toHaveLength(6);
  });
});

test('a file that changes between the preview and the undo is left alone', async () => {
  const lib = await scannedLibrary();
  const plan = await lib.app.call('session.planUndo', { session_id: 1 });
  lib.write('Card/a/1.jpg', await jpeg({ seed: 97 }));
  // Same size and time as recorded, other bytes: only the checksum at the moment of setting aside tells.
  const sneaky = join(lib.photos, 'Card/b/5.jpg');
  const [bytes, { atime, mtime }] = [readFileSync(sneaky), statSync(sneaky)];
  bytes[bytes.length - 10] = (bytes[bytes.length - 10] ?? 0) ^ 1;
  writeFileSync(sneaky, bytes);
  utimesSync(sneaky, atime, mtime);
  const job = await lib.app.ended((await lib.app.call('session.undo', { plan_id: plan.plan_id })).job_id);
  expect((job.result as ResolveResult).returned.map(({ path }) => path).toSorted()).toEqual(['Card/a/1.jpg', 'Card/b/5.jpg']);
  expect(existsSync(sneaky)).toBe(true);
  expect(await listed(lib)).toBe(2);
});

test('what is imported again is there again, with what was said of it; a copy elsewhere keeps its photo', async () => {
  const lib = await scannedLibrary();
  const [first] = (await lib.app.call('search', { query: 'name:0', limit: 1, offset: 0 })).photos;
  await lib.app.call('photo.edit', { hothashes: [first?.hothash ?? ''], change: { rating: 4 } });
  const other = await lib.app.newStorage('Other');
  const again = { sources: [join(lib.app.folder, 'Card')], storage: other.uuid };
  await lib.app.import(again);
  await undo(lib);
  expect(await listed(lib), 'the other storage has them too').toBe(10);
  await undo(lib, 2);
  expect(await listed(lib)).toBe(0);
  await lib.app.import({ ...again, storage: lib.uuid });
  expect(await listed(lib)).toBe(10);
  expect(await lib.app.call('photo.show', { hothash: first?.hothash ?? '' })).toMatchObject({ rating: 4, files: { length: 1 } });
});

test('files that were registered in place are not touched, and an unknown session is named', async () => {
  const lib = await scannedLibrary();
  lib.write('mine/new.jpg', await jpeg({ seed: 96 }));
  await lib.app.import({ sources: [join(lib.photos, 'mine')], storage: lib.uuid, mode: 'register' });
  const files = readTree(lib.photos);
  expect(await undo(lib, 2)).toMatchObject({ headline: { files_set_aside: 0, records_changed: 1 }, returned: [] });
  expect(readTree(lib.photos)).toEqual(files);
  expect(await listed(lib)).toBe(10);
  await expect(lib.app.call('session.planUndo', { session_id: 77 })).rejects.toMatchObject({ code: 'session-not-found' });
});

test('the command line lists first, and undoes when it is told to', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  writeTree(join(folder, 'base'), { '.keep': '' });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  await json(home, ['import', join(folder, 'Card'), '--storage', 'S']);
  const shown = await runCli(home, ['session', 'undo', '1']);
  expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('2 photos would leave the library, 2 files')]);
  const done = await runCli(home, ['session', 'undo', '1', '--yes']);
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('`imalink history undo 1` takes it back.')]);
  expect(await json(home, ['search', 'jpg'])).toMatchObject({ total: 0 });
  expect((await runCli(home, ['history', 'undo', '1'])).code).toBe(0);
  expect(await json(home, ['search', 'jpg'])).toMatchObject({ total: 2 });
});
