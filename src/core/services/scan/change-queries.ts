/** What each change of a plan is in SQL. Meaning of the changes: src/domain/reconcile/catalog-change.ts. */
import { sql, type Insertable, type RawBuilder, type SqlBool } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { assertNever } from '#domain/assert-never.ts';
import type { CatalogChange, FileRecord, PhotoFacts } from '#domain/reconcile/catalog-change.ts';
import { baseName, collisionKey } from '#domain/rel-path.ts';
import { splitFacts } from '../photo-facts.ts';
import { ownerQueries, sessionQueries } from './session-changes.ts';

interface Place {
  readonly catalog: Catalog;
  readonly storageId: number;
  /** ISO 8601. */
  readonly now: string;
}

export type MoveFile = Extract<CatalogChange, { readonly change: 'move_file' }>;

/** Moving rows leave their names before any takes a new one, so that names can be swapped. In between a row has a path no file can have: it holds a NUL. */
export function leaveNames({ read }: Catalog, changes: readonly CatalogChange[]): Compilable[] {
  const files = changes.flatMap((change) => (change.change === 'move_file' ? [change.fileId] : []));
  const companions = changes.flatMap((change) => (change.change === 'move_companion' ? [change.companionId] : []));
  const leave = (table: 'image_file' | 'companion', ids: readonly number[]): Compilable[] => {
    const query = sql`update ${sql.table(table)} set path = char(0) || id where id in (select value from json_each(${JSON.stringify(ids)}))`;
    return ids.length === 0 ? [] : [{ compile: () => query.compile(read) }];
  };
  return [...leave('image_file', files), ...leave('companion', companions)];
}

/** Many moves in one statement: ten thousand files moved are as many rows, not as many statements. */
export function moveFiles({ read }: Catalog, moves: readonly MoveFile[], now: string): Compilable {
  const rows = JSON.stringify(
    moves.map((move) => [
      move.fileId,
      move.to,
      collisionKey(move.to),
      move.sizeBytes,
      move.mtimeMs,
      move.checksum,
      move.verifiedAt ?? null,
    ]),
  );
  const query = sql`update image_file set
      path = moved.value ->> 1, path_key = moved.value ->> 2, size_bytes = moved.value ->> 3, mtime_ms = moved.value ->> 4,
      verified_at = case when checksum = moved.value ->> 5 then verified_at else moved.value ->> 6 end,
      checksum = moved.value ->> 5, last_seen = ${now}
    from json_each(${rows}) as moved where image_file.id = moved.value ->> 0`;
  return { compile: () => query.compile(read) };
}

export function changeQuery(place: Place, change: CatalogChange): Compilable[] {
  const { catalog, now } = place;
  const { read } = catalog;
  switch (change.change) {
    case 'move_file':
      return [
        read
          .updateTable('image_file')
          .set({ ...named(change.to), ...print(change), verified_at: verifiedWith(change), last_seen: now })
          .where('id', '=', change.fileId),
      ];
    case 'update_file':
      return [
        read
          .updateTable('image_file')
          .set({ ...print(change), verified_at: verifiedWith(change), last_seen: now })
          .where('id', '=', change.fileId),
      ];
    case 'move_companion':
      return [
        read
          .updateTable('companion')
          .set({ ...named(change.to), ...print(change) })
          .where('id', '=', change.companionId),
      ];
    case 'set_status': {
      // What is missing now was still seen by the last scan of everything.
      const lastScan = sql<string>`max(last_seen, coalesce((select last_scan from storage where id = ${place.storageId}), last_seen))`;
      const seen = change.to === 'present' ? { last_seen: now } : change.to === 'missing' ? { last_seen: lastScan } : {};
      return [
        read
          .updateTable('image_file')
          .set({ status: change.to, ...seen })
          .where('id', '=', change.fileId),
      ];
    }
    case 'add_companion':
    case 'remove_companion':
      return companionQueries(place, change);
    case 'hide_photo':
      return [read.updateTable('photo').set({ hidden: change.as, hidden_at: now }).where('id', '=', change.photoId)];
    case 'show_photo':
      return [read.updateTable('photo').set({ hidden: null, hidden_at: null }).where('id', '=', change.photoId)];
    case 'add_session':
    case 'drop_session':
    case 'add_files':
    case 'drop_files':
      return sessionQueries(catalog, change);
    case 'give_file':
    case 'part_file':
    case 'join_file':
      return ownerQueries(catalog, change);
    case 'set_photo':
    case 'add_photo':
    case 'drop_photo':
      return photoQueries(catalog, change, now);
    default:
      return fileQueries(place, change);
  }
}

