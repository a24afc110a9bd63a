/** Turns a session of the catalog into the text of its index, in pages: neither the catalog nor the text is ever whole in memory. */
import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { sessionFilesText, sessionHeadText, sessionTailText, takenAtText, type FileEntry } from '#core/format/session-index.ts';
import type { StorageRow } from './storage-rows.ts';

/** Entries per round trip to the catalog: about 1 MB of text. */
const pageSize = 500;

export type SessionRow = Selectable<CatalogSchema['session']>;
type FileRow = Selectable<CatalogSchema['image_file']>;
type PhotoRow = Selectable<CatalogSchema['photo']>;

export interface SessionDocument {
  readonly chunks: AsyncGenerator<Uint8Array>;
  /** SHA-256 of what was yielded so far; complete after the last chunk. */
  sha256(): string;
}

/** The text of imports/session_<id>.json for the catalog's present state. */
export function sessionDocument(
  catalog: Catalog,
  session: SessionRow,
  storage: StorageRow,
  host: { readonly uuid: string; readonly name: string },
): SessionDocument {
  const hash = createHash('sha256');
  const encoder = new TextEncoder();
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const text of texts(catalog, session, storage, host)) {
      const bytes = encoder.encode(text);
      hash.update(bytes);
      yield bytes;
    }
  }
  return { chunks: chunks(), sha256: () => hash.copy().digest('hex') };
}

async function* texts(
  catalog: Catalog,
  session: SessionRow,
  storage: StorageRow,
  host: { readonly uuid: string; readonly name: string },
): AsyncGenerator<string> {
  const author =
    session.author_id == null
      ? undefined
      : await catalog.read.selectFrom('author').selectAll().where('id', '=', session.author_id).executeTakeFirst();
  const request = JSON.parse(session.request_json) as { sources: string[]; mode: string; layout: string };
  const extra = JSON.parse(session.extra_json) as { root?: object; session?: object };
  yield sessionHeadText({
    id: session.id,
    title: session.title,
    description: session.notes,
    imported_at: session.imported_at,
    default_author_id: session.author_id,
    file_storage_id: session.storage_id,
    storage_directory: storage.directory_name,
    uuid: session.uuid,
    default_author: author ? { uuid: author.uuid, name: author.name } : null,
    source_path: request.sources,
    status: session.status,
    generation: session.generation,
    writer: { host_uuid: host.uuid, host_name: host.name, generation: session.generation },
    rules: { mode: request.mode, layout: request.layout },
    ...extra.session,
  });
  const reference = await catalog.read
    .selectFrom('session_reference')
    .select('file_id')
    .where('session_id', '=', session.id)
    .limit(1)
    .executeTakeFirst();
  let fileCount = 0;
  let after = { path: '', fileId: 0 };
  for (;;) {
    const page = await readPage(catalog, session.id, reference !== undefined, after);
    if (page.length === 0) break;
    yield sessionFilesText(Object.fromEntries(page.map(({ hothash, entry }) => [hothash, entry])), fileCount === 0);
    fileCount += page.length;
    const last = page.at(-1);
    if (last) after = { path: last.entry.path ?? '', fileId: last.fileId };
  }
  yield sessionTailText(fileCount, session.changed_at, extra.root ?? {});
}

/** The next photos of a session by path: of a photo with several files here the first stands for it, the others are its copies. */
async function readPage(
  catalog: Catalog,
  sessionId: number,
  hasReferences: boolean,
  after: { readonly path: string; readonly fileId: number },
): Promise<{ fileId: number; hothash: string; entry: FileEntry }[]> {
  const files = await catalog.read
    .selectFrom('image_file as file')
    .selectAll('file')
    .where((where) => {
      const own = where('file.session_id', '=', sessionId);
      // Without references the index on (session_id, path) serves the page as it lies.
      return hasReferences
        ? where.or([
            own,
            where('file.id', 'in', where.selectFrom('session_reference').select('file_id').where('session_id', '=', sessionId)),
          ])
        : own;
    })
    // Two records may have one path: a missing file and what stands there now.
    .where('file.path', '>=', after.path)
    .where((where) => where.or([where('file.path', '>', after.path), where('file.id', '>', after.fileId)]))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('image_file as other')
            .select('other.id')
            .whereRef('other.photo_id', '=', 'file.photo_id')
            .whereRef('other.session_id', '=', 'file.session_id')
            .whereRef('other.path', '<', 'file.path'),
        ),
      ),
    )
    .orderBy('file.path')
    .orderBy('file.id')
    .limit(pageSize)
    .execute();
  if (files.length === 0) return [];
  const facts = await readFacts(catalog, sessionId, files);
  return files.map((file) => {
    const photo = facts.photos.get(file.photo_id) as PhotoRow;
    return { fileId: file.id, hothash: photo.hothash, entry: fileEntry(file, photo, facts) };
  });
}

