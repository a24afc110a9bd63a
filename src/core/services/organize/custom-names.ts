/** Custom fields of the whole library: which there are, which values they have, and how many a photo may have. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoChange } from '#contract/organize.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { customName, mostCustomFields } from '#domain/organize/custom-fields.ts';

/** Values that are told of one field: more are no suggestions. */
const mostValues = 500;

/** Names of the custom fields of visible photos with their counts, by name. */
export async function listCustomFields(catalog: Catalog): Promise<{ name: string; photos: number }[]> {
  const { rows } = await sql<{ name: string; photos: number }>`
    select name, count(*) as photos from photo_custom join photo on photo.id = photo_custom.photo_id
    where photo.hidden is null group by name order by name`.execute(catalog.read);
  return rows;
}

/** Values of a custom field with their counts, the most frequent first. */
export async function listCustomValues(catalog: Catalog, name: string): Promise<{ value: string; photos: number }[]> {
  const { rows } = await sql<{ value: string; photos: number }>`
    select value, count(*) as photos from photo_custom join photo on photo.id = photo_custom.photo_id
    where photo_custom.name = ${customName(name)} and photo.hidden is null
    group by value order by photos desc, value limit ${mostValues}`.execute(catalog.read);
  return rows;
}

/** @throws ImaLinkError bad-input when one of the photos would have more custom fields than a photo may have */
export async function refuseTooMany(catalog: Catalog, ids: readonly number[], change: PhotoChange): Promise<void> {
  const set = new Set((change.set_custom ?? []).map(({ name }) => customName(name)));
  if (set.size === 0) return;
  const named = JSON.stringify([...set, ...(change.remove_custom ?? []).map(customName)]);
  const { rows } = await sql<{ id: number }>`
    select photo_id as id from photo_custom where name not in (select value from json_each(${named}))
    group by photo_id having count(*) > ${mostCustomFields - set.size}`.execute(catalog.read);
  const full = new Set(rows.map(({ id }) => id));
  if (full.size > 0 && ids.some((id) => full.has(id)))
    throw new ImaLinkError('bad-input', `A photo has at most ${mostCustomFields} custom fields. Remove some first.`);
}
