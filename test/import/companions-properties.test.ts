/** Whatever photos of a card have alike beside them: each keeps its own, a second import brings nothing, a move leaves nothing behind. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportResult } from '#contract/import.ts';
import { freedesktopTrash } from '#core/storage/freedesktop-trash.ts';
import { testEngine } from '../builders/engine.ts';
import { sensorBytes } from '../builders/images.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, readTree, writeTree } from '../builders/tree.ts';

/** `COMPANION_RUNS=200` tries many cards instead of a few. */
const numRuns = Number(process.env['COMPANION_RUNS'] ?? 5);

const pictures = await Promise.all([1, 2, 3, 4, 5].map((seed) => jpeg({ seed })));
/** Few different bytes, so that they meet. */
const words = [1, 2, 3].map((each) => `<plist>${each}</plist>`);
const companion = fc.record({ ending: fc.constantFrom('xmp', 'jpg.xmp', 'aae', 'JSON'), words: fc.constantFrom(...words) });
const photo = fc.record({
  folder: fc.constantFrom('a', 'b/c'),
  name: fc.constantFrom('IMG_1', 'IMG_2', 'img 3'),
  seed: fc.nat(pictures.length - 1),
  companions: fc.uniqueArray(companion, { minLength: 1, maxLength: 2, selector: ({ ending }) => ending }),
  /** With the first card, with it but alone, or with the second card only, which holds all. */
  comes: fc.constantFrom('early', 'bare', 'late'),
});
const card = fc.uniqueArray(photo, { minLength: 5, maxLength: 6, selector: ({ folder, name }) => `${folder}/${name}` });

type Photo = typeof photo extends fc.Arbitrary<infer T> ? T : never;

const filesOf = (photos: readonly Photo[]): Record<string, Uint8Array | string> =>
  Object.fromEntries(
    photos.flatMap(({ folder, name, seed, companions }) => [
      [`${folder}/${name}.jpg`, pictures[seed] ?? sensorBytes()] as const,
      ...companions.map((each) => [`${folder}/${name}.${each.ending}`, each.words] as const),
    ]),
  );

const checksumOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

test('every photo has what it had on the card', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.noBias(card), fc.constantFrom('flat', 'keep'), async (photos, layout) => {
      const folder = tempFolder();
      const app = await testEngine({ folder, trash: freedesktopTrash({ dataHome: join(folder, 'data') }) });
      const storage = await app.newStorage();
      const [first, second] = [join(folder, 'first'), join(folder, 'second')];
      const bring = (source: string, mode: 'copy' | 'move'): Promise<ImportResult> =>
        app.import({ sources: [source], storage: storage.uuid, layout, mode });
      const early = photos.flatMap((each) =>
        each.comes === 'late' ? [] : [{ ...each, ...(each.comes === 'bare' ? { companions: [] } : {}) }],
      );
      writeTree(first, filesOf(early));
      writeTree(second, filesOf(photos));
      if (early.length > 0) await bring(first, 'copy');
      const wish = { sources: [second], storage: storage.uuid, layout };
      const preview = await app.preview(wish);
      const moved = await bring(second, 'move');
      expect(moved.counts).toEqual({ ...preview.counts, moved: Object.keys(filesOf(photos)).length });
      expect([moved.problems, readTree(second)]).toEqual([[], {}]);

      const { photos: listed } = await app.call('search', { query: 'jpg', limit: 50 });
      const has = new Map<string, Set<string>>();
      for (const { hothash } of listed)
        for (const file of (await app.call('photo.show', { hothash })).files) {
          const own = has.get(file.checksum) ?? new Set();
          has.set(file.checksum, own);
          for (const each of file.companions) own.add(each.checksum);
        }
      const wanted = new Map<string, Set<string>>();
      for (const { seed, companions } of photos) {
        const key = checksumOf(pictures[seed] ?? '');
        wanted.set(key, new Set([...(wanted.get(key) ?? []), ...companions.map((each) => checksumOf(each.words))]));
      }
      expect(has).toEqual(wanted);

      writeTree(second, filesOf(photos));
      const before = readTree(storage.photos);
      expect((await bring(second, 'copy')).counts).toMatchObject({ imported: 0, companions: 0 });
      expect(readTree(storage.photos)).toEqual(before);
      expect((await app.scan({ storage: storage.uuid })).changes_detected).toBe(false);
      await app.engine.close();
    }),
    { numRuns },
  );
});
