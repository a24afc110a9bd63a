/** Rows of the catalog as entries of an index: the seed's keys first, in the seed's order, ours after them. */
import type { Selectable } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { takenAtText, type FileEntry } from '#core/format/session-index.ts';
import type { CompanionEntry, CopyEntry, PhotoEntry } from '#core/format/shapes.ts';

export type FileRow = Selectable<CatalogSchema['image_file']>;
export type PhotoRow = Selectable<CatalogSchema['photo']>;
type CompanionRow = Selectable<CatalogSchema['companion']>;

/** What entries need beside their own row, by id. */
export interface PhotoWords {
  readonly tags: ReadonlyMap<number, string[]>;
  readonly authors: ReadonlyMap<number, { uuid: string; name: string }>;
  readonly previous: ReadonlyMap<number, string[]>;
}

export interface FileFacts {
  readonly companions: ReadonlyMap<number, CompanionRow[]>;
  /** Uuids of other sessions, by id. */
  readonly owners: ReadonlyMap<number, string>;
}

/** Tags, authors and former hothashes of some photos. */
export async function readPhotoWords(catalog: Catalog, photoIds: readonly number[]): Promise<PhotoWords> {
  const { read } = catalog;
  const [tags, authors, previous] = await Promise.all([
    read
      .selectFrom('photo_tag')
      .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
      .select(['photo_id', 'name'])
      .where('photo_id', 'in', photoIds)
      .orderBy('name')
      .execute(),
    read.selectFrom('author').selectAll().execute(),
    read.selectFrom('photo_previous').selectAll().where('photo_id', 'in', photoIds).orderBy('hothash').execute(),
  ]);
  const names = <T extends { photo_id: number }>(rows: readonly T[], name: (row: T) => string) =>
    new Map([...Map.groupBy(rows, (row) => row.photo_id)].map(([photoId, list]) => [photoId, list.map(name)]));
  return {
    tags: names(tags, (tag) => tag.name),
    authors: new Map(authors.map((author) => [author.id, { uuid: author.uuid, name: author.name }])),
    previous: names(previous, (row) => row.hothash),
  };
}

interface Extra {
  readonly entry?: object;
  readonly user?: object;
}

/** @param copies further files of the photo in the session */
export function fileEntry(file: FileRow, photo: PhotoRow, copies: readonly FileRow[], words: PhotoWords, facts: FileFacts): FileEntry {
  const { taken_at, file_format, width, height, has_hotpreview, photo: userData, custom, ...photoFacts } = photoEntry(photo, words);
  const owner = facts.owners.get(file.session_id);
  return {
    filename: file.path.slice(file.path.lastIndexOf('/') + 1),
    file_size: file.size_bytes,
    taken_at,
    created_at: file.created_at,
    original_filename: file.original_filename,
    file_format,
    width,
    height,
    has_hotpreview,
    path: file.path,
    checksum: file.checksum,
    mtime: new Date(file.mtime_ms).toISOString(),
    ...photoFacts,
    copies: copies.map((copy) => copyEntry(copy, facts)),
    companions: (facts.companions.get(file.id) ?? []).map(companionEntry),
    photo: userData,
    custom,
    status: file.status,
    last_seen: file.last_seen,
    verified_at: file.verified_at,
    ...(owner === undefined ? {} : { session: owner }),
    ...(JSON.parse(file.extra_json) as Extra).entry,
  };
}

/** The part of an entry that is about the picture, whatever file holds it. */
export function photoEntry(photo: PhotoRow, words: PhotoWords): PhotoEntry {
  const extra = JSON.parse(photo.extra_json) as Extra;
  return {
    taken_at: takenAtText(photo.taken_at, photo.taken_at_offset),
    file_format: photo.format,
    width: photo.width,
    height: photo.height,
    has_hotpreview: photo.has_hotpreview === 1,
    hash_algo: photo.hash_algo,
    taken_at_offset: photo.taken_at_offset,
    taken_at_source: photo.taken_at_source,
    camera: photo.camera,
    lens: photo.lens,
    exposure: photo.exposure_json == null ? null : JSON.parse(photo.exposure_json),
    gps:
      photo.latitude == null || photo.longitude == null
        ? null
        : { latitude: photo.latitude, longitude: photo.longitude, altitude_m: photo.altitude_m },
    place: photo.place,
    orientation: photo.orientation,
    kind: photo.kind,
    coded_width: photo.coded_width,
    coded_height: photo.coded_height,
    content_identifier: photo.content_identifier,
    photo: {
      title: photo.title,
      caption: photo.caption,
      rating: photo.rating,
      flag: photo.flag as 'pick' | 'reject' | 'none',
      color: photo.color,
      tags: words.tags.get(photo.id) ?? [],
      author: photo.author_id == null ? null : (words.authors.get(photo.author_id) ?? null),
      corrections: JSON.parse(photo.corrections_json),
      previous_hothashes: words.previous.get(photo.id) ?? [],
      user_fields: JSON.parse(photo.user_fields),
      rev: photo.rev,
      updated_at: photo.updated_at,
      imported_at: photo.imported_at,
      ...extra.user,
    },
    custom: JSON.parse(photo.custom_json),
  };
}

function copyEntry(copy: FileRow, facts: FileFacts): CopyEntry {
  const owner = facts.owners.get(copy.session_id);
  const companions = facts.companions.get(copy.id) ?? [];
  return {
    path: copy.path,
    checksum: copy.checksum,
    mtime: new Date(copy.mtime_ms).toISOString(),
    file_size: copy.size_bytes,
    original_filename: copy.original_filename,
    created_at: copy.created_at,
    status: copy.status,
    last_seen: copy.last_seen,
    verified_at: copy.verified_at,
    ...(companions.length === 0 ? {} : { companions: companions.map(companionEntry) }),
    ...(owner === undefined ? {} : { session: owner }),
    ...(JSON.parse(copy.extra_json) as Extra).entry,
  };
}

function companionEntry(companion: CompanionRow): CompanionEntry {
  return {
    path: companion.path,
    role: companion.role,
    checksum: companion.checksum,
    file_size: companion.size_bytes,
    mtime: new Date(companion.mtime_ms).toISOString(),
    ...(JSON.parse(companion.extra_json) as Extra).entry,
  };
}
