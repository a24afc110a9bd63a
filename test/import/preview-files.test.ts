/** The table of a preview: what each file is, against all storages, and that the import then does what it said. */
import { appendFileSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { PreviewFile } from '#contract/import.ts';
import type { Input } from '#contract/procedures.ts';
import { previewPictureBounds } from '#core/services/import/preview-pictures.ts';
import { trimCache } from '#core/services/trim-cache.ts';
import { json, runCli } from '../builders/cli.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

async function table(app: TestEngine, input: Input<'import.preview'>) {
  const { job_id } = await app.call('import.preview', input);
  await app.ended(job_id);
  const files: PreviewFile[] = [];
  for (let cursor: number | null = 0; cursor !== null;) {
    const page: { files: PreviewFile[]; next_cursor: number | null } = await app.call('import.previewFiles', { job_id, cursor, limit: 2 });
    files.push(...page.files);
    cursor = page.next_cursor;
  }
  return { job_id, rows: files.map(rowOf).toSorted() };
}

const rowOf = ({ path, kind, action, matches }: PreviewFile): string =>
  [path, kind, action, ...matches.map((match) => `${match.place} ${match.storage_name}:${match.path} ${match.differs.join()}`)]
    .join(' | ')
    .trim();

/** Two storages, and a card that has something of every kind. */
async function library() {
  const app = await testEngine();
  const [home, backup] = [await app.newStorage('Home'), await app.newStorage('Backup')];
  const shot = { takenAt: '2024:07:15 10:00:00', camera: 'Canon R6' };
  writeTree(join(app.folder, 'old'), { 'one.jpg': await jpeg({ seed: 1, ...shot }), 'two.jpg': await jpeg({ seed: 2, ...shot }) });
  writeTree(join(app.folder, 'older'), { 'three.jpg': await jpeg({ seed: 3, ...shot }) });
  await app.import({ sources: [join(app.folder, 'old')], storage: home.uuid });
  await app.import({ sources: [join(app.folder, 'older')], storage: backup.uuid });
  const card = join(app.folder, 'Card');
  writeTree(card, {
    'new.jpg': await jpeg({ seed: 9, ...shot }),
    'new.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
    'renamed one.jpg': await jpeg({ seed: 1, ...shot }),
    'two, retagged.jpg': await jpeg({ seed: 2, takenAt: '2023:01:01 09:00:00', camera: 'Nikon Z6' }),
    'three.jpg': await jpeg({ seed: 3, ...shot }),
    'zwin of new.jpg': await jpeg({ seed: 9, ...shot }),
    'notes.txt': 'no photo',
    'zero.jpg': '',
    'fake.jpg': '<html></html>',
  });
  return { app, home, backup, card };
}

test('every file is told for what it is: new, known here or in another storage, same picture, companion, unusable', async () => {
  const { app, home, backup, card } = await library();
  const wish = { sources: [card], storage: home.uuid };
  const { rows, job_id } = await table(app, wish);
  expect(rows).toEqual([
    'fake.jpg | unsupported | none',
    'new.jpg | new | import',
    'new.xmp | companion | import',
    'notes.txt | unsupported | none',
    'renamed one.jpg | identical | skip | here Home:old/one.jpg',
    'three.jpg | identical | import | online Backup:older/three.jpg',
    'two, retagged.jpg | same_picture | import | here Home:old/two.jpg taken_at,camera',
    'zero.jpg | unreadable | none',
    'zwin of new.jpg | identical | skip | here Home:an earlier file of this import',
  ]);
  const companions = await app.call('import.previewFiles', { job_id, kind: 'companion' });
  expect([companions.total, companions.files.map(({ path }) => path), companions.next_cursor]).toEqual([1, ['new.xmp'], null]);
  const preview = await app.preview(wish);
  expect([preview.groups, preview.elsewhere]).toEqual([
    { new: 1, identical: 3, same_picture: 1, companion: 1, unsupported: 2, unreadable: 1 },
    1,
  ]);
  // Not connected is known all the same, and no reason to leave anything out.
  renameSync(backup.root, `${backup.root}.away`);
  const away = await table(app, { ...wish, elsewhere: 'skip' });
  expect(away.rows.find((row) => row.startsWith('three'))).toBe('three.jpg | identical | import | away Backup:older/three.jpg');
  await expect(app.call('import.previewFiles', { job_id: 'unknown' })).rejects.toMatchObject({ code: 'job-not-found' });
});

test('every file that has a picture shows it before anything is copied, and no other file of the machine can be asked for', async () => {
  const { app, home, card } = await library();
  const { job_id } = await table(app, { sources: [card], storage: home.uuid });
  const { files } = await app.call('import.previewFiles', { job_id });
  expect(files.filter(({ hothash }) => hothash === null).map(({ path }) => path)).toEqual(['fake.jpg', 'new.xmp', 'notes.txt', 'zero.jpg']);
  const { hothash } = files.find(({ path }) => path === 'new.jpg') as { hothash: string };
  const picture = await app.engine.mediaFiles.hotpreviewPath(hothash);
  expect(await sharp(picture as string).metadata()).toMatchObject({ format: 'jpeg' });
  expect(await app.engine.mediaFiles.hotpreviewPath('f'.repeat(64))).toBeNull();
  expect(await app.engine.mediaFiles.originalPath(hothash)).toBeNull();
});

test('the picture of a file is made once while the file stays as it was read, and never of what it became', async () => {
  const { app, home, card } = await library();
  const { job_id } = await table(app, { sources: [card], storage: home.uuid });
  const { files } = await app.call('import.previewFiles', { job_id });
  const hothashOf = (path: string): string => files.find((file) => file.path === path)?.hothash ?? '';
  const [mine, other] = [hothashOf('new.jpg'), hothashOf('two, retagged.jpg')];
  const ask = (hothash: string): Promise<string | null> => app.engine.mediaFiles.hotpreviewPath(hothash);
  const [picture] = await Promise.all([ask(mine), ask(mine)]);
  writeFileSync(picture as string, 'kept');
  expect([await ask(mine), readFileSync(picture as string, 'utf8')]).toEqual([picture, 'kept']);
  // Twins of one picture: the last that was read stands for it.
  writeFileSync(join(card, 'zwin of new.jpg'), await jpeg({ seed: 77 }));
  writeFileSync(join(card, 'two, retagged.jpg'), await jpeg({ seed: 78 }));
  expect(await ask(mine)).toBeNull();
  expect(await ask(other), 'the library has this one').not.toBeNull();
});

test('pictures of imports go when they are old, the oldest first when they are too many, and are made again when asked for', async () => {
  const { app, home, card } = await library();
  const folder = join(app.folder, 'home/cache/importpreviews');
  const { job_id } = await table(app, { sources: [card], storage: home.uuid });
  const { files } = await app.call('import.previewFiles', { job_id, kind: 'new' });
  const picture = (await app.engine.mediaFiles.hotpreviewPath(files[0]?.hothash ?? '')) as string;
  const { maxAgeMs } = previewPictureBounds;
  const age = (path: string, ageMs: number): void => utimesSync(path, new Date(), new Date(Date.now() - ageMs));
  writeTree(folder, { 'fresh.jpg': 'x', 'old.jpg': 'x', 'half written.tmp': 'x' });
  age(join(folder, 'fresh.jpg'), 0);
  age(join(folder, 'old.jpg'), maxAgeMs + 60_000);
  age(join(folder, 'half written.tmp'), maxAgeMs + 60_000);
  age(picture, maxAgeMs + 60_000);
  await table(app, { sources: [card], storage: home.uuid });
  expect(readdirSync(folder)).toEqual(['fresh.jpg']);
  expect(await app.engine.mediaFiles.hotpreviewPath(files[0]?.hothash ?? '')).toBe(picture);

  for (const [name, ageMs] of Object.entries({ 'a.jpg': 3000, 'b.jpg': 1000, 'c.jpg': 2000 })) {
    writeTree(folder, { [name]: 'x'.repeat(40) });
    age(join(folder, name), ageMs);
  }
  rmSync(picture);
  rmSync(join(folder, 'fresh.jpg'));
  await trimCache(folder, { maxAgeMs, maxBytes: 100 }, new Date());
  expect(readdirSync(folder)).toEqual(['b.jpg', 'c.jpg']);
  await trimCache(join(folder, 'absent'), { maxAgeMs, maxBytes: 0 }, new Date());
});

test('what a person chooses for each group is what the preview counts and the import does', async () => {
  for (const choice of [
    {},
    { elsewhere: 'skip' },
    { same_picture: 'skip' },
    { same_picture: 'reference', elsewhere: 'skip', duplicates: 'reference' },
    { duplicates: 'keep' },
  ] as const) {
    const { app, home, card } = await library();
    const wish = { sources: [card], storage: home.uuid, ...choice };
    const preview = await app.preview(wish);
    const result = await app.import(wish);
    expect(result.counts, JSON.stringify(choice)).toEqual(preview.counts);
    expect(result.matches.map(({ path }) => path).toSorted()).toEqual(preview.matches.map(({ path }) => path).toSorted());
    const shown = (await app.call('search', { query: `session:Card`, limit: 50 })).photos.length;
    const brought = Object.keys(readTree(join(home.photos, 'Card'))).filter((path) => path.endsWith('.jpg')).length;
    if ('same_picture' in choice && choice.same_picture === 'reference') expect([shown, brought]).toEqual([3, 1]);
    if ('duplicates' in choice && choice.duplicates === 'keep') expect(brought).toBe(5);
  }
});

test('bytes of another storage count only when they were read just now, and a skipped source never leaves the card', async () => {
  const { app, home, backup, card } = await library();
  for (const path of ['two, retagged.jpg', 'zero.jpg', 'fake.jpg', 'notes.txt', 'renamed one.jpg', 'zwin of new.jpg', 'new.jpg', 'new.xmp'])
    rmSync(join(card, path));
  const wish = { sources: [card], storage: home.uuid, elsewhere: 'skip' as const };
  const skipped = await app.import({ ...wish, mode: 'move' });
  expect([skipped.counts.skipped, skipped.counts.moved, skipped.matches]).toEqual([
    1,
    0,
    [{ path: 'three.jpg', kind: 'duplicate', matches: 'Backup: older/three.jpg' }],
  ]);
  expect(Object.keys(readTree(card))).toEqual(['three.jpg']);
  appendFileSync(join(backup.photos, 'older/three.jpg'), 'rot');
  expect((await app.import(wish)).counts).toMatchObject({ imported: 1, skipped: 0 });
});

test('a folder of many files is counted in the order of its names, and of stored twins the one that still holds its bytes counts', async () => {
  const { app, home, card } = await library();
  await app.import({ sources: [join(app.folder, 'old/one.jpg')], storage: home.uuid, duplicates: 'keep' });
  appendFileSync(join(home.photos, 'old/one.jpg'), 'rot');
  rmSync(card, { recursive: true });
  const [known, fresh] = [await jpeg({ seed: 1, takenAt: '2024:07:15 10:00:00', camera: 'Canon R6' }), await jpeg({ seed: 50 })];
  const number = (index: number): string => String(index).padStart(3, '0');
  // More than are read at once, in folders of several sizes.
  const bytesOf = (index: number): Uint8Array | string => (index % 100 === 7 ? '' : index % 2 === 0 ? known : fresh);
  writeTree(card, Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`${at < 10 ? 'a' : 'b'}/${number(at)}.jpg`, bytesOf(at)])));
  const wish = { sources: [card], storage: home.uuid };
  const preview = await app.preview(wish);
  expect(preview.counts).toMatchObject({ found: 600, imported: 1, duplicates: 593, failed: 6 });
  expect(preview.problems.map(({ path }) => path)).toEqual(
    ['a/007', 'b/107', 'b/207', 'b/307', 'b/407', 'b/507'].map((name) => `${name}.jpg`),
  );
  const { files } = await app.call('import.previewFiles', { job_id: (await table(app, wish)).job_id, cursor: 0, limit: 1000 });
  expect(files.filter(({ action }) => action === 'import').map(({ path }) => path)).toEqual(['a/001.jpg']);
  const here = new Set(files.flatMap(({ matches }) => matches.map(({ path }) => path)));
  expect([...here].toSorted()).toEqual(['an earlier file of this import', 'one.jpg']);
});

