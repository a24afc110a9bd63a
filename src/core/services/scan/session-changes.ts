/** Sessions and files that a decision registered: taking them back removes their records, never a file. */
import { sql, type RawBuilder } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';

export type Registered = Extract<CatalogChange, { change: 'add_session' | 'drop_session' | 'add_files' | 'drop_files' }>;

/** Which rows of image_file such a change is about. */
export function registeredFiles(change: Registered): RawBuilder<boolean> {
  return 'fileIds' in change
    ? sql<boolean>`id in (select value from json_each(${JSON.stringify(change.fileIds)}))`
    : sql<boolean>`session_id = ${change.sessionId}`;
}

/** Which session owns a file, and which refer to it. */
export function ownerQueries(
  { read }: Catalog,
  change: Extract<CatalogChange, { change: 'give_file' | 'part_file' | 'join_file' }>,
): Compilable[] {
  const { fileId } = change;
  const refer = (sessionId: number): Compilable =>
    read
      .insertInto('session_reference')
      .values({ session_id: sessionId, file_id: fileId })
      .onConflict((conflict) => conflict.doNothing());
  const leave = (sessionId: number): Compilable =>
    read.deleteFrom('session_reference').where('session_id', '=', sessionId).where('file_id', '=', fileId);
  if (change.change === 'give_file') {
    const { from, to } = change;
    return [leave(to), read.updateTable('image_file').set({ session_id: to }).where('id', '=', fileId), refer(from)];
  }
  return [(change.change === 'join_file' ? refer : leave)(change.sessionId)];
}

/** What adds is empty: the import that registered the files has written it already. */
export function sessionQueries(catalog: Catalog, change: Registered): Compilable[] {
  if (change.change === 'add_session' || change.change === 'add_files') return [];
  const { read } = catalog;
  const { sessionId } = change;
  const own = registeredFiles(change);
  const run = (query: ReturnType<typeof sql>): Compilable => ({ compile: () => query.compile(read) });
  const files = [
    run(sql`create temp table if not exists dropped_photo (id integer primary key)`),
    run(sql`delete from temp.dropped_photo`),
    run(sql`insert or ignore into temp.dropped_photo select photo_id from image_file where ${own}`),
    run(sql`delete from image_file where ${own}`),
    run(sql`delete from temp.dropped_photo where exists (select 1 from image_file f where f.photo_id = dropped_photo.id)`),
    run(sql`delete from photo_search where rowid in (select id from temp.dropped_photo)`),
    run(sql`delete from photo where id in (select id from temp.dropped_photo)`),
  ];
  if (change.change === 'drop_files') return files;
  return [
    ...files,
    read.deleteFrom('session_reference').where('session_id', '=', sessionId),
    read.deleteFrom('import_item').where('session_id', '=', sessionId),
    read.deleteFrom('import_problem').where('session_id', '=', sessionId),
    read.deleteFrom('session').where('id', '=', sessionId),
  ];
}
