/** Several imports at once, pausing and cancelling them, and trying only what failed again. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JobDto } from '#contract/job.ts';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import { json, runCli } from '../builders/cli.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { rawFile } from '../builders/images.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"/></rdf:RDF></x:xmpmeta>`;

async function photos(count: number, from = 0): Promise<Record<string, Uint8Array>> {
  const files = Array.from({ length: count }, async (_, n) => [`${from + n}.jpg`, await jpeg({ seed: from + n })] as const);
  return Object.fromEntries(await Promise.all(files));
}

/** Waits until a job is as it should be, told by its events. */
function until(app: TestEngine, jobId: string, isSo: (job: JobDto) => boolean): Promise<JobDto> {
  return new Promise((resolve, reject) => {
    const look = (job: JobDto): void => {
      if (job.job_id !== jobId || !isSo(job)) return;
      stop();
      resolve(job);
    };
    const stop = app.engine.onEvent((name, payload) => name === 'job.changed' && look((payload as { job: JobDto }).job));
    app.call('job.show', { job_id: jobId }).then(look, reject);
  });
}

test('a second import waits for the first, a waiting one can be given up at once, and the third comes next', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  for (const [n, name] of ['one', 'two', 'three'].entries()) writeTree(join(app.folder, name), await photos(12, n * 100));
  const begin = (name: string) => app.call('import.start', { sources: [join(app.folder, name)], storage: storage.uuid });
  const first = await begin('one');
  await app.call('job.pause', { job_id: first.job_id });
  const [second, third] = [await begin('two'), await begin('three')];
  const states = async () => (await app.call('job.list', {})).jobs.map(({ title, status }) => `${title} ${status}`).toSorted();
  expect(await states()).toEqual(['one paused', 'three waiting', 'two waiting']);
  await app.call('job.cancel', { job_id: second.job_id });
  expect((await app.ended(second.job_id)).status).toBe('cancelled');
  // Pausing what has not begun changes nothing, and so does the wait of others.
  expect((await app.call('job.pause', { job_id: third.job_id })).status).toBe('waiting');
  await app.call('job.unpause', { job_id: first.job_id });
  const [one, three] = [await app.ended(first.job_id), await app.ended(third.job_id)];
  expect([one.status, three.status]).toEqual(['done', 'done']);
  expect(Date.parse(three.started_at)).toBeGreaterThanOrEqual(Date.parse(one.finished_at ?? ''));
  // The one that was given up is a session like any other that was interrupted: it goes on when asked.
  const { sessions } = await app.call('session.list', {});
  expect(sessions.map(({ title, status, photo_count: n }) => `${title} ${status} ${n}`).toSorted()).toEqual([
    'one complete 12',
    'three complete 12',
    'two incomplete 0',
  ]);
  const resumed = await app.call('session.resume', { session_id: second.session_id });
  expect((await app.ended(resumed.job_id)).result).toMatchObject({ counts: { imported: 12 } });
});

test('an import that is paused stands still, and goes on where it stood', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  writeTree(join(app.folder, 'Card'), await photos(60));
  const { job_id } = await app.call('import.start', { sources: [join(app.folder, 'Card')], storage: storage.uuid });
  await until(app, job_id, (job) => job.progress.done_files > 3);
  await app.call('job.pause', { job_id });
  const paused = await app.call('job.show', { job_id });
  expect(paused.status).toBe('paused');
  await app.call('job.unpause', { job_id });
  expect(await app.ended(job_id)).toMatchObject({ status: 'done', result: { counts: { imported: 60 }, session: { status: 'complete' } } });
});

test('only what failed is tried again: a file that was damaged, one that was away, one that a move left behind', async () => {
  const folder = tempFolder();
  let isFull = true;
  const real = freedesktopTrash({ dataHome: join(folder, 'data') });
  const app = await testEngine({ folder, trash: { put: async (path) => (isFull ? 'the trash is full' : real.put(path)) } });
  const storage = await app.newStorage();
  const card = join(folder, 'Card');
  writeTree(card, { ...(await photos(3)), 'bad.jpg': '<html></html>' });
  const wish = { sources: [card], storage: storage.uuid, mode: 'move' as const };
  const first = await app.import(wish);
  expect(first.counts).toMatchObject({ imported: 3, moved: 0, unsupported: 1 });
  expect(first.problems.map(({ path, code }) => `${code} ${path}`)).toEqual([
    'source-kept 0.jpg',
    'source-kept 1.jpg',
    'source-kept 2.jpg',
    'not-an-image bad.jpg',
  ]);
  writeFileSync(join(card, 'bad.jpg'), await jpeg({ seed: 50 }));
  isFull = false;
  const before = readTree(storage.photos);
  const { job_id } = await app.call('session.resume', { session_id: 1, failed: true });
  const again = (await app.ended(job_id)).result;
  expect(again).toMatchObject({ counts: { found: 4, imported: 4, moved: 4, failed: 0, unsupported: 0 }, problems: [] });
  expect(readTree(card)).toEqual({});
  expect(readTree(storage.photos)).toMatchObject(before);
  await expect(app.call('session.resume', { session_id: 1, failed: true })).rejects.toMatchObject({
    code: 'session-complete',
    message: expect.stringContaining('none of its files failed'),
  });
});

