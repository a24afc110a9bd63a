/** The searchable words of a photo: one definition, used whenever anything about the photo changes. */
import { sql, type RawBuilder } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';

/** Queries that bring the full-text row of one photo up to date; harmless when it is already. */
export function refreshSearch(catalog: Catalog, hothash: string): Compilable[] {
  return refresh(catalog, sql`select id from photo where hothash = ${hothash}`);
}

/** The same for photos known by their numbers. */
export function refreshSearchOfAll(catalog: Catalog, photoIds: readonly number[]): Compilable[] {
  return refresh(catalog, sql`select value from json_each(${JSON.stringify(photoIds)})`);
}

/** The same for photos known by their hothashes. @param options `areNew`: none of them has a row yet */
export function refreshSearchOfHothashes(
  catalog: Catalog,
  hothashes: readonly string[],
  { areNew }: { readonly areNew: boolean } = { areNew: false },
): Compilable[] {
  const queries = refresh(catalog, sql`select id from photo where hothash in (select value from json_each(${JSON.stringify(hothashes)}))`);
  return areNew ? queries.slice(1) : queries;
}

function refresh(catalog: Catalog, photo: RawBuilder<unknown>): Compilable[] {
  const compilable = (query: RawBuilder<unknown>): Compilable => ({ compile: () => query.compile(catalog.read) });
  return [
    compilable(sql`delete from photo_search where rowid in (${photo})`),
    compilable(sql`
      insert into photo_search (rowid, names, words, tags, camera, lens, place, sessions)
      select p.id,
        coalesce((select group_concat(f.path || ' ' || f.original_filename, ' ') from image_file f where f.photo_id = p.id), ''),
        p.title || ' ' || p.caption || case p.custom_json when '{}' then '' else coalesce((
          select ' ' || group_concat(value, ' ') from photo_custom c where c.photo_id = p.id), '') end,
        coalesce((select group_concat(t.name, ' ') from photo_tag pt join tag t on t.id = pt.tag_id where pt.photo_id = p.id), ''),
        coalesce(p.camera, ''), coalesce(p.lens, ''), p.place,
        -- Not through the view session_file: SQLite would read all of it for every photo.
        coalesce((select group_concat(s.title, ' ') from session s where s.id in (
          select session_id from image_file where photo_id = p.id
          union select r.session_id from image_file f join session_reference r on r.file_id = f.id where f.photo_id = p.id)), '')
      from photo p where p.id in (${photo})`),
  ];
}

/** An FTS5 query from what a person typed: every word must occur, the last ones as prefixes; nothing is syntax. */
export function matchExpression(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu);
  return words ? words.map((word) => `"${word}"*`).join(' ') : null;
}

/** The same for words that stand one after the other, in this order. */
export function matchPhrase(text: string): string | null {
  const words = text.match(/[\p{L}\p{N}]+/gu);
  return words ? `"${words.join(' ')}"*` : null;
}
