/** Turns a session of the catalog into the text of its index, in pages: neither the catalog nor the text is ever whole in memory. */
import { createHash } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { sessionFilesText, sessionHeadText, sessionTailText, type FileEntry } from '#core/format/session-index.ts';
import { union, type Lineage } from '#domain/merge/lineage.ts';
import { readProblems } from './import/journal.ts';
import { fileEntry, readPhotoWords, type FileRow, type PhotoRow } from './session-entry.ts';
import type { StorageRow } from './storage-rows.ts';

/** Entries per round trip to the catalog: about 1 MB of text. */
const pageSize = 500;

export type SessionRow = Selectable<CatalogSchema['session']>;

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

/** What a session's index contains once this host has written it. */
export function writtenLineage(session: Pick<SessionRow, 'lineage_json' | 'generation'>, hostUuid: string): Lineage {
  return union(JSON.parse(session.lineage_json) as Lineage, { [hostUuid]: session.generation });
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
  const {
    sources,
    storage: _storage,
    title: _title,
    notes: _notes,
    author: _author,
    ...rules
  } = JSON.parse(session.request_json) as {
    sources: string[];
  } & Record<string, unknown>;
  const problems = await readProblems(catalog, session.id);
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
    source_path: sources,
    status: session.status,
    generation: session.generation,
    writer: {
      host_uuid: host.uuid,
      host_name: host.name,
      generation: session.generation,
      lineage: writtenLineage(session, host.uuid),
    },
    rules,
    storage: { uuid: storage.uuid, photos_dir: storage.photos_dir },
    found: session.found,
    problems,
    ...(session.part_of === null ? {} : { part_of: session.part_of }),
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

/** The next photos of a session by path: of a photo with several files here the first of its own stands for it, the others are its copies. */
async function readPage(
  catalog: Catalog,
  sessionId: number,
  hasReferences: boolean,
  after: { readonly path: string; readonly fileId: number },
): Promise<{ fileId: number; hothash: string; entry: FileEntry }[]> {
  let query = catalog.read
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
    // Forgotten photos stand in tombstones.json.
    .where(sql<boolean>`not exists (select 1 from photo where photo.id = file.photo_id and photo.hidden is not null)`)
    .where(
      sql<boolean>`not exists (select 1 from image_file other where other.photo_id = file.photo_id and other.session_id = ${sessionId}
        and (file.session_id <> ${sessionId} or (other.path, other.id) < (file.path, file.id)))`,
    );
  if (hasReferences)
    query = query.where(
      sql<boolean>`(file.session_id = ${sessionId} or not exists (
        select 1 from image_file other join session_reference reference on reference.file_id = other.id
        where other.photo_id = file.photo_id and reference.session_id = ${sessionId}
        and (other.path, other.id) < (file.path, file.id)))`,
    );
  const files = await query.orderBy('file.path').orderBy('file.id').limit(pageSize).execute();
  if (files.length === 0) return [];
  const { photos, copies, words, facts } = await readFacts(catalog, sessionId, files, hasReferences);
  return files.map((file) => {
    const photo = photos.get(file.photo_id) as PhotoRow;
    return { fileId: file.id, hothash: photo.hothash, entry: fileEntry(file, photo, copies.get(file.photo_id) ?? [], words, facts) };
  });
}

async function readFacts(catalog: Catalog, sessionId: number, files: readonly FileRow[], hasReferences: boolean) {
  const { read } = catalog;
  const photoIds = files.map((file) => file.photo_id);
  const fileIds = files.map((file) => file.id);
  const [photos, siblings, words, owners] = await Promise.all([
    read.selectFrom('photo').selectAll().where('id', 'in', photoIds).execute(),
    // Not ordered here: that would tempt SQLite to walk the whole session by path for every page.
    read
      .selectFrom('image_file as file')
      .selectAll('file')
      .where('photo_id', 'in', photoIds)
      .where((where) =>
        where.or([
          where('file.session_id', '=', sessionId),
          ...(hasReferences
            ? [
                where.exists(
                  where
                    .selectFrom('session_reference as reference')
                    .select('reference.file_id')
                    .whereRef('reference.file_id', '=', 'file.id')
                    .where('reference.session_id', '=', sessionId),
                ),
              ]
            : []),
        ]),
      )
      .where('id', 'not in', fileIds)
      .execute(),
    readPhotoWords(catalog, photoIds),
    hasReferences ? read.selectFrom('session').select(['id', 'uuid']).where('id', '<>', sessionId).execute() : [],
  ]);
  const companions = await read
    .selectFrom('companion')
    .selectAll()
    .where('file_id', 'in', [...fileIds, ...siblings.map((file) => file.id)])
    .orderBy('path')
    .orderBy('id')
    .execute();
  return {
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    copies: Map.groupBy(
      siblings.toSorted((left, right) => (left.path === right.path ? left.id - right.id : left.path < right.path ? -1 : 1)),
      (file) => file.photo_id,
    ),
    words,
    facts: {
      companions: Map.groupBy(companions, (companion) => companion.file_id),
      owners: new Map(owners.map((owner) => [owner.id, owner.uuid])),
    },
  };
}
