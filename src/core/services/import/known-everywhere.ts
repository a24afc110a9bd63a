/** Where the bytes or the picture of a file are known, in all storages of the catalog, online or not. */
import { join } from 'node:path';
import { sql, type Selectable } from 'kysely';
import type { PreviewMatch } from '#contract/import.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { MediaResult } from '#core/media/types.ts';
import { fileChecksum } from '#core/storage/place-file.ts';
import type { CompanionRole } from '#domain/units.ts';
import type { Context } from '../context.ts';
import { lookForStorages } from '../online-storages.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { companionsWith } from './known-files.ts';

/** Looks once which storages can be read; then asked for many files at a time. */
export interface Everywhere {
  /** Matches of each photo, in the order of the files: this storage first, then what can be read, same bytes before same picture. */
  matchesOf(results: readonly MediaResult[]): Promise<PreviewMatch[][]>;
  /** Places where files of a photo have this very companion, this storage first. */
  besidesOf(photoId: number, wanted: { readonly role: CompanionRole; readonly checksum: string }): Promise<PreviewMatch[]>;
  /** A place in another storage where these very bytes were read just now; null when there is none. */
  verifiedElsewhere(checksum: string): Promise<{ readonly storage: StorageRow; readonly path: string } | null>;
}

export async function lookEverywhere(context: Context, here: StorageRow): Promise<Everywhere> {
  const { read } = context.catalog;
  const storages = new Map((await read.selectFrom('storage').selectAll().execute()).map((row) => [row.id, row]));
  const online = await lookForStorages(context);
  const others = [...online].filter((id) => id !== here.id);
  const placeOf = (id: number): PreviewMatch['place'] => (id === here.id ? 'here' : online.has(id) ? 'online' : 'away');
  const rank = { here: 0, online: 1, away: 2 } as const;
  const toMatch = (row: { storage_id: number; path: string }, more: Pick<PreviewMatch, 'same_bytes' | 'differs'>): PreviewMatch[] => {
    const storage = storages.get(row.storage_id);
    if (!storage) return [];
    return [{ storage_uuid: storage.uuid, storage_name: storage.display_name, path: row.path, place: placeOf(storage.id), ...more }];
  };
  return {
    matchesOf: async (results) => {
      const [pictures, companions] = await Promise.all([
        picturesOf(context, results),
        companionsOf(context, [...storages.keys()], results),
      ]);
      return results.map((result) => {
        const matches = [
          ...(pictures.get(result.hothash) ?? []).flatMap((row) => {
            const same_bytes = row.checksum === result.checksum;
            return toMatch(row, { same_bytes, differs: same_bytes ? [] : differences(row, result) });
          }),
          ...(companions.get(result.checksum) ?? []).flatMap((row) => toMatch(row, { same_bytes: true, differs: [] })),
        ];
        return matches.toSorted((a, b) => Number(b.same_bytes) - Number(a.same_bytes) || rank[a.place] - rank[b.place]);
      });
    },
    besidesOf: async (photoId, wanted) => {
      const rows = await companionsWith(context.catalog, photoId, wanted);
      const matches = rows.flatMap((row) => toMatch(row, { same_bytes: true, differs: [] }));
      return matches.toSorted((a, b) => rank[a.place] - rank[b.place]);
    },
    verifiedElsewhere: async (checksum) => {
      const rows = await read
        .selectFrom('image_file')
        .select(['storage_id', 'path'])
        .where('storage_id', 'in', others)
        .where('checksum', '=', checksum)
        .where('status', '=', 'present')
        .execute();
      for (const { storage_id: id, path } of rows) {
        const storage = storages.get(id);
        const found = storage && (await fileChecksum(join(pathsOf(storage).photos, path)).catch(() => null));
        if (storage && found === checksum) return { storage, path };
      }
      return null;
    },
  };
}

/** Files with the picture of one of these, by hothash. */
async function picturesOf({ catalog }: Context, results: readonly MediaResult[]): Promise<Map<string, PhotoRow[]>> {
  const hothashes = JSON.stringify(results.map(({ hothash }) => hothash));
  const rows = await catalog.read
    .selectFrom('photo')
    .innerJoin('image_file', 'image_file.photo_id', 'photo.id')
    .select(['photo.hothash', 'photo.taken_at', 'photo.camera', 'photo.title', 'photo.caption', 'photo.rating', 'photo.place'])
    .select([
      'photo.latitude',
      'photo.longitude',
      'image_file.storage_id',
      'image_file.path',
      'image_file.checksum',
      'image_file.size_bytes',
    ])
    .where(sql<boolean>`photo.hothash in (select value from json_each(${hothashes}))`)
    .where('image_file.status', '<>', 'missing')
    .orderBy('image_file.id')
    .execute();
  return Map.groupBy(rows, ({ hothash }) => hothash);
}

/** Companions with the bytes of one of these, by checksum. */
async function companionsOf({ catalog }: Context, storageIds: readonly number[], results: readonly MediaResult[]) {
  const checksums = JSON.stringify(results.map(({ checksum }) => checksum));
  const rows = await catalog.read
    .selectFrom('companion')
    .select(['storage_id', 'path', 'checksum'])
    // Its index begins with the storage.
    .where('storage_id', 'in', storageIds)
    .where(sql<boolean>`checksum in (select value from json_each(${checksums}))`)
    .orderBy('id')
    .execute();
  return Map.groupBy(rows, ({ checksum }) => checksum);
}

type PhotoRow = Pick<
  Selectable<CatalogSchema['photo']>,
  'hothash' | 'taken_at' | 'camera' | 'title' | 'caption' | 'rating' | 'place' | 'latitude' | 'longitude'
> &
  Pick<Selectable<CatalogSchema['image_file']>, 'storage_id' | 'path' | 'checksum' | 'size_bytes'>;

/** What the catalog says of a photo, against what another file of it says. Silence differs from nothing. */
function differences(known: PhotoRow, { sizeBytes, metadata }: MediaResult): PreviewMatch['differs'] {
  const differs: PreviewMatch['differs'] = [];
  const unlike = (said: unknown, stored: unknown): boolean => said != null && said !== '' && said !== stored;
  if (sizeBytes !== known.size_bytes) differs.push('size');
  if (unlike(metadata.takenAt, known.taken_at)) differs.push('taken_at');
  if (unlike(metadata.camera, known.camera)) differs.push('camera');
  if (unlike(metadata.title, known.title)) differs.push('title');
  if (unlike(metadata.caption, known.caption)) differs.push('caption');
  if (unlike(metadata.rating, known.rating)) differs.push('rating');
  if (unlike(metadata.place, known.place)) differs.push('place');
  if (metadata.gps && (metadata.gps.latitude !== known.latitude || metadata.gps.longitude !== known.longitude)) differs.push('gps');
  return differs;
}
