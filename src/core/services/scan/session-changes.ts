/** Sessions that a decision made: taking one back removes its records, never a file. */
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';

/** `add_session` is empty: the import that registered the files has written it already. */
export function sessionQueries(catalog: Catalog, change: Extract<CatalogChange, { change: 'add_session' | 'drop_session' }>): Compilable[] {
  if (change.change === 'add_session') return [];
  const { read } = catalog;
  const { sessionId } = change;
  const run = (query: ReturnType<typeof sql>): Compilable => ({ compile: () => query.compile(read) });
  return [
    run(sql`delete from photo_search where rowid in (
      select photo_id from image_file f where session_id = ${sessionId}
        and not exists (select 1 from image_file o where o.photo_id = f.photo_id and o.session_id <> ${sessionId}))`),
    run(sql`create temp table if not exists dropped_photo (id integer primary key)`),
    run(sql`delete from temp.dropped_photo`),
    run(sql`insert or ignore into temp.dropped_photo select photo_id from image_file where session_id = ${sessionId}`),
    read.deleteFrom('image_file').where('session_id', '=', sessionId),
    read.deleteFrom('session_reference').where('session_id', '=', sessionId),
    read.deleteFrom('import_item').where('session_id', '=', sessionId),
    read.deleteFrom('import_problem').where('session_id', '=', sessionId),
    run(sql`delete from photo where id in (select id from temp.dropped_photo)
      and not exists (select 1 from image_file f where f.photo_id = photo.id)`),
    read.deleteFrom('session').where('id', '=', sessionId),
  ];
}
