/**
 * "Reorganize freely": real and generated photos are imported, rated and tagged, then more than half of all files are
 * moved, renamed, swapped, copied and edited behind ImaLink's back. One scan follows, loses nothing, and can be undone.
 * `REORGANIZE_PHOTOS=5000 npx vitest run test/scan/reorganize.test.ts` does it at the size that is promised.
 */
import { existsSync, mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { testEngine, type TestEngine } from '../builders/engine.ts';
import { metadataEditor } from '../builders/exiftool.ts';
import { reorganise, type Unit } from '../builders/reorganizer.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';
import { corpusRoot } from '../media/corpus.ts';

const photoCount = Number(process.env['REORGANIZE_PHOTOS'] ?? 400);
const hasCorpus = existsSync(join(corpusRoot, 'oracle.json'));
if (!hasCorpus) console.log('skipped: the real photos are not beside this checkout, generated ones are reorganised alone');

interface DumpedPhoto {
  readonly hothash: string;
  readonly format: string;
  readonly user_fields: readonly string[];
  readonly tags: readonly string[];
  readonly files: readonly { readonly path: string; readonly status: string; readonly companions: readonly { readonly path: string }[] }[];
  readonly [field: string]: unknown;
}

interface Dump {
  readonly photos: readonly DumpedPhoto[];
  readonly [part: string]: unknown;
}

const dumpOf = async (app: TestEngine): Promise<Dump> => (await app.call('dump', { normalised: true })) as Dump;

/**
 * Camera rolls that use the same names again and again; every tenth photo brings its own rating and words. Times on
 * disk differ, as they do on a card: two files of equal size and time that trade names are seen by a full scan only.
 */
async function writeCard(root: string): Promise<void> {
  const packet = (
    seed: number,
  ): string => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmp:Rating="${(seed % 5) + 1}">
    <dc:subject><rdf:Bag><rdf:li>inside ${seed % 7}</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;
  for (let seed = 0; seed < photoCount; seed++) {
    const path = `roll ${Math.floor(seed / 40)}/IMG_${String(seed % 40).padStart(4, '0')}`;
    const taken = new Date(Date.UTC(2020, 0, 1) + seed * 3_600_000).toISOString();
    const takenAt = `${taken.slice(0, 10).replaceAll('-', ':')} ${taken.slice(11, 19)}`;
    const plain = await jpeg({ seed, takenAt, camera: seed % 2 === 0 ? 'Canon EOS R6' : 'Nikon Z6' });
    const files = {
      [`${path}.jpg`]: seed % 10 === 0 ? await sharp(plain).keepExif().withXmp(packet(seed)).toBuffer() : plain,
      ...(seed % 12 === 5 ? { [`${path}.xmp`]: packet(seed) } : {}),
    };
    writeTree(root, files);
    for (const name of Object.keys(files)) utimesSync(join(root, name), new Date(taken), new Date(taken));
  }
}

/** Ratings, flags, words and an album, so that every photo has something to lose. */
async function judge(app: TestEngine, hashes: readonly string[]): Promise<void> {
  const part = (of: number, rest: number): string[] => hashes.filter((_, index) => index % of === rest);
  for (let rest = 0; rest < 5; rest++)
    await app.call('photo.edit', {
      hothashes: part(5, rest),
      change: { rating: rest + 1, title: `Title ${rest}`, add_tags: [`five ${rest}`] },
    });
  for (let rest = 0; rest < 7; rest++)
    await app.call('photo.edit', {
      hothashes: part(7, rest),
      change: { flag: 'pick', color: 'green', caption: `Caption ${rest}`, author: `Author ${rest}`, add_tags: [`seven ${rest}`, 'all'] },
    });
  await app.call('photo.edit', { hothashes: part(11, 3), change: { shift_taken_at_s: 3600 } });
  const album = await app.call('album.create', { name: 'Best' });
  await app.call('album.addPhotos', { album: album.uuid, hothashes: part(3, 1) });
}

const isCorrected = (corrections: unknown): boolean => Object.keys(corrections as object).length > 0;

/** What a person said of each photo, by photo, and what they put together. */
const userData = ({ photos, albums, stacks, authors }: Dump) => ({
  photos: Object.fromEntries(
    photos.map(({ hothash, user_fields, rating, flag, color, title, caption, tags, author, corrections, custom, taken_at }) => [
      hothash,
      // A capture time that is not corrected is the file's word, and may be only its time on disk.
      {
        user_fields,
        rating,
        flag,
        color,
        title,
        caption,
        tags,
        author,
        corrections,
        custom,
        taken_at: isCorrected(corrections) ? taken_at : null,
      },
    ]),
  ),
  albums,
  stacks,
  authors,
});
const present = ({ photos }: Dump): Record<string, string> =>
  Object.fromEntries(
    photos
      .flatMap(({ hothash, files }) => files.filter((file) => file.status === 'present').map(({ path }) => [path, hothash] as const))
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
  );

test(
  'more than half of a library reorganised: one scan follows all of it, loses nothing, and can be undone',
  { timeout: 1_800_000 },
  async () => {
    const times: Record<string, number> = {};
    const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      const started = performance.now();
      const result = await work();
      times[name] = Math.round(performance.now() - started) / 1000;
      return result;
    };
    const app = await testEngine();
    const storage = await app.newStorage();
    mkdirSync(join(app.folder, 'Card'));
    await timed('generate', () => writeCard(join(app.folder, 'Card')));
    const sources = [join(app.folder, 'Card'), ...(hasCorpus ? [corpusRoot] : [])];
    await timed('import', () => app.import({ sources, storage: storage.uuid, title: 'Everything' }));
    const imported = await dumpOf(app);
    await timed('judge', () =>
      judge(
        app,
        imported.photos.map((photo) => photo.hothash),
      ),
    );
    const before = await dumpOf(app);
    expect(before.photos.length).toBeGreaterThanOrEqual(photoCount);
    expect(before.photos.filter(({ corrections }) => isCorrected(corrections)).length).toBeGreaterThan(photoCount / 20);

    const units: Unit[] = before.photos.flatMap(({ hothash, files }) =>
      files.map(({ path, companions }) => ({ hothash, path, companions: companions.map((companion) => companion.path) })),
    );
    const editor = await metadataEditor();
    const { book, done, toEdit } = reorganise(storage.photos, units, 7, ({ path }) => editor !== null && path.startsWith('Card/'));
    await timed('edit', async () => {
      for (const path of toEdit) {
        const target = join(storage.photos, path);
        await editor?.write(target, [
          '-XMP:Rating=1',
          '-XMP:Title=By another program',
          '-EXIF:Artist=Somebody else',
          '-XMP:Subject+=edited outside',
        ]);
        // Some time ago: what was written a moment ago is looked at next time.
        utimesSync(target, new Date('2024-10-10T10:10:10.010Z'), new Date('2024-10-10T10:10:10.010Z'));
      }
    });

    const disk = readTree(storage.photos);
    const result = await timed('scan', () => app.scan({ storage: storage.uuid }));
    const after = await dumpOf(app);
    console.log(
      JSON.stringify({ photos: before.photos.length, files: units.length, done, edited: toEdit.length, counts: result.counts, times }),
    );
    expect(readTree(storage.photos), 'a scan writes nothing below photos/').toEqual(disk);
    expect([result.missing_files, result.conflicts.filter((conflict) => conflict.lane === 'ask')]).toEqual([[], []]);
    expect(present(after), 'every file is known where it is').toEqual(book);
    expect(after.photos.flatMap((photo) => photo.files).filter((file) => file.status !== 'present')).toEqual([]);
    expect(userData(after), 'what people said stays').toEqual(userData(before));

    const again = await timed('second scan', () => app.scan({ storage: storage.uuid }));
    expect([again.changes_detected, again.applied]).toEqual([false, { journal_id: null, changes: 0 }]);
    expect(await dumpOf(app)).toEqual(after);

    await timed('undo', () => app.call('history.undo', { id: result.applied.journal_id ?? -1 }));
    expect(await dumpOf(app), 'undo brings back exactly what was').toEqual(before);
    expect(readTree(storage.photos), 'undo moves no file').toEqual(disk);
    console.log(JSON.stringify(times));
  },
);
