/** A plan's changes as catalog queries: one batch, one transaction, one journal entry that undoes it. */
import { setImmediate as turn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { invertChanges } from '#domain/reconcile/changes.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile } from '#domain/reconcile/types.ts';
import { instant, type Context } from '../context.ts';
import { refreshSearch, refreshSearchOfAll } from '../search-text.ts';
import type { StorageRow } from '../storage-rows.ts';
import { changeQuery, leaveNames, moveFiles, type MoveFile } from './change-queries.ts';

export interface Batch {
  /** Bookkeeping that nobody needs to hear of: no journal entry. */
  readonly isQuiet: boolean;
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
  const queries = [...changeQueries(catalog, storage.id, batch.changes, before, instant(clock)), ...extra];
  // Ten thousand changes at once are more than a main thread may be held for: others get their turn in between.
  await turn();
  if (batch.isQuiet) {
    await catalog.write(queries);
    return null;
  }
  const uuid = clock.newUuid();
  const inverse = invertChanges(batch.changes, before);
  await turn();
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
    ...queries,
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
  const touched = touchedBy(changes, before);
  const hothashes = changes.flatMap((change) =>
    change.change === 'add_file' ? [change.hothash] : change.change === 'assign_file' ? [change.toHothash, change.fromHothash] : [],
  );
  // A companion is let go by the path of its photo, before that photo leaves it.
  const isParting = ({ change }: CatalogChange): boolean => change === 'remove_companion';
  const place = { catalog, storageId, now };
  return [
    ...changes.filter(isParting).flatMap((change) => changeQuery(place, change)),
    ...leaveNames(catalog, changes),
    ...runsOfMoves(changes.filter((change) => !isParting(change))).flatMap((run) =>
      run.moves.length > 1 ? [moveFiles(catalog, run.moves, now)] : run.changes.flatMap((change) => changeQuery(place, change)),
    ),
    ...[...new Set(hothashes)].flatMap((hothash) => refreshSearch(catalog, hothash)),
    ...inPages([...touched.photos]).flatMap((ids) => refreshSearchOfAll(catalog, ids)),
    ...touchSessions(catalog, touched, now),
  ];
}

interface Touched {
  readonly photos: ReadonlySet<number>;
  readonly files: ReadonlySet<number>;
  readonly sessions: ReadonlySet<number>;
  /** Photos that changes are about without naming a file: every session that shows them is behind now. */
  readonly photosAlone: ReadonlySet<number>;
}

function touchedBy(changes: readonly CatalogChange[], before: readonly CataloguedFile[]): Touched {
  const byId = new Map(before.map((file) => [file.fileId, file]));
  const ownerOf = new Map(before.flatMap((file) => file.companions.map((companion) => [companion.companionId, file.fileId] as const)));
  const touched = { photos: new Set<number>(), files: new Set<number>(), sessions: new Set<number>(), photosAlone: new Set<number>() };
  const touch = (fileId: number | undefined): void => {
    const file = byId.get(fileId ?? -1);
    if (!file) return;
    touched.files.add(file.fileId);
    touched.photos.add(file.photoId);
    touched.sessions.add(file.sessionId);
  };
  for (const change of changes) {
    if (change.change === 'move_companion') touch(ownerOf.get(change.companionId));
    else if ('fileId' in change) {
      touch(change.fileId);
      if (change.change === 'give_file') touched.sessions.add(change.to);
      if (change.change === 'part_file') touched.sessions.add(change.sessionId);
    } else if ('record' in change) {
      touched.photos.add(change.record.file.photoId);
      for (const id of [change.record.file.sessionId, ...change.record.referencedBy]) touched.sessions.add(id);
    } else {
      if ('photoId' in change) touched.photos.add(change.photoId);
      if ('photoId' in change && !('path' in change)) touched.photosAlone.add(change.photoId);
      if ('sessionId' in change && change.change !== 'drop_session') touched.sessions.add(change.sessionId);
    }
  }
  return touched;
}

/** Statements stay short: the catalog's thread answers others in between batches of a transaction's making. */
function inPages<T>(values: readonly T[], size = 1000): T[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, page) => values.slice(page * size, (page + 1) * size));
}

/** Changes in order, with moves that follow one another taken together. */
function runsOfMoves(
  changes: readonly CatalogChange[],
): { readonly changes: readonly CatalogChange[]; readonly moves: readonly MoveFile[] }[] {
  const runs: { changes: CatalogChange[]; moves: MoveFile[] }[] = [];
  for (const change of changes) {
    const last = runs.at(-1);
    if (change.change === 'move_file' && last && last.moves.length > 0 && last.moves.length < 2000) {
      last.moves.push(change);
      last.changes.push(change);
    } else runs.push({ changes: [change], moves: change.change === 'move_file' ? [change] : [] });
  }
  return runs;
}

/** Every session that is behind now: those that own or show a touched file, and those that show a touched photo. */
function touchSessions(catalog: Catalog, touched: Touched, now: string): Compilable[] {
  const list = (ids: ReadonlySet<number>): string => JSON.stringify([...ids]);
  const query = sql`update session set generation = generation + 1, changed_at = ${now} where id in (
    select value from json_each(${list(touched.sessions)})
    union select session_id from session_reference where file_id in (select value from json_each(${list(touched.files)}))
    union select session_id from image_file where photo_id in (select value from json_each(${list(touched.photosAlone)}))
    union select r.session_id from image_file f join session_reference r on r.file_id = f.id
      where f.photo_id in (select value from json_each(${list(touched.photosAlone)})))`;
  return [{ compile: () => query.compile(catalog.read) }];
}
