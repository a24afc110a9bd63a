/** Where photos were taken: those of a search in cells of a grid, as a map shows them. */
import { sql } from 'kysely';
import type { MapCell, MapCells, PhotoFilter } from '#contract/photo.ts';
import type { Context } from '../context.ts';
import { filterPhotos } from './filter-photos.ts';

/** More than any map shows at once; the fullest are told. */
const mostCells = 2000;

/**
 * Counts the photos with a position by cells of 360 degrees / 2 ^ zoom.
 * @throws ImaLinkError bad-input for a query that cannot be understood
 */
export async function countPlaces(context: Context, { zoom, ...query }: PhotoFilter & { readonly zoom: number }): Promise<MapCells> {
  const cell = 360 / 2 ** zoom;
  const { select: photos } = await filterPhotos(context, query);
  const cells = await photos
    .where('photo.latitude', 'is not', null)
    .select([
      sql<number>`cast((photo.longitude + 180) / ${cell} as integer)`.as('x'),
      sql<number>`cast((photo.latitude + 90) / ${cell} as integer)`.as('y'),
      sql<number>`count(*)`.as('count'),
      sql<number>`avg(photo.longitude)`.as('longitude'),
      sql<number>`avg(photo.latitude)`.as('latitude'),
      sql<number>`min(photo.longitude)`.as('west'),
      sql<number>`max(photo.longitude)`.as('east'),
      sql<number>`min(photo.latitude)`.as('south'),
      sql<number>`max(photo.latitude)`.as('north'),
      sql<number>`max(photo.id)`.as('newest'),
    ])
    .groupBy(['x', 'y'])
    .orderBy('count', 'desc')
    .execute();
  const kept = cells.slice(0, mostCells);
  const named = await context.catalog.read
    .selectFrom('photo')
    .select(['id', 'hothash', 'place'])
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(kept.map(({ newest }) => newest))}))`)
    .execute();
  const photoOf = new Map(named.map((photo) => [photo.id, photo]));
  return {
    total: cells.reduce((sum, { count }) => sum + count, 0),
    cells: kept.map(({ x: _x, y: _y, newest, ...numbers }): MapCell => {
      const photo = photoOf.get(newest);
      return { ...numbers, hothash: photo?.hothash ?? '', place: photo?.place ?? '' };
    }),
    more: cells.length - kept.length,
  };
}
