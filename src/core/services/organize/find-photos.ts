/** From hothashes to the numbers of the catalog, in batches that keep no thread waiting. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Places } from '#contract/photo.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Context } from '../context.ts';

/** Photos per query: some milliseconds of work each. */
const lookupBatch = 2000;

/** More are not moved between sessions at once. */
export const mostMoved = 100_000;
/** All photos of the largest library; the limit keeps a request from naming them again and again. */
const mostPhotos = 10_000_000;
/** Ids that come from the catalog's thread in one message. */
const idsPerMessage = 50_000;

/**
 * Ids of photos that are named, or that stand at places of an open list.
 * @param most at places
 * @throws ImaLinkError photo-not-found; view-expired; bad-input when nothing is named, or too much
 */
export async function photoIdsOf(
  context: Context,
  photos: { readonly hothashes?: readonly string[] | undefined; readonly places?: Places | undefined },
  most = mostPhotos,
): Promise<number[]> {
  const { hothashes, places } = photos;
  if ((hothashes === undefined) === (places === undefined))
    throw new ImaLinkError('bad-input', 'Name the photos either by hothash or by their places in an open list.');
  if (hothashes !== undefined) return photoIds(context.catalog, hothashes);
  return idsAt(context, places as Places, most);
}

async function idsAt({ catalog }: Context, { view_id: viewId, ranges }: Places, most: number): Promise<number[]> {
  const wanted = ranges.reduce((sum, [start, end]) => sum + Math.max(0, end - start), 0);
  if (wanted > most) throw new ImaLinkError('bad-input', `This takes at most ${most} photos at once; these are ${wanted}. Select fewer.`);
  const ids: number[] = [];
  for (const [start, end] of ranges) {
    for (let from = start; from < end; from += idsPerMessage) {
      const some = await catalog.executor.viewIds(viewId, from, Math.min(idsPerMessage, end - from));
      if (some === null) throw new ImaLinkError('view-expired', undefined, { details: { view_id: viewId } });
      if (some.length === 0) break;
      for (const id of some) ids.push(id);
    }
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
