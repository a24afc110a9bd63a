/** What goes with every change of user data: sessions that show the photos are dirty, their words are searchable. */
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';

/** A query written by hand, as the catalog takes it. */
export function raw(catalog: Catalog, query: ReturnType<typeof sql>): Compilable {
  return { compile: () => query.compile(catalog.read) };
}

/**
 * Marks every session dirty that shows one of the photos, own or by reference: their indexes carry the change.
 * @param now ISO 8601 UTC
 */
export function markSessionsDirty(catalog: Catalog, photoIds: readonly number[], now: string): Compilable {
  const ids = JSON.stringify(photoIds);
  return raw(
    catalog,
    sql`update session set generation = generation + 1, changed_at = ${now} where id in (
      select session_id from image_file where photo_id in (select value from json_each(${ids}))
      union
      select reference.session_id from image_file file join session_reference reference on reference.file_id = file.id
      where file.photo_id in (select value from json_each(${ids})))`,
  );
}
