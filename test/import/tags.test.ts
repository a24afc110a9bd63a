/** Tags that a person gives with an import: all that is new to the library has them, as if given by hand, whatever interrupts it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SessionIndex } from '#core/format/session-index.ts';
import { json, runCli } from '../builders/cli.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const xmp = (tag: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject><rdf:Bag><rdf:li>${tag}</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;

const indexOf = (root: string, session: number): SessionIndex =>
  SessionIndex.parse(JSON.parse(readFileSync(join(root, `imports/session_${session}.json`), 'utf8')));

/** Tags by the name of the file that a photo has. */
async function tagsIn(app: TestEngine): Promise<Record<string, string[]>> {
  const { photos } = await app.call('search', { query: 'jpg', limit: 500 });
  const details = await Promise.all(photos.map(({ hothash }) => app.call('photo.show', { hothash })));
  return Object.fromEntries(
    details.map(({ files, tags }) => [files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join(' '), [...tags]]).toSorted(),
  ) as Record<string, string[]>;
}

test('what is new to the library gets them beside those of its file, and what was there keeps its own', async () => {
  const app = await testEngine();
  const [home, other] = [await app.newStorage('Home'), await app.newStorage('Other')];
  const [old, card] = [join(app.folder, 'old'), join(app.folder, 'Card')];
  writeTree(join(app.folder, 'elsewhere'), { 'other.jpg': await jpeg({ seed: 3 }) });
  writeTree(old, { 'same.jpg': await jpeg({ seed: 1 }), 'shot.jpg': await jpeg({ seed: 2, takenAt: '2024:01:01 10:00:00' }) });
  await app.import({ sources: [join(app.folder, 'elsewhere')], storage: other.uuid, tags: ['attic'] });
  await app.import({ sources: [old], storage: home.uuid });
  writeTree(card, {
    'a.jpg': await jpeg({ seed: 10 }),
    'b.jpg': await jpeg({ seed: 11 }),
    'b.xmp': xmp('harbour'),
    'other copy.jpg': await jpeg({ seed: 3 }),
    'same again.jpg': await jpeg({ seed: 1 }),
    'shot 2.jpg': await jpeg({ seed: 2, takenAt: '2020:01:01 10:00:00' }),
    'twin of a.jpg': await jpeg({ seed: 10, takenAt: '2021:01:01 10:00:00' }),
  });
  await app.import({ sources: [card], storage: home.uuid, tags: [' Italy ', 'Italy', 'A\u030arhus'] });
  expect(await tagsIn(app)).toEqual({
    'a.jpg twin of a.jpg': ['Italy', 'Århus'],
    'b.jpg': ['Italy', 'harbour', 'Århus'],
    'other.jpg other copy.jpg': ['attic'],
    'same.jpg': [],
    'shot.jpg shot 2.jpg': [],
  });
  expect((await app.call('search', { query: 'tag:italy', limit: 9 })).total).toBe(2);
  const { import_session: session, files } = indexOf(home.root, 3);
  expect(session.rules).toMatchObject({ tags: [' Italy ', 'Italy', 'A\u030arhus'].map((tag) => tag.trim()) });
  const said = Object.values(files).map(({ path, photo }) => [path, photo?.tags, photo?.['user_fields'], photo?.rev, photo?.updated_at]);
  expect(said.find(([path]) => path === 'Card/b.jpg')).toEqual([
    'Card/b.jpg',
    ['Italy', 'harbour', 'Århus'],
    ['tags'],
    1,
    expect.any(String),
  ]);
  expect(said.find(([path]) => path === 'Card/shot 2.jpg')).toEqual(['Card/shot 2.jpg', [], [], 0, null]);
  expect((await app.call('tag.list', {})).tags.map(({ name, photos }) => `${name} ${photos}`)).toEqual([
    'Italy 2',
    'attic 1',
    'harbour 1',
    'Århus 2',
  ]);
});