test('the command line tries failed files again', async () => {
  const folder = tempFolder();
  const home = join(folder, 'home');
  const card = join(folder, 'Card');
  writeTree(card, { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': 'no picture at all' });
  writeTree(join(folder, 'base'), { '.keep': '' });
  await json(home, ['storage', 'create', join(folder, 'base'), '--name', 'S']);
  await json(home, ['import', card, '--storage', 'S'], [3]);
  rmSync(join(card, 'b.jpg'));
  const gone = await json<{ problems: { code: string }[] }>(home, ['session', 'resume', '1', '--failed'], [3]);
  expect(gone.problems.map(({ code }) => code)).toEqual(['vanished']);
  writeTree(card, { 'b.jpg': await jpeg({ seed: 2 }) });
  expect(await json(home, ['session', 'resume', '1', '--failed'])).toMatchObject({ counts: { imported: 2, failed: 0 }, problems: [] });
  expect((await runCli(home, ['session', 'resume', '1', '--failed'])).code).toBe(1);
});

test('what was refused while the source was listed is tried again, and what is refused again stays told, once', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(app.folder, 'Card');
  writeTree(card, { ...(await photos(2)), mended: '', gone: '', 'still/empty': '', 'notes.txt': 'no photo' });
  const first = await app.import({ sources: [card], storage: storage.uuid });
  expect(first.problems.map(({ path, code }) => `${code} ${path}`)).toEqual([
    'empty gone',
    'empty mended',
    'unsupported notes.txt',
    'empty still/empty',
  ]);
  writeFileSync(join(card, 'mended'), await jpeg({ seed: 60 }));
  rmSync(join(card, 'gone'));
  writeTree(card, { 'later.jpg': await jpeg({ seed: 61 }) });
  const retry = async (): Promise<unknown> =>
    (await app.ended((await app.call('session.resume', { session_id: 1, failed: true })).job_id)).result;
  for (const _ of [1, 2])
    expect(await retry()).toMatchObject({
      counts: { found: 5, imported: 3, failed: 1, unsupported: 1 },
      problems: [{ path: 'notes.txt' }, { path: 'still/empty' }],
    });
  expect(Object.keys(readTree(storage.photos)).toSorted()).toEqual(['Card/0.jpg', 'Card/1.jpg', 'Card/mended']);
  rmSync(join(card, 'still'), { recursive: true });
  expect(await retry()).toMatchObject({ counts: { found: 4, imported: 3, failed: 0 }, problems: [{ path: 'notes.txt' }] });
  await expect(app.call('session.resume', { session_id: 1, failed: true })).rejects.toMatchObject({ code: 'session-complete' });
});

test('what failed of a photo that is in the library joins it when it is tried again', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(app.folder, 'Card');
  const companions = { '59.xmp': xmp, '59.nef': rawFile('NEF', { preview: await jpeg({ seed: 99 }) }) };
  writeTree(card, { ...(await photos(60)), ...companions });
  const { job_id } = await app.call('import.start', { sources: [card], storage: storage.uuid, layout: 'flat' });
  await until(app, job_id, (job) => job.progress.done_files > 3);
  await app.call('job.pause', { job_id });
  for (const name of Object.keys(companions)) rmSync(join(card, name));
  await app.call('job.unpause', { job_id });
  expect(await app.ended(job_id)).toMatchObject({ result: { counts: { imported: 60, companions: 0, failed: 2 } } });

  writeTree(card, companions);
  const again = await app.ended((await app.call('session.resume', { session_id: 1, failed: true })).job_id);
  expect(again.result).toMatchObject({ counts: { imported: 60, companions: 2, failed: 0 }, problems: [] });
  expect(Object.keys(readTree(storage.photos))).toEqual(expect.arrayContaining(['59.jpg', '59.nef', '59.xmp']));
  expect((await app.call('search', { query: 'rating:4' })).photos).toMatchObject([{ file_name: '59.jpg' }]);
  expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
});

test('companions that were on their way to photos of the library when an import was given up arrive when it goes on', async () => {
  const app = await testEngine();
  const storage = await app.newStorage();
  const card = join(app.folder, 'Card');
  const wish = { sources: [card], storage: storage.uuid, layout: 'flat' as const };
  writeTree(card, await photos(60));
  await app.import(wish);
  for (let n = 0; n < 60; n++) writeFileSync(join(card, `${n}.xmp`), xmp);
  const { job_id, session_id: id } = await app.call('import.start', wish);
  await until(app, job_id, (job) => job.progress.done_files > 3);
  await app.call('job.cancel', { job_id });
  expect((await app.ended(job_id)).status).toBe('cancelled');
  const { result } = await app.ended((await app.call('session.resume', { session_id: id })).job_id);
  expect(result).toMatchObject({ counts: { imported: 0, companions: 60, duplicates: 60 }, problems: [] });
  expect((await app.call('search', { query: 'rating:4' })).total).toBe(60);
});
