/** Everything a user can see as one stable document: for exports, and to prove that a rebuilt catalog equals the lost one. */
import { sql, type Selectable } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { Context } from './context.ts';

type Row<T extends keyof CatalogSchema> = Selectable<CatalogSchema[T]>;

/**
 * @param normalised leaves out local numbers and the times of the run, so that two catalogs of the same content are equal texts
 */
export async function dumpCatalog(context: Context, normalised: boolean): Promise<Record<string, unknown>> {
  const { read } = context.catalog;
  const [storages, sessions, photos, names, organized] = await Promise.all([
    read.selectFrom('storage').selectAll().orderBy('uuid').execute(),
    read.selectFrom('session').selectAll().orderBy('uuid').execute(),
    read.selectFrom('photo').selectAll().orderBy('hothash').execute(),
    readNames(context.catalog),
    readOrganized(context.catalog),
  ]);
  /** Local facts, left out of a normalised dump. */
  const local = <T extends object>(facts: T): T | object => (normalised ? {} : facts);
  return {
    imalink_dump: '1',
    storages: storages.map((storage) => ({ ...storageDocument(storage), ...local({ id: storage.id, full_path: storage.full_path }) })),
    sessions: sessions.map((session) => ({
      ...sessionDocument(session, names),
      ...local({ id: session.id, generation: session.generation }),
    })),
    photos: photos
      .filter((photo) => photo.hidden === null)
      .map((photo) => ({
        ...photoDocument(photo, names),
        ...local({ id: photo.id, imported_at: photo.imported_at, rev: photo.rev, updated_at: photo.updated_at }),
        files: (names.files.get(photo.id) ?? []).map((file) => ({
          ...fileDocument(file, names),
          ...local({ id: file.id, created_at: file.created_at, last_seen: file.last_seen, verified_at: file.verified_at }),
        })),
      })),
    ...organized,
    tombstones: photos
      .filter((photo) => photo.hidden === 'forgotten')
      .map((photo) => ({ ...photoDocument(photo, names), forgotten_at: photo.hidden_at })),
  };
}

/** What people made of their photos: albums in order, stacks, searches, authors; rules and decisions by storage. */
async function readOrganized(catalog: Catalog) {
  const { read } = catalog;
  const members = async (table: 'album' | 'stack') => {
    const item = sql.ref(`${table}_item`);
    const { rows } = await sql<{ uuid: string; hothash: string }>`
      select ${sql.ref(`${table}.uuid`)} as uuid, photo.hothash from ${item} join photo on photo.id = ${item}.photo_id
      join ${sql.ref(table)} on ${sql.ref(`${table}.id`)} = ${sql.ref(`${table}_item.${table}_id`)}
      order by ${sql.ref(`${table}.uuid`)}, ${item}.position`.execute(read);
    return Map.groupBy(rows, (row) => row.uuid);
  };
  const [albums, inAlbums, stacks, inStacks, searches, authors, rules, decisions] = await Promise.all([
    read.selectFrom('album').select(['uuid', 'name', 'created_at', 'rev']).orderBy('uuid').execute(),
    members('album'),
    read.selectFrom('stack').select('uuid').orderBy('uuid').execute(),
    members('stack'),
    read.selectFrom('saved_search').select(['uuid', 'name', 'query']).orderBy('uuid').execute(),
    read.selectFrom('author').select(['uuid', 'name']).orderBy('uuid').execute(),
    read
      .selectFrom('rule')
      .innerJoin('storage', 'storage.id', 'rule.storage_id')
      .select(['rule.uuid', 'storage.uuid as storage', 'folder', 'kind', 'resolution', 'enabled', 'rule.created_at'])
      .orderBy('rule.uuid')
      .execute(),
    read
      .selectFrom('remembered')
      .innerJoin('storage', 'storage.id', 'remembered.storage_id')
      .select(['storage.uuid as storage', 'decision', 'hothash', 'path', 'decided_at'])
      .orderBy('storage')
      .orderBy('decision')
      .orderBy('hothash')
      .orderBy('path')
      .execute(),
  ]);
  const hothashes = (groups: Awaited<ReturnType<typeof members>>, uuid: string) => (groups.get(uuid) ?? []).map((row) => row.hothash);
  return {
    authors,
    albums: albums.map((album) => ({ ...album, hothashes: hothashes(inAlbums, album.uuid) })),
    stacks: stacks.map((stack) => ({ ...stack, hothashes: hothashes(inStacks, stack.uuid) })),
    searches,
    rules,
    decisions,
  };
}