test('they win over what a sidecar says later, and a photo that comes back to the library gets them too', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const sources = (name: string): string[] => [join(app.folder, name)];
  writeTree(join(app.folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp('harbour'), 'c.jpg': await jpeg({ seed: 3 }) });
  writeTree(join(app.folder, 'Plain'), { 'b.jpg': await jpeg({ seed: 2 }), 'b.xmp': xmp('quay') });
  await app.import({ sources: sources('Card'), storage: storage.uuid, tags: ['Italy'] });
  await app.import({ sources: sources('Plain'), storage: storage.uuid });
  for (const path of ['Card/a.xmp', 'Plain/b.xmp']) writeFileSync(join(storage.photos, path), xmp(`boats of ${path}`));
  await app.scan({ storage: storage.uuid });
  expect(await tagsIn(app)).toEqual({ 'a.jpg': ['Italy', 'harbour'], 'b.jpg': ['boats of Plain/b.xmp'], 'c.jpg': ['Italy'] });
  const { plan_id } = await app.call('session.planUndo', { session_id: 1 });
  await app.ended((await app.call('session.undo', { plan_id })).job_id);
  expect(Object.keys(await tagsIn(app))).toEqual(['a.jpg', 'b.jpg']);
  writeTree(join(app.folder, 'Again'), { 'd.jpg': await jpeg({ seed: 3 }) });
  await app.import({ sources: sources('Again'), storage: storage.uuid, tags: ['Rome'] });
  expect((await tagsIn(app))['d.jpg']).toEqual(['Italy', 'Rome']);
});

test('an import that goes on after it was stopped, and even after the catalog was lost, gives them to the rest', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(app.folder, 'Card');
  const files = await Promise.all(Array.from({ length: 60 }, async (_, seed) => [`${seed}.jpg`, await jpeg({ seed })] as const));
  writeTree(card, Object.fromEntries(files));
  const { job_id, session_id } = await app.call('import.start', { sources: [card], storage: storage.uuid, tags: ['Italy'] });
  await new Promise<void>((resolve) =>
    app.engine.onEvent(
      (name, payload) =>
        name === 'job.changed' && (payload as { job: { progress: { done_files: number } } }).job.progress.done_files > 5 && resolve(),
    ),
  );
  await app.call('job.cancel', { job_id });
  await app.ended(job_id);
  const begun = (await app.call('session.show', { session_id })).photo_count;
  expect(begun).toBeLessThan(60);
  await app.engine.close();
  rmSync(join(app.folder, 'home'), { recursive: true });
  // Whatever somebody wrote into the index: only names are tags.
  const index = join(storage.root, 'imports/session_1.json');
  const text = readFileSync(index, 'utf8');
  expect(text).toContain('"Italy"\n      ]');
  writeFileSync(index, text.replace(/"Italy"\n {6}\]/, '"Italy", 7, "  ", ["x"]\n      ]'));
  const again = await testEngine({ folder: app.folder });
  await again.ended((await again.call('recover.start', { paths: [storage.root], dry_run: false })).job_id);
  const [session] = (await again.call('session.list', {})).sessions;
  await again.ended((await again.call('session.resume', { session_id: session?.id ?? 0 })).job_id);
  expect((await again.call('tag.list', {})).tags).toEqual([{ name: 'Italy', photos: 60 }]);
});

test('the command line takes any number of them, and refuses one without a name before anything is done', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  writeTree(join(folder, 'Card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  writeTree(join(folder, 'base'), { '.keep': '' });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  const args = ['import', join(folder, 'Card'), '--storage', 'S'];
  const refused = await runCli(home, [...args, '--tag', ' ']);
  expect([refused.code, (await json<{ sessions: unknown[] }>(home, ['session', 'list'])).sessions]).toEqual([2, []]);
  await json(home, [...args, '--tag', 'Italy', '--tag', 'the family']);
  expect(await json(home, ['tag', 'list'])).toMatchObject({
    tags: [
      { name: 'Italy', photos: 1 },
      { name: 'the family', photos: 1 },
    ],
  });
});