test('the command line lists the same, and what a move would take away', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>' });
  writeTree(join(folder, 'base'), { '.keep': '' });
  writeFileSync(join(folder, 'Card/x.txt'), 'x');
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  const args = ['import', join(folder, 'Card'), '--storage', 'S', '--mode', 'move', '--dry-run'];
  const listed = await json<{ files: PreviewFile[] }>(home, args, [3]);
  expect(listed.files.map(rowOf).toSorted()).toEqual(['a.jpg | new | import', 'a.xmp | companion | import', 'x.txt | unsupported | none']);
  expect((await runCli(home, args)).stdout).toContain(
    'Would go to the trash, each after its stored copy was read again:\n  a.jpg\n  a.xmp',
  );
});

test('files stand in the order people read, in every list: of the preview, of the import, of its session, of the command line', async () => {
  const app = await testEngine();
  const storage = await app.newStorage('Home');
  const card = join(app.folder, 'Card');
  const names = ['10/1.jpg', '9/IMG_10.jpg', '9/IMG_2.jpg', 'IMG_10.jpg', 'IMG_2.jpg', 'img_3.jpg'];
  for (const [seed, name] of names.entries()) writeTree(card, { [name]: await jpeg({ seed }) });
  writeTree(card, { 'b10.txt': 'x', 'b9.txt': 'x' });
  const wish = { sources: [card], storage: storage.uuid };
  const pages = async (): Promise<string[]> => {
    const { job_id } = await app.call('import.preview', wish);
    await app.ended(job_id);
    const first = await app.call('import.previewFiles', { job_id, limit: 5 });
    const second = await app.call('import.previewFiles', { job_id, limit: 5, cursor: first.next_cursor ?? 0 });
    return [...first.files, ...second.files].map(({ path }) => path);
  };
  const pictures = ['IMG_2.jpg', 'img_3.jpg', 'IMG_10.jpg', '9/IMG_2.jpg', '9/IMG_10.jpg', '10/1.jpg'];
  expect(await pages()).toEqual(['b9.txt', 'b10.txt', ...pictures]);
  await app.import(wish);
  const again = await app.import(wish);
  expect(again.matches.map(({ path }) => path)).toEqual(pictures);
  const { problems } = await app.call('session.show', { session_id: again.session.id });
  for (const list of [again.problems, problems, (await app.preview(wish)).problems])
    expect(list.map(({ path }) => path)).toEqual(['b9.txt', 'b10.txt']);
  await app.engine.close();
  const args = ['import', card, '--storage', 'Home', '--mode', 'move', '--dry-run'];
  const { stdout } = await runCli(join(app.folder, 'home'), args);
  for (const list of [pictures.map((path) => `  ${path} is Card/${path}`), pictures.map((path) => `  ${path}`)])
    expect(stdout).toContain(list.join('\n'));
});
