/** What the storage already has: by size (is it worth a look before copying?), by bytes, by picture, by name. */
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { MediaResult } from '#core/media/types.ts';
import { fileChecksum } from '#core/storage/place-file.ts';
import { collisionKey } from '#domain/rel-path.ts';
import type { CompanionRole } from '#domain/units.ts';
import type { Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';
import { pathsOf } from '../storage-rows.ts';
import type { StoredMatch } from './types.ts';

/** Which of these sizes some stored file has. */
export async function knownSizes(catalog: Catalog, storageId: number, sizes: readonly number[]): Promise<Set<number>> {
  const wanted = [...new Set(sizes)];
  const [files, companions] = await Promise.all([
    catalog.read
      .selectFrom('image_file')
      .select('size_bytes')
      .distinct()
      .where('storage_id', '=', storageId)
      .where('size_bytes', 'in', wanted)
      .execute(),
    catalog.read
      .selectFrom('companion')
      .select('size_bytes')
      .distinct()
      .where('storage_id', '=', storageId)
      .where('size_bytes', 'in', wanted)
      .execute(),
  ]);
  return new Set([...files, ...companions].map((row) => row.size_bytes));
}

interface Candidate extends StoredMatch {
  readonly sizeBytes: number;
}

/** Stored files by their checksums, as the catalog has them; the caller verifies before it relies on one. */
async function filesByChecksum(catalog: Catalog, storageId: number, checksums: readonly string[]): Promise<Map<string, Candidate[]>> {
  const isWanted = sql<boolean>`checksum in (select value from json_each(${JSON.stringify(checksums)}))`;
  const [files, companions] = await Promise.all([
    catalog.read
      .selectFrom('image_file')
      .select(['id as fileId', 'photo_id as photoId', 'path', 'checksum', 'size_bytes'])
      .where('storage_id', '=', storageId)
      .where(isWanted)
      .where('status', '=', 'present')
      .orderBy('id')
      .execute(),
    catalog.read
      .selectFrom('companion')
      .innerJoin('image_file', 'image_file.id', 'companion.file_id')
      .select(['file_id as fileId', 'photo_id as photoId', 'companion.path', 'companion.checksum', 'companion.size_bytes'])
      .where('companion.storage_id', '=', storageId)
      .where(sql<boolean>`companion.checksum in (select value from json_each(${JSON.stringify(checksums)}))`)
      .orderBy('companion.id')
      .execute(),
  ]);
  const found = new Map<string, Candidate[]>();
  const all = [...files.map((row) => ({ ...row, isCompanion: false })), ...companions.map((row) => ({ ...row, isCompanion: true }))];
  for (const { checksum, size_bytes: sizeBytes, ...match } of all) {
    const candidate = { ...match, sizeBytes };
    const known = found.get(checksum);
    if (known) known.push(candidate);
    else found.set(checksum, [candidate]);
  }
  return found;
}

/**
 * A stored file with exactly these bytes, re-read from disk now: only then may a source file be skipped
 * (promise 1: nothing rests on what the catalog merely remembers). Null when there is none.
 */
export async function verifiedDuplicate(catalog: Catalog, storage: StorageRow, checksum: string): Promise<StoredMatch | null> {
  return firstVerified(storage, checksum, (await filesByChecksum(catalog, storage.id, [checksum])).get(checksum) ?? []);
}

/** The same for many at once, read by the media threads. @returns what was found, by checksum */
export async function verifiedDuplicates(
  { catalog, media }: Pick<Context, 'catalog' | 'media'>,
  storage: StorageRow,
  checksums: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, StoredMatch>> {
  const verified = new Map<string, StoredMatch>();
  let open = [...(await filesByChecksum(catalog, storage.id, checksums))];
  // The first that holds its bytes counts; the next of a checksum is only read when that one does not.
  while (open.length > 0) {
    const first = open.map(([, [match]]) => ({ of: join(pathsOf(storage).photos, match?.path ?? ''), sizeBytes: match?.sizeBytes ?? 0 }));
    const read = await media().checksums(first, signal);
    for (const [at, [checksum, [match]]] of open.entries()) if (match && read[at] === checksum) verified.set(checksum, match);
    open = open.flatMap(([checksum, [, ...rest]]) => (rest.length > 0 && !verified.has(checksum) ? [[checksum, rest] as const] : []));
  }
  return verified;
}

/**
 * A companion of this photo with exactly these bytes, re-read from disk now. A companion belongs to its photo: the same bytes beside
 * another one are no reason to skip it. Sidecars of many photos are alike.
 */
export async function verifiedCompanion(
  catalog: Catalog,
  storage: StorageRow,
  photoId: number,
  wanted: { readonly role: CompanionRole; readonly checksum: string },
): Promise<StoredMatch | null> {
  const companions = await companionsWith(catalog, photoId, wanted);
  const here = companions.filter((companion) => companion.storage_id === storage.id);
  const match = await firstVerified(storage, wanted.checksum, here);
  return match ? { fileId: match.fileId, photoId: match.photoId, path: match.path, isCompanion: true } : null;
}

/** Companions of a photo with these bytes in this role, in every storage, as the catalog has them. */
export function companionsWith(
  { read }: Catalog,
  photoId: number,
  { role, checksum }: { readonly role: CompanionRole; readonly checksum: string },
) {
  return read
    .selectFrom('companion')
    .innerJoin('image_file', 'image_file.id', 'companion.file_id')
    .select(['companion.file_id as fileId', 'image_file.photo_id as photoId', 'companion.storage_id', 'companion.path'])
    .where('image_file.photo_id', '=', photoId)
    .where('companion.role', '=', role)
    .where('companion.checksum', '=', checksum)
    .orderBy('companion.id')
    .execute();
}

async function firstVerified<M extends { readonly path: string }>(
  storage: StorageRow,
  checksum: string,
  matches: readonly M[],
): Promise<M | null> {
  for (const match of matches)
    if ((await fileChecksum(join(pathsOf(storage).photos, match.path)).catch(() => null)) === checksum) return match;
  return null;
}

/** The photo that shows this picture; null when the catalog knows none. */
export async function photoWith({ read }: Catalog, hothash: string): Promise<number | null> {
  const row = await read.selectFrom('photo').select('id').where('hothash', '=', hothash).executeTakeFirst();
  return row?.id ?? null;
}

/** A file in this storage that shows the same picture, one with the same bytes first; null when there is none. */
export async function samePicture(
  catalog: Catalog,
  storageId: number,
  result: Pick<MediaResult, 'hothash' | 'checksum'>,
): Promise<{ readonly fileId: number; readonly path: string; readonly sameBytes: boolean } | null> {
  const rows = await catalog.read
    .selectFrom('image_file')
    .innerJoin('photo', 'photo.id', 'image_file.photo_id')
    .select(['image_file.id', 'image_file.path', 'image_file.checksum'])
    .where('photo.hothash', '=', result.hothash)
    .where('image_file.storage_id', '=', storageId)
    .orderBy('image_file.id')
    .execute();
  const twin = rows.find((row) => row.checksum === result.checksum) ?? rows[0];
  return twin ? { fileId: twin.id, path: twin.path, sameBytes: twin.checksum === result.checksum } : null;
}

/** True when a known photo has this hothash but another scheme, format or coded size: never merged without a person. */
export async function contradictsIdentity(catalog: Catalog, result: MediaResult): Promise<boolean> {
  const known = await catalog.read
    .selectFrom('photo')
    .select(['hash_algo', 'format', 'coded_width', 'coded_height'])
    .where('hothash', '=', result.hothash)
    .executeTakeFirst();
  if (!known) return false;
  const differs = (left: number | null, right: number | null): boolean => left != null && right != null && left !== right;
  return (
    known.hash_algo !== result.hashAlgo ||
    known.format !== result.format ||
    differs(known.coded_width, result.codedWidthPx) ||
    differs(known.coded_height, result.codedHeightPx)
  );
}

/** Which of these paths are taken in the catalog, under case folding and Unicode form. Returns their keys. */
export async function takenKeys(catalog: Catalog, storageId: number, paths: readonly string[]): Promise<Set<string>> {
  const keys = [...new Set(paths.map(collisionKey))];
  const [files, companions] = await Promise.all([
    catalog.read.selectFrom('image_file').select('path_key').where('storage_id', '=', storageId).where('path_key', 'in', keys).execute(),
    catalog.read.selectFrom('companion').select('path_key').where('storage_id', '=', storageId).where('path_key', 'in', keys).execute(),
  ]);
  return new Set([...files, ...companions].map((row) => row.path_key));
}