function companionQueries(
  { catalog: { read }, storageId, now }: Place,
  change: Extract<CatalogChange, { change: 'add_companion' | 'remove_companion' }>,
): Compilable[] {
  const { path, role, ownerPath } = change;
  const owner = read
    .selectFrom('image_file')
    .where('storage_id', '=', storageId)
    .where('path', '=', ownerPath)
    .where('status', '<>', 'missing');
  const write =
    change.change === 'remove_companion'
      ? read.deleteFrom('companion').where('storage_id', '=', storageId).where('path', '=', path).where('file_id', '=', owner.select('id'))
      : read.insertInto('companion').values({
          file_id: sql<number>`${owner.select('id')}`,
          storage_id: storageId,
          ...named(path),
          role,
          ...print(change),
        });
  const touch = read
    .updateTable('session')
    .set({ generation: sql<number>`generation + 1`, changed_at: now })
    .where('id', '=', owner.select('session_id'));
  return [write, touch];
}

const print = ({ sizeBytes, mtimeMs, checksum }: { sizeBytes: number; mtimeMs: number; checksum: string }) => ({
  size_bytes: sizeBytes,
  mtime_ms: mtimeMs,
  checksum,
});
/** The same bytes stay verified; others are, when the change says so. */
const verifiedWith = ({ checksum, verifiedAt }: { checksum: string; verifiedAt?: string | null }) =>
  sql<string | null>`case when checksum = ${checksum} then verified_at else ${verifiedAt ?? null} end`;
const named = (path: string) => ({ path, path_key: collisionKey(path) });

type FileChange = Extract<
  CatalogChange,
  { change: 'add_copy' | 'remove_copy' | 'add_file' | 'remove_file' | 'drop_file' | 'restore_file' | 'assign_file' }
>;

function fileQueries({ catalog, storageId, now }: Place, change: FileChange): Compilable[] {
  const { read } = catalog;
  const photoOf = (hothash: string) => read.selectFrom('photo').select('id').where('hothash', '=', hothash);
  switch (change.change) {
    case 'add_copy':
    case 'add_file':
      return [
        read.insertInto('image_file').values({
          photo_id: change.change === 'add_copy' ? change.photoId : sql<number>`${photoOf(change.hothash)}`,
          storage_id: storageId,
          session_id: change.sessionId,
          ...named(change.path),
          ...print(change),
          original_filename: baseName(change.path),
          last_seen: now,
          created_at: now,
        }),
      ];
    case 'remove_copy':
    case 'remove_file':
      return [
        read
          .deleteFrom('image_file')
          .where('storage_id', '=', storageId)
          .where('status', '<>', 'missing')
          .where('photo_id', '=', change.change === 'remove_copy' ? change.photoId : sql<number>`(${photoOf(change.hothash)})`)
          .where('path', '=', change.path),
      ];
    case 'drop_file':
      return [read.deleteFrom('image_file').where('id', '=', change.record.file.fileId)];
    case 'restore_file':
      return restoreFile(catalog, storageId, change.record, now);
    case 'assign_file':
      return [
        read
          .updateTable('image_file')
          .set({ photo_id: sql<number>`(${photoOf(change.toHothash)})` })
          .where('id', '=', change.fileId),
      ];
    default:
      return assertNever(change);
  }
}

function restoreFile({ read }: Catalog, storageId: number, record: FileRecord, now: string): Compilable[] {
  const { file, originalFilename, createdAt, extraJson, companionExtras, referencedBy } = record;
  return [
    read.insertInto('image_file').values({
      id: file.fileId,
      photo_id: file.photoId,
      storage_id: storageId,
      session_id: file.sessionId,
      ...named(file.path),
      ...print(file),
      original_filename: originalFilename,
      status: file.status,
      last_seen: now,
      created_at: createdAt,
      verified_at: file.verifiedAt,
      extra_json: extraJson,
    }),
    ...file.companions.map((companion) =>
      read.insertInto('companion').values({
        id: companion.companionId,
        file_id: file.fileId,
        storage_id: storageId,
        ...named(companion.path),
        role: companion.role,
        ...print(companion),
        extra_json: companionExtras[companion.companionId] ?? '{}',
        written_checksum: companion.written?.checksum ?? null,
        written_over: companion.written?.over ?? null,
      }),
    ),
    ...referencedBy.map((sessionId) => read.insertInto('session_reference').values({ session_id: sessionId, file_id: file.fileId })),
  ];
}

