/** From hothashes to the numbers of the catalog, in batches that keep no thread waiting. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Catalog } from '#core/catalog/catalog.ts';

/** Photos per query: some milliseconds of work each. */
const lookupBatch = 2000;

/**
 * Ids of photos in the order given, each once. Photos that were forgotten count as absent.
 * @throws ImaLinkError photo-not-found, naming the first and listing up to twenty, before anything is changed
 */
export async function photoIds(catalog: Catalog, hothashes: readonly string[]): Promise<number[]> {
  const unique = [...new Set(hothashes)];
  const ids: number[] = [];
  const absent: string[] = [];
  for (let start = 0; start < unique.length; start += lookupBatch) {
    const batch = unique.slice(start, start + lookupBatch);
    const { rows } = await sql<{ hothash: string; id: number | null }>`
      select wanted.value as hothash, photo.id as id
      from json_each(${JSON.stringify(batch)}) wanted
      left join photo on photo.hothash = wanted.value and photo.hidden is null
      order by wanted.key`.execute(catalog.read);
    for (const { hothash, id } of rows) {
      if (id === null) absent.push(hothash);
      else ids.push(id);
    }
  }
  const [first] = absent;
  if (first !== undefined)
    throw new ImaLinkError(
      'photo-not-found',
      absent.length === 1 ? `There is no photo ${first}.` : `There is no photo ${first}, nor ${absent.length - 1} others that were named.`,
      { details: { hothash: first, hothashes: absent.slice(0, 20), count: absent.length } },
    );
  return ids;
}