interface Facts {
  readonly photos: ReadonlyMap<number, PhotoRow>;
  readonly copies: ReadonlyMap<number, Pick<FileRow, 'path' | 'checksum' | 'mtime_ms'>[]>;
  readonly companions: ReadonlyMap<number, Selectable<CatalogSchema['companion']>[]>;
  readonly tags: ReadonlyMap<number, string[]>;
  readonly authors: ReadonlyMap<number, { uuid: string; name: string }>;
}

async function readFacts(catalog: Catalog, sessionId: number, files: readonly FileRow[]): Promise<Facts> {
  const photoIds = files.map((file) => file.photo_id);
  const fileIds = files.map((file) => file.id);
  const [photos, siblings, companions, tags, authors] = await Promise.all([
    catalog.read.selectFrom('photo').selectAll().where('id', 'in', photoIds).execute(),
    // Not ordered here: that would tempt SQLite to walk the whole session by path for every page.
    catalog.read
      .selectFrom('image_file')
      .select(['photo_id', 'path', 'checksum', 'mtime_ms'])
      .where('photo_id', 'in', photoIds)
      .where('session_id', '=', sessionId)
      .where('id', 'not in', fileIds)
      .execute(),
    catalog.read.selectFrom('companion').selectAll().where('file_id', 'in', fileIds).orderBy('path').execute(),
    catalog.read
      .selectFrom('photo_tag')
      .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
      .select(['photo_id', 'name'])
      .where('photo_id', 'in', photoIds)
      .orderBy('name')
      .execute(),
    catalog.read.selectFrom('author').selectAll().execute(),
  ]);
  return {
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    copies: Map.groupBy(
      siblings.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
      (file) => file.photo_id,
    ),
    companions: Map.groupBy(companions, (companion) => companion.file_id),
    tags: new Map([...Map.groupBy(tags, (tag) => tag.photo_id)].map(([photoId, list]) => [photoId, list.map((tag) => tag.name)])),
    authors: new Map(authors.map((author) => [author.id, { uuid: author.uuid, name: author.name }])),
  };
}

/** One entry: the seed's keys first, in the seed's order, ours after them. */
function fileEntry(file: FileRow, photo: PhotoRow, facts: Facts): FileEntry {
  return {
    filename: file.path.slice(file.path.lastIndexOf('/') + 1),
    file_size: file.size_bytes,
    taken_at: takenAtText(photo.taken_at, photo.taken_at_offset),
    created_at: file.created_at,
    original_filename: file.original_filename,
    file_format: photo.format,
    width: photo.width,
    height: photo.height,
    has_hotpreview: photo.has_hotpreview === 1,
    path: file.path,
    checksum: file.checksum,
    hash_algo: photo.hash_algo,
    mtime: new Date(file.mtime_ms).toISOString(),
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
    copies: (facts.copies.get(photo.id) ?? []).map((copy) => ({
      path: copy.path,
      checksum: copy.checksum,
      mtime: new Date(copy.mtime_ms).toISOString(),
    })),
    companions: (facts.companions.get(file.id) ?? []).map((companion) => ({
      path: companion.path,
      role: companion.role,
      checksum: companion.checksum,
      file_size: companion.size_bytes,
    })),
    photo: {
      title: photo.title,
      caption: photo.caption,
      rating: photo.rating,
      flag: photo.flag as 'pick' | 'reject' | 'none',
      color: photo.color,
      tags: facts.tags.get(photo.id) ?? [],
      author: photo.author_id == null ? null : (facts.authors.get(photo.author_id) ?? null),
      previous_hothashes: [],
      rev: photo.rev,
      updated_at: photo.updated_at,
    },
    status: file.status,
    last_seen: file.last_seen,
  };
}
