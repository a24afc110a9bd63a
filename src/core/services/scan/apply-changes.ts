/** A plan's changes as catalog queries: one batch, one transaction, one journal entry that undoes it. */
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { invertChanges } from '#domain/reconcile/changes.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile } from '#domain/reconcile/types.ts';
import { instant, type Context } from '../context.ts';
import { refreshSearch, refreshSearchOf } from '../search-text.ts';
import type { StorageRow } from '../storage-rows.ts';
import { changeQuery, leaveName } from './change-queries.ts';

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
    if (change.change === 'move_companion') touch(ownerOf.get(change.companionId));
    else if ('fileId' in change) touch(change.fileId);
    else if ('record' in change) {
      photos.add(change.record.file.photoId);
      for (const id of [change.record.file.sessionId, ...change.record.referencedBy]) sessions.add(id);
    } else {
      if ('photoId' in change) photos.add(change.photoId);
      if ('sessionId' in change && change.change !== 'drop_session') sessions.add(change.sessionId);
    }
  }
  const hothashes = changes.flatMap((change) =>
    change.change === 'add_file' ? [change.hothash] : change.change === 'assign_file' ? [change.toHothash, change.fromHothash] : [],
  );
  const ids = (set: ReadonlySet<number>): number[] => [...set].filter((id) => id > 0);
  return [
    ...changes.flatMap((change) => leaveName(catalog, change)),
    ...changes.flatMap((change) => changeQuery({ catalog, storageId, now }, change)),
    ...[...new Set(hothashes)].flatMap((hothash) => refreshSearch(catalog, hothash)),
    ...ids(photos).flatMap((photoId) => refreshSearchOf(catalog, photoId)),
    ...touchSessionsOf(catalog, ids(photosOnly(changes)), now),
    ...ids(sessions).map((sessionId) =>
      catalog.read
        .updateTable('session')
        .set({ generation: sql<number>`generation + 1`, changed_at: now })
        .where('id', '=', sessionId),
    ),
  ];
}

/** Photos that changes are about without naming a file: every session that shows them is behind now. */
function photosOnly(changes: readonly CatalogChange[]): ReadonlySet<number> {
  return new Set(changes.flatMap((change) => ('photoId' in change && !('path' in change) ? [change.photoId] : [])));
}

function touchSessionsOf(catalog: Catalog, photoIds: readonly number[], now: string): Compilable[] {
  return photoIds.map((photoId) =>
    catalog.read
      .updateTable('session')
      .set({ generation: sql<number>`generation + 1`, changed_at: now })
      .where('id', 'in', (from) => from.selectFrom('session_file').select('session_id').where('photo_id', '=', photoId)),
  );
}
