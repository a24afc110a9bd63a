/** The whole corpus of real photos through one import: nothing is lost, nothing is silently dropped, nothing is changed. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testEngine } from '../builders/engine.ts';
import { readTree, sha256 } from '../builders/tree.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const hasCorpus = existsSync(join(corpus, 'oracle.json'));
if (!hasCorpus) console.log('skipped: the corpus of real photos is not beside this checkout');

interface Oracle {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly sha256: string;
        readonly px?: readonly [number, number];
        readonly DateTimeOriginal?: string;
        readonly Orientation?: number;
        readonly GPSLatitude?: number;
      }
    >
  >;
}
interface DumpedPhoto {
  readonly hothash: string;
  readonly width: number | null;
  readonly has_hotpreview: boolean;
  readonly gps: { latitude: number } | null;
  readonly taken_at: string | null;
  readonly files: readonly {
    readonly path: string;
    readonly checksum: string;
    readonly companions: readonly { readonly path: string; readonly checksum: string }[];
  }[];
}

/** Formats without a kept decoder, and files whose picture cannot be decoded: each is listed by the import. */
const withoutPicture = /^(broken|video|other)\/|testimg_rgb lossless|\.MOV$|motion_photo_pixel_synth/;

test.runIf(hasCorpus)(
  'imports the corpus: every file is a photo, a companion, a duplicate or a problem with a reason',
  { timeout: 300_000 },
  async () => {
    const oracle = JSON.parse(readFileSync(join(corpus, 'oracle.json'), 'utf8')) as Oracle;
    const app = await testEngine();
    const storage = await app.newStorage();
    const before = readTree(corpus);
    const result = await app.import({ sources: [corpus], storage: storage.uuid, title: 'Corpus' });
    expect(readTree(corpus)).toEqual(before);
    const photos = (await app.call('dump', { normalised: true }))['photos'] as DumpedPhoto[];
    const files = photos.flatMap((photo) => photo.files.map((file) => ({ photo, file })));
    const stored = new Map([
      ...files.map(({ file }) => [file.path, file.checksum] as const),
      ...files.flatMap(({ file }) => file.companions.map((companion) => [companion.path, companion.checksum] as const)),
    ]);

    // Every byte of what was imported stands in the storage, and equals its source.
    const disk = readTree(storage.photos);
    expect(Object.keys(disk).sort()).toEqual([...stored.keys()].sort());
    for (const [path, checksum] of stored) expect(disk[path]?.split(' ')[0], path).toBe(checksum);
    for (const [path, checksum] of stored) expect(sha256(readFileSync(join(corpus, path.slice('corpus/'.length)))), path).toBe(checksum);

    // Nothing disappears without a word.
    const told = new Set([...result.problems.map((problem) => problem.path), ...result.matches.map((match) => match.path)]);
    expect(Object.keys(before).filter((path) => !stored.has(`corpus/${path}`) && !told.has(path))).toEqual([]);
    for (const problem of result.problems) expect(problem.message.length, problem.path).toBeGreaterThan(10);

    // Every picture that can be decoded has a hotpreview, and a file that has none says why.
    for (const { photo, file } of files) {
      const path = file.path.slice('corpus/'.length);
      const has = existsSync(
        join(storage.root, '.imalink/hotpreviews', photo.hothash.slice(0, 2), photo.hothash.slice(2, 4), `${photo.hothash}.jpg`),
      );
      expect(has, path).toBe(photo.has_hotpreview);
      if (!withoutPicture.test(path)) expect(has, `${path} has no hotpreview`).toBe(true);
      else if (!has && !path.startsWith('video/')) expect(told.has(path), `${path} has no hotpreview and no reason`).toBe(true);
    }

    // What the camera wrote is in the catalog; the values themselves are held by test/media.
    for (const { photo, file } of files) {
      const truth = oracle.files[file.path.slice('corpus/'.length)];
      if (truth?.DateTimeOriginal && /^[12]\d{3}:/.test(truth.DateTimeOriginal) && photo.files.length === 1)
        expect(photo.taken_at?.slice(0, 16), file.path).toBe(
          truth.DateTimeOriginal.replace(/^(\d+):(\d+):(\d+) /, '$1-$2-$3T').slice(0, 16),
        );
    }
  },
);
