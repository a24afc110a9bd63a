/** What other programs write into XMP sidecars: taken at import and when it changes, under what a person said in ImaLink. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { manualTimers } from '../builders/timers.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus/sidecar');

interface Words {
  readonly rating?: number;
  readonly label?: string;
  readonly title?: string;
  readonly caption?: string;
  readonly tags?: readonly string[];
}

/** As Lightroom writes it. */
function xmp({ rating, label, title, caption, tags = [] }: Words): string {
  const attributes = [rating === undefined ? '' : `xmp:Rating="${rating}"`, label === undefined ? '' : `xmp:Label="${label}"`].join(' ');
  const alt = (name: string, text: string | undefined): string =>
    text === undefined ? '' : `<dc:${name}><rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt></dc:${name}>`;
  const bag =
    tags.length === 0 ? '' : `<dc:subject><rdf:Bag>${tags.map((tag) => `<rdf:li>${tag}</rdf:li>`).join('')}</rdf:Bag></dc:subject>`;
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
  crs:Exposure2012="+0.50" ${attributes}>${alt('title', title)}${alt('description', caption)}${bag}</rdf:Description></rdf:RDF></x:xmpmeta>`;
}

async function imported(files: Record<string, Buffer | string>) {
  const app = await testEngine();
  writeTree(join(app.folder, 'card'), files);
  const storage = await app.newStorage('base');
  await app.import({ sources: [join(app.folder, 'card')], storage: storage.uuid });
  return { app, storage, folder: join(storage.photos, 'card') };
}

async function photoOf(app: TestEngine, name: string) {
  const { photos } = await app.call('search', { query: name });
  return app.call('photo.show', { hothash: photos[0]?.hothash ?? '' });
}

let secondsAgo = 5000;
/** Written a while ago, each time later than before: not a file that is still being written. */
function rewrite(path: string, content: Buffer | string): void {
  writeFileSync(path, content);
  const at = new Date(Date.now() - --secondsAgo * 1000);
  utimesSync(path, at, at);
}

describe('an XMP sidecar', () => {
  test('speaks for its photo at import: rating, label, title, caption, tags', async () => {
    const words = { rating: 4, label: 'Green', title: 'Bridge', caption: 'At dusk', tags: ['rome', 'Tiber'] };
    const { app } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp(words) });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({
      rating: 4,
      color: 'green',
      title: 'Bridge',
      caption: 'At dusk',
      tags: ['Tiber', 'rome'],
    });
  });

  test('that rejects with a rating of -1 flags its photo', async () => {
    const { app } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.jpg.xmp': xmp({ rating: -1, label: 'Somebody’s own' }) });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 0, flag: 'reject', color: null });
  });

  test('that changes outside is read again by the next scan, and undone with it', async () => {
    const { app, storage, folder } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp({ rating: 2, tags: ['rome'] }) });
    rewrite(join(folder, 'a.xmp'), xmp({ rating: 5, label: 'Red', tags: ['rome', 'night'] }));
    const { applied } = await app.scan({ storage: storage.uuid });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 5, color: 'red', tags: ['night', 'rome'] });
    await app.call('history.undo', { id: applied.journal_id ?? 0 });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 2, color: null, tags: ['rome'] });
  });

  test('that another program writes beside a known photo is read when it is found', async () => {
    const { app, storage, folder } = await imported({ 'a.jpg': await jpeg({ seed: 1 }) });
    rewrite(join(folder, 'a.jpg.xmp'), xmp({ rating: 3, caption: 'From darktable' }));
    await app.scan({ storage: storage.uuid });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 3, caption: 'From darktable' });
    const again = await app.scan({ storage: storage.uuid });
    expect([again.changes_detected, again.applied.changes]).toEqual([false, 0]);
  });

  test('that is edited and moved with its photo in one breath is read where it is now', async () => {
    const { app, storage, folder } = await imported({
      'a.jpg': await jpeg({ seed: 1 }),
      'a.xmp': xmp({ rating: 2 }),
      'b.jpg': await jpeg({ seed: 2 }),
    });
    for (const ending of ['jpg', 'xmp']) renameSync(join(folder, `a.${ending}`), join(folder, `new name.${ending}`));
    rewrite(join(folder, 'new name.xmp'), xmp({ rating: 5 }));
    await app.scan({ storage: storage.uuid });
    expect(await photoOf(app, '"new name"')).toMatchObject({ rating: 5 });
  });

  test('never overrules the person', async () => {
    const { app, storage, folder } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp({ rating: 2 }) });
    const { hothash } = await photoOf(app, 'a.jpg');
    await app.call('photo.edit', { hothashes: [hothash], change: { rating: 1, add_tags: ['mine'] } });
    rewrite(join(folder, 'a.xmp'), xmp({ rating: 5, caption: 'Theirs', tags: ['theirs'] }));
    await app.scan({ storage: storage.uuid });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 1, caption: 'Theirs', tags: ['mine'] });
  });

  test('stands above what the file itself says, also when that is read again', async () => {
    const { app, storage, folder } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp({ rating: 4 }) });
    rewrite(join(folder, 'a.jpg'), await jpeg({ seed: 1, camera: 'Canon EOS R5' }));
    await app.scan({ storage: storage.uuid });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 4, camera: 'Canon EOS R5' });
  });

  test('that is broken says nothing, and its photo is imported all the same', async () => {
    const { app } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF' });
    expect(await photoOf(app, 'a.jpg')).toMatchObject({ rating: 0, files: [{ companions: [{ role: 'sidecar' }] }] });
  });

  test('of real programs is understood', async ({ skip }) => {
    if (!existsSync(corpus)) skip('../shared/corpus is not there');
    const real = (name: string): Buffer => readFileSync(join(corpus, name));
    const { app } = await imported({
      '20240107_110258.jpg': real('20240107_110258.jpg'),
      '20240107_110258.jpg.xmp': real('20240107_110258.jpg.xmp'),
    });
    expect(await photoOf(app, '20240107')).toMatchObject({ rating: 3 });
  });
});

describe('writing sidecars', () => {
  /** Edits, and ends: what waits for its moment is written then. */
  async function edited(change: object, files: Record<string, Buffer | string>, settings: object = { write_sidecars: true }) {
    const { app, storage, folder } = await imported(files);
    await app.call('settings.set', settings);
    const { hothash } = await photoOf(app, 'a.jpg');
    await app.call('photo.edit', { hothashes: [hothash], change });
    await app.engine.close();
    return { folder, storage, home: app.folder };
  }

  test('is off until the person wants it', async () => {
    const { folder } = await edited({ rating: 4 }, { 'a.jpg': await jpeg({ seed: 1 }) }, {});
    expect(existsSync(join(folder, 'a.jpg.xmp'))).toBe(false);
  });

  test('puts a new one beside the photo, which stays as it was; no scan has anything to tell of it', async () => {
    const picture = await jpeg({ seed: 1 });
    const { folder, storage, home } = await edited(
      { rating: 4, color: 'red', add_tags: ['rome'] },
      { 'a.jpg': picture, 'b.jpg': await jpeg({ seed: 2 }) },
    );
    const text = readFileSync(join(folder, 'a.jpg.xmp'), 'utf8');
    expect([text.includes('xmp:Rating="4"'), text.includes('xmp:Label="Red"'), text.includes('<rdf:li>rome</rdf:li>')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(readFileSync(join(folder, 'a.jpg')).equals(picture)).toBe(true);
    expect(existsSync(join(folder, 'b.jpg.xmp'))).toBe(false);
    const app = await testEngine({ folder: home });
    const scanned = await app.scan({ storage: storage.uuid });
    expect([scanned.changes_detected, scanned.applied.changes]).toEqual([false, 0]);
    expect((await photoOf(app, 'a.jpg')).files[0]?.companions).toMatchObject([{ role: 'sidecar' }]);
  });

  test('changes only the words of one that is there, and keeps the former version', async () => {
    const theirs = xmp({ rating: 2, caption: 'Theirs' });
    const { folder, storage } = await edited({ rating: 5 }, { 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': theirs });
    const text = readFileSync(join(folder, 'a.xmp'), 'utf8');
    expect(text).toContain('xmp:Rating="5"');
    expect([text.includes('crs:Exposure2012="+0.50"'), text.includes('Theirs'), existsSync(join(folder, 'a.jpg.xmp'))]).toEqual([
      true,
      true,
      false,
    ]);
    const kept = join(storage.root, '.imalink/history/sidecars', `${createHash('sha256').update(theirs).digest('hex')}.xmp`);
    expect(readFileSync(kept, 'utf8')).toBe(theirs);
  });

  test('leaves one alone that another program changed since the last scan, and writes it after that scan', async () => {
    const { app, storage, folder } = await imported({ 'a.jpg': await jpeg({ seed: 1 }), 'a.xmp': xmp({ rating: 2 }) });
    rewrite(join(folder, 'a.xmp'), xmp({ rating: 1, caption: 'Newer' }));
    await app.call('settings.set', { write_sidecars: true });
    const { hothash } = await photoOf(app, 'a.jpg');
    await app.call('photo.edit', { hothashes: [hothash], change: { rating: 5 } });
    await app.engine.close();
    expect(readFileSync(join(folder, 'a.xmp'), 'utf8')).toBe(xmp({ rating: 1, caption: 'Newer' }));
    const again = await testEngine({ folder: app.folder });
    await again.scan({ storage: storage.uuid });
    await again.engine.close();
    const text = readFileSync(join(folder, 'a.xmp'), 'utf8');
    expect([text.includes('xmp:Rating="5"'), text.includes('Newer')]).toEqual([true, true]);
  });

  test('says again what is true after an undo, and never touches one that cannot be read', async () => {
    const { app, folder } = await imported({
      'a.jpg': await jpeg({ seed: 1 }),
      'b.jpg': await jpeg({ seed: 2 }),
      'b.xmp': 'no xml at all',
    });
    await app.call('settings.set', { write_sidecars: true });
    const [a, b] = [await photoOf(app, 'a.jpg'), await photoOf(app, 'b.jpg')];
    await app.call('photo.edit', { hothashes: [a.hothash, b.hothash], change: { rating: 5 } });
    await expect.poll(() => existsSync(join(folder, 'a.jpg.xmp')), { timeout: 20_000 }).toBe(true);
    await app.call('edit.undo', {});
    await app.engine.close();
    expect(readFileSync(join(folder, 'a.jpg.xmp'), 'utf8')).toContain('xmp:Rating="0"');
    expect(readFileSync(join(folder, 'b.xmp'), 'utf8')).toBe('no xml at all');
  });
  test('waits until an import has ended: a move takes a source away only while its copy is as it came', async () => {
    const timers = manualTimers();
    const folder = tempFolder();
    const app = await testEngine({ folder, timers, trash: freedesktopTrash({ dataHome: join(folder, 'data') }) });
    const storage = await app.newStorage();
    await app.call('settings.set', { write_sidecars: true });
    const pictures = await Promise.all(Array.from({ length: 60 }, async (_, seed) => [`${seed}.jpg`, await jpeg({ seed })] as const));
    writeTree(join(folder, 'card'), { ...Object.fromEntries(pictures), '0.xmp': xmp({ tags: ['harbour'] }) });
    const { job_id } = await app.call('import.start', {
      sources: [join(folder, 'card')],
      storage: storage.uuid,
      mode: 'move',
      tags: ['Italy'],
    });
    await new Promise<void>((resolve) =>
      app.engine.onEvent(
        (name, payload) =>
          name === 'job.changed' && (payload as { job: { progress: { done_files: number } } }).job.progress.done_files > 16 && resolve(),
      ),
    );
    await app.call('job.pause', { job_id });
    const { hothash } = await photoOf(app, '0.jpg');
    await app.call('photo.edit', { hothashes: [hothash], change: { rating: 4 } });
    await timers.waitsWithin(2000);
    timers.advance(2000);
    // It has looked, and waits again.
    await timers.waitsWithin(2000);
    await app.call('job.unpause', { job_id });
    const { result } = await app.ended(job_id);
    expect(result).toMatchObject({ counts: { imported: 60, companions: 1, moved: 61 }, problems: [] });
    await app.engine.close();
    const text = readFileSync(join(storage.photos, 'card/0.xmp'), 'utf8');
    expect(['Italy', 'harbour', 'xmp:Rating="4"'].filter((words) => !text.includes(words))).toEqual([]);
  });
});
