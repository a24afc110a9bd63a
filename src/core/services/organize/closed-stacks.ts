/** Lists in which a stack is one photo: the one on top of those that are in the list. */
import { sql, type Expression, type SqlBool } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { PhotoSelect } from '../search/filter-photos.ts';

/**
 * Leaves out the photos below the top of their stack. One whose top is not in the list stays: nothing that was
 * searched for is out of sight.
 * @param open uuids of stacks that are shown whole
 * @returns the list, and the photos that are out of sight
 */
export async function closeStacks(
  catalog: Catalog,
  photos: PhotoSelect,
  open: readonly string[],
): Promise<{ readonly photos: PhotoSelect; readonly below: readonly number[] }> {
  const { read } = catalog;
  // Most libraries have none; then the list costs what it cost before.
  const any = await read.selectFrom('stack').select('id').limit(1).executeTakeFirst();
  if (!any) return { photos, below: [] };
  // Of the list only what is in stacks is read, and once: a million photos are no stacks.
  const stacked = photos.where('photo.id', 'in', read.selectFrom('stack_item').select('photo_id')).select('photo.id');
  const { rows } = await sql<{ photo_id: number }>`
    with listed as materialized (select id from ${stacked})
    select item.photo_id from listed join stack_item item on item.photo_id = listed.id
    where exists (select 1 from stack_item upper join listed on listed.id = upper.photo_id
        where upper.stack_id = item.stack_id and upper.position < item.position)
      and item.stack_id not in (select id from stack where uuid in (select value from json_each(${JSON.stringify(open)})))`.execute(read);
  const below = rows.map((row) => row.photo_id);
  const isShown = sql`photo.id not in (select value from json_each(${JSON.stringify(below)}))` as Expression<SqlBool>;
  return { photos: below.length === 0 ? photos : photos.where(isShown), below };
}

/** The stacks of photos on a page, with the number of their photos. */
export async function stacksOfPage({ read }: Catalog, photoIds: readonly number[]): Promise<Map<number, { uuid: string; count: number }>> {
  const { rows } = await sql<{ photo_id: number; uuid: string; count: number }>`
    select item.photo_id, stack.uuid, (select count(*) from stack_item other join photo on photo.id = other.photo_id
      where other.stack_id = stack.id and photo.hidden is null) as count
    from stack_item item join stack on stack.id = item.stack_id
    where item.photo_id in (select value from json_each(${JSON.stringify(photoIds)}))`.execute(read);
  return new Map(rows.map(({ photo_id, uuid, count }) => [photo_id, { uuid, count }]));
}