type Names = Awaited<ReturnType<typeof readNames>>;

/** What rows refer to, by id. */
async function readNames({ read }: Catalog) {
  const [storages, sessions, files, companions, tags, authors, references, previous] = await Promise.all([
    read.selectFrom('storage').select(['id', 'uuid']).execute(),
    read.selectFrom('session').select(['id', 'uuid']).execute(),
    read
      .selectFrom('image_file')
      .innerJoin('storage', 'storage.id', 'image_file.storage_id')
      .selectAll('image_file')
      // A mirror has the same bytes at the same path.
      .orderBy('path')
      .orderBy('checksum')
      .orderBy('storage.uuid')
      .execute(),
    read.selectFrom('companion').selectAll().orderBy('path').execute(),
    read.selectFrom('photo_tag').innerJoin('tag', 'tag.id', 'photo_tag.tag_id').select(['photo_id', 'name']).orderBy('name').execute(),
    read.selectFrom('author').selectAll().execute(),
    read
      .selectFrom('session_reference')
      .innerJoin('image_file', 'image_file.id', 'session_reference.file_id')
      .select(['session_reference.session_id', 'image_file.path'])
      .orderBy('path')
      .execute(),
    read.selectFrom('photo_previous').selectAll().orderBy('hothash').execute(),
  ]);
  return {
    previous: Map.groupBy(previous, (row) => row.photo_id),
    storage: new Map(storages.map((storage) => [storage.id, storage.uuid])),
    session: new Map(sessions.map((session) => [session.id, session.uuid])),
    files: Map.groupBy(files, (file) => file.photo_id),
    companions: Map.groupBy(companions, (companion) => companion.file_id),
    tags: Map.groupBy(tags, (tag) => tag.photo_id),
    author: new Map(authors.map((author) => [author.id, author.name])),
    references: Map.groupBy(references, (reference) => reference.session_id),
  };
}

const authorName = (id: number | null, names: Names): string | null => (id === null ? null : (names.author.get(id) ?? null));

function storageDocument(storage: Row<'storage'>) {
  return { uuid: storage.uuid, display_name: storage.display_name, photos_dir: storage.photos_dir, created_at: storage.created_at };
}

function sessionDocument(session: Row<'session'>, names: Names) {
  return {
    uuid: session.uuid,
    storage: names.storage.get(session.storage_id),
    title: session.title,
    notes: session.notes,
    author: authorName(session.author_id, names),
    imported_at: session.imported_at,
    status: session.status,
    references: (names.references.get(session.id) ?? []).map((reference) => reference.path),
    part_of: session.part_of,
  };
}

function photoDocument(photo: Row<'photo'>, names: Names) {
  return {
    hothash: photo.hothash,
    hash_algo: photo.hash_algo,
    format: photo.format,
    kind: photo.kind,
    width: photo.width,
    height: photo.height,
    orientation: photo.orientation,
    taken_at: photo.taken_at,
    taken_at_offset: photo.taken_at_offset,
    taken_at_source: photo.taken_at_source,
    camera: photo.camera,
    lens: photo.lens,
    exposure: photo.exposure_json === null ? null : (JSON.parse(photo.exposure_json) as unknown),
    gps: photo.latitude === null ? null : { latitude: photo.latitude, longitude: photo.longitude, altitude_m: photo.altitude_m },
    title: photo.title,
    caption: photo.caption,
    place: photo.place,
    rating: photo.rating,
    flag: photo.flag,
    color: photo.color,
    author: authorName(photo.author_id, names),
    tags: (names.tags.get(photo.id) ?? []).map((tag) => tag.name),
    user_fields: JSON.parse(photo.user_fields) as unknown,
    corrections: JSON.parse(photo.corrections_json) as unknown,
    custom: JSON.parse(photo.custom_json) as unknown,
    previous_hothashes: (names.previous.get(photo.id) ?? []).map((row) => row.hothash),
    has_hotpreview: photo.has_hotpreview === 1,
  };
}

function fileDocument(file: Row<'image_file'>, names: Names) {
  return {
    storage: names.storage.get(file.storage_id),
    session: names.session.get(file.session_id),
    path: file.path,
    checksum: file.checksum,
    file_size: file.size_bytes,
    mtime: new Date(file.mtime_ms).toISOString(),
    original_filename: file.original_filename,
    status: file.status,
    verified: file.verified_at !== null,
    companions: (names.companions.get(file.id) ?? []).map(({ path, role, checksum, size_bytes }) => ({
      path,
      role,
      checksum,
      file_size: size_bytes,
    })),
  };
}