function photoQueries(
  catalog: Catalog,
  change: Extract<CatalogChange, { change: 'set_photo' | 'add_photo' | 'drop_photo' }>,
  now: string,
): Compilable[] {
  const { read } = catalog;
  if (change.change === 'set_photo') {
    const { columns, tags } = splitFacts(change.to);
    return [
      read.updateTable('photo').set(columns).where('id', '=', change.photoId),
      ...(change.from['tags_json'] === change.to['tags_json'] ? [] : setTags(catalog, change.photoId, tags)),
      ...previousQueries(catalog, change.photoId, change.from, change.to, change.previous),
    ];
  }
  const hothash = String(change.facts['hothash']);
  if (change.change === 'drop_photo')
    // Never a photo that has a file or that people have worked on since.
    return [
      read
        .deleteFrom('photo')
        .where('hothash', '=', hothash)
        .where(sql<SqlBool>`not exists (select 1 from image_file f where f.photo_id = photo.id)`)
        .where('rev', '=', change.likeId === null ? 0 : sql<number>`rev`),
    ];
  const { columns, tags } = splitFacts(change.facts);
  const values = { ...columns, imported_at: now, updated_at: null } as Insertable<CatalogSchema['photo']>;
  const insert = read
    .insertInto('photo')
    .values(values)
    .onConflict((conflict) => conflict.column('hothash').doUpdateSet({ hidden: null, hidden_at: null }));
  return change.likeId === null
    ? [insert, ...tags.flatMap((name) => addTag(catalog, sql<number>`select id from photo where hothash = ${hothash}`, name))]
    : [insert, ...followUserData(catalog, change.likeId, hothash)];
}

function setTags(catalog: Catalog, photoId: number, tags: readonly string[]): Compilable[] {
  return [
    catalog.read.deleteFrom('photo_tag').where('photo_id', '=', photoId),
    ...tags.flatMap((name) => addTag(catalog, sql<number>`${photoId}`, name)),
  ];
}

/** @param photo the photo's number, or a query for it */
function addTag({ read }: Catalog, photo: RawBuilder<number>, name: string): Compilable[] {
  const attach = sql`insert or ignore into photo_tag (photo_id, tag_id) select (${photo}), id from tag where name = ${name}`;
  return [
    read
      .insertInto('tag')
      .values({ name })
      .onConflict((conflict) => conflict.column('name').doNothing()),
    { compile: () => attach.compile(read) },
  ];
}

function previousQueries(
  { read }: Catalog,
  photoId: number,
  from: PhotoFacts,
  to: PhotoFacts,
  previous: 'add' | 'remove' | 'keep',
): Compilable[] {
  if (previous === 'keep') return [];
  if (previous === 'remove')
    return [read.deleteFrom('photo_previous').where('photo_id', '=', photoId).where('hothash', '=', String(to['hothash']))];
  return [
    read
      .insertInto('photo_previous')
      .values({ photo_id: photoId, hothash: String(from['hothash']) })
      .onConflict((conflict) => conflict.doNothing()),
  ];
}

/** A new version starts with everything people said of the former one, and stands in the same albums. */
function followUserData(catalog: Catalog, likeId: number, hothash: string): Compilable[] {
  const run = (query: ReturnType<typeof sql>): Compilable => ({ compile: () => query.compile(catalog.read) });
  const id = sql`(select id from photo where hothash = ${hothash})`;
  return [
    run(sql`update photo set (title, caption, rating, flag, color, author_id, custom_json, user_fields, rev) =
      (select title, caption, rating, flag, color, author_id, custom_json, user_fields, rev from photo old where old.id = ${likeId})
      where hothash = ${hothash}`),
    run(sql`insert or ignore into photo_tag (photo_id, tag_id) select ${id}, tag_id from photo_tag where photo_id = ${likeId}`),
    run(
      sql`insert or ignore into album_item (album_id, photo_id, position) select album_id, ${id}, position from album_item where photo_id = ${likeId}`,
    ),
    run(sql`insert or ignore into photo_previous (photo_id, hothash) select ${id}, hothash from photo where id = ${likeId}`),
  ];
}
