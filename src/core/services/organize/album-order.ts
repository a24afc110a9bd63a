/** The photos of an album in order, and those of other storages that this catalog does not know yet. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { raw } from './touch-photos.ts';

/**
 * What an album or a stack keeps beside its rows: members whose photos are in no storage that was recovered (they
 * keep their place, and are written back), and keys of later versions.
 */
const KeptBeside = z.object({
  unresolved: z.array(z.tuple([z.int().nonnegative(), z.string()])).default([]),
  extra: z.record(z.string(), z.unknown()).default({}),
});
export type KeptBeside = z.output<typeof KeptBeside>;

export const keptBeside = (text: string): KeptBeside => KeptBeside.parse(JSON.parse(text));

/** A member: the number of a known photo, or the hothash of one that is not known. */
export type Member = number | string;

/** All members of an album, hidden photos and unknown ones included. */
export async function readOrder(catalog: Catalog, album: { readonly id: number; readonly extra_json: string }): Promise<Member[]> {
  // As one text: a million rows take seconds to come out of the catalog's thread.
  const { rows } = await sql<{ items: string }>`
    select json_group_array(json_array(position, photo_id)) as items from (
      select position, photo_id from album_item where album_id = ${album.id} order by position)`.execute(catalog.read);
  const items = JSON.parse(rows[0]?.items ?? '[]') as [position: number, member: Member][];
  const { unresolved } = keptBeside(album.extra_json);
  if (unresolved.length > 0) {
    for (const each of unresolved) items.push(each);
    items.sort((left, right) => left[0] - right[0]);
  }
  return items.map(([, member]) => member);
}

/** Queries that give an album this order; the caller adds the new rev. */
export function writeOrder(
  catalog: Catalog,
  album: { readonly id: number; readonly extra_json: string },
  order: readonly Member[],
): Compilable[] {
  const rows: [member: number, position: number][] = [];
  const unresolved: [position: number, hothash: string][] = [];
  for (let position = 0; position < order.length; position++) {
    const member = order[position] as Member;
    if (typeof member === 'number') rows.push([member, position]);
    else unresolved.push([position, member]);
  }
  const extra = JSON.stringify({ ...keptBeside(album.extra_json), unresolved });
  const text = JSON.stringify(rows);
  return [
    raw(
      catalog,
      sql`delete from album_item where album_id = ${album.id}
        and photo_id not in (select json_extract(value, '$[0]') from json_each(${text}))`,
    ),
    raw(
      catalog,
      sql`insert into album_item (album_id, photo_id, position)
        select ${album.id}, json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(${text}) where true
        on conflict (album_id, photo_id) do update set position = excluded.position where position <> excluded.position`,
    ),
    catalog.read.updateTable('album').set({ extra_json: extra }).where('id', '=', album.id),
  ];
}
