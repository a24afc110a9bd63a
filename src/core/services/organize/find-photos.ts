/** From hothashes to the numbers of the catalog, in batches that keep no thread waiting. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Places } from '#contract/photo.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Context } from '../context.ts';

/** Photos per query: some milliseconds of work each. */
const lookupBatch = 2000;

/** More are not edited at once: an edit keeps what each of them was like before. */
const mostPhotos = 100_000;

/**
 * Ids of photos that are named, or that stand at places of an open list.
 * @throws ImaLinkError photo-not-found; view-expired; bad-input when nothing is named, or too much
 */
export async function photoIdsOf(
  context: Context,
  photos: { readonly hothashes?: readonly string[] | undefined; readonly places?: Places | undefined },
): Promise<number[]> {
  const { hothashes, places } = photos;
  if ((hothashes === undefined) === (places === undefined))
    throw new ImaLinkError('bad-input', 'Name the photos either by hothash or by their places in an open list.');
  if (hothashes !== undefined) return photoIds(context.catalog, hothashes);
  return idsAt(context, places as Places);
}

async function idsAt({ catalog }: Context, { view_id: viewId, ranges }: Places): Promise<number[]> {
  const wanted = ranges.reduce((sum, [start, end]) => sum + Math.max(0, end - start), 0);
  if (wanted > mostPhotos)
    throw new ImaLinkError('bad-input', `At most ${mostPhotos} photos can be changed at once; these are ${wanted}. Select fewer.`);
  const ids: number[] = [];
  for (const [start, end] of ranges) {
    const some = await catalog.executor.viewIds(viewId, start, Math.max(0, end - start));
    if (some === null) throw new ImaLinkError('view-expired', undefined, { details: { view_id: viewId } });
    for (const id of some) ids.push(id);
  }
  if (ids.length === 0) throw new ImaLinkError('bad-input', 'There are no photos at these places of the list.');
  return ids;
}

/**
 * Ids of photos in the order given, each once. Photos that were forgotten count as absent.
 * @throws ImaLinkError photo-not-found, naming the first and listing up to twenty, before anything is changed
 */
async function photoIds(catalog: Catalog, hothashes: readonly string[]): Promise<number[]> {
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
