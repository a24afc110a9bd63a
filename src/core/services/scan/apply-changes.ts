/** A plan's changes as catalog queries: one batch, one transaction, one journal entry that undoes it. */
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { invertChanges } from '#domain/reconcile/changes.ts';
import type { CatalogChange, CataloguedFile } from '#domain/reconcile/types.ts';
import { baseName, collisionKey } from '#domain/rel-path.ts';
import { instant, type Context } from '../context.ts';
import { refreshSearchOf } from '../search-text.ts';
import type { StorageRow } from '../storage-rows.ts';

export interface Batch {
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: readonly CatalogChange[];
}

/**
 * Applies a batch and writes it down. Nothing happens for an empty one. The indexes of the sessions it touched are
 * dirty afterwards; the caller has them written.
 * @param extra queries for the same transaction, given the journal entry's id as a subselect
 * @returns the journal entry's id
 */
export async function applyBatch(
  context: Context,
  storage: StorageRow,
  batch: Batch,
  before: readonly CataloguedFile[],
  extra: readonly Compilable[] = [],
): Promise<number | null> {
  const { catalog, clock } = context;
  if (batch.changes.length === 0) {
    await catalog.write(extra);
    return null;
  }
  const uuid = clock.newUuid();
  const inverse = invertChanges(batch.changes, before);
  await catalog.write([
    catalog.read.insertInto('journal').values({
      uuid,
      storage_id: storage.id,
      title: batch.title,
      counts_json: JSON.stringify(batch.counts),
      changes_json: JSON.stringify(batch.changes),
      inverse_json: JSON.stringify(inverse),
      created_at: instant(clock),
      undone_at: null,
    }),
    ...changeQueries(catalog, storage.id, batch.changes, before, instant(clock)),
    ...extra,
  ]);
  const { id } = await catalog.read.selectFrom('journal').select('id').where('uuid', '=', uuid).executeTakeFirstOrThrow();
  return id;
}

/** The queries of a batch, in an order that lets names be swapped: every moving row leaves its name before any takes a new one. */
export function changeQueries(
  catalog: Catalog,
  storageId: number,
  changes: readonly CatalogChange[],
  before: readonly CataloguedFile[],
  now: string,
): Compilable[] {
  const photoOf = new Map(before.map((file) => [file.fileId, file.photoId]));
  const sessionOf = new Map(before.map((file) => [file.fileId, file.sessionId]));
  const ownerOf = new Map(before.flatMap((file) => file.companions.map((companion) => [companion.companionId, file.fileId] as const)));
  const photos = new Set<number>();
  const sessions = new Set<number>();
  const touch = (fileId: number | undefined): void => {
    photos.add(photoOf.get(fileId ?? -1) ?? -1);
    sessions.add(sessionOf.get(fileId ?? -1) ?? -1);
  };
  for (const change of changes) {
    if (change.change === 'add_copy' || change.change === 'remove_copy') {
      photos.add(change.photoId);
      sessions.add(change.sessionId);
    } else touch(change.change === 'move_companion' ? ownerOf.get(change.companionId) : change.fileId);
  }
  const ids = (set: ReadonlySet<number>): number[] => [...set].filter((id) => id > 0);
  return [
    ...changes.flatMap((change) => leaveName(catalog, change)),
    ...changes.flatMap((change) => changeQuery(catalog, storageId, change, now)),
    ...ids(photos).flatMap((photoId) => refreshSearchOf(catalog, photoId)),
    ...ids(sessions).map((sessionId) =>
      catalog.read
        .updateTable('session')
        .set({ generation: sql<number>`generation + 1`, changed_at: now })
        .where('id', '=', sessionId),
    ),
  ];
}

/** A path no file can have: it holds a NUL. */
const noName = (id: number): string => `\0${id}`;

function leaveName(catalog: Catalog, change: CatalogChange): Compilable[] {
  if (change.change === 'move_file')
    return [
      catalog.read
        .updateTable('image_file')
        .set({ path: noName(change.fileId) })
        .where('id', '=', change.fileId),
    ];
  if (change.change === 'move_companion')
    return [
      catalog.read
        .updateTable('companion')
        .set({ path: noName(change.companionId) })
        .where('id', '=', change.companionId),
    ];
  return [];
}

function changeQuery(catalog: Catalog, storageId: number, change: CatalogChange, now: string): Compilable[] {
  const { read } = catalog;
  switch (change.change) {
    case 'move_file':
      return [
        read
          .updateTable('image_file')
          .set({
            path: change.to,
            path_key: collisionKey(change.to),
            size_bytes: change.sizeBytes,
            mtime_ms: change.mtimeMs,
            checksum: change.checksum,
            last_seen: now,
          })
          .where('id', '=', change.fileId),
      ];
    case 'move_companion':
      return [
        read
          .updateTable('companion')
          .set({
            path: change.to,
            path_key: collisionKey(change.to),
            size_bytes: change.sizeBytes,
            mtime_ms: change.mtimeMs,
            checksum: change.checksum,
          })
          .where('id', '=', change.companionId),
      ];
    case 'add_copy':
      return [
        read.insertInto('image_file').values({
          photo_id: change.photoId,
          storage_id: storageId,
          session_id: change.sessionId,
          path: change.path,
          path_key: collisionKey(change.path),
          checksum: change.checksum,
          size_bytes: change.sizeBytes,
          mtime_ms: change.mtimeMs,
          original_filename: baseName(change.path),
          last_seen: now,
          created_at: now,
        }),
      ];
    case 'remove_copy':
      return [
        read
          .deleteFrom('image_file')
          .where('storage_id', '=', storageId)
          .where('photo_id', '=', change.photoId)
          .where('path', '=', change.path),
      ];
    case 'set_status':
      return [
        read
          .updateTable('image_file')
          .set({ status: change.to, ...(change.to === 'present' ? { last_seen: now } : {}) })
          .where('id', '=', change.fileId),
      ];
    case 'update_file':
      return [
        read
          .updateTable('image_file')
          .set({ size_bytes: change.sizeBytes, mtime_ms: change.mtimeMs, checksum: change.checksum, last_seen: now })
          .where('id', '=', change.fileId),
      ];
  }
}
