/** Places of the fake library, in cells as the core makes them. */
import type { MapCell, MapCells } from '#contract/photo.ts';
import { parseBounds } from '#domain/map-bounds.ts';
import { hothashOf } from './synthetic.ts';

const spots: readonly [place: string, longitude: number, latitude: number, photos: number][] = [
  ['Reine, Lofoten, Norway', 13.09, 67.93, 240],
  ['Svolvær, Lofoten, Norway', 14.57, 68.23, 61],
  ['', 13.61071, 68.14562, 1],
  ['Roma, Italy', 12.49, 41.89, 1204],
  ['Napoli, Italy', 14.26, 40.85, 80],
  ['', -21.94, 64.15, 12],
  ['Kyoto, Japan', 135.76, 35.01, 33],
  ['Ushuaia, Argentina', -68.3, -54.8, 7],
];

const within = (bounds: string | undefined): typeof spots => {
  const { west, south, east, north } = parseBounds(bounds ?? '-180,-90,180,90');
  return spots.filter(([, x, y]) => x >= west && x <= east && y >= south && y <= north);
};

const sum = (some: typeof spots): number => some.reduce((total, [, , , photos]) => total + photos, 0);

/** How many photos the list of a part of the map has, and the answer of `places.cells`. */
export const places = {
  total: (bounds: string): number => sum(within(bounds)),
  answers: {
    'places.cells': ({ bounds, zoom = 3 }: { bounds?: string; zoom?: number }): MapCells => {
      const side = 360 / 2 ** zoom;
      const groups = Map.groupBy(within(bounds), ([, x, y]) => `${Math.floor((x + 180) / side)} ${Math.floor((y + 90) / side)}`);
      const cells = [...groups.values()].map((group): MapCell => {
        const [xs, ys] = [group.map(([, x]) => x), group.map(([, , y]) => y)];
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        return {
          count: sum(group),
          longitude: mean(xs),
          latitude: mean(ys),
          west: Math.min(...xs),
          east: Math.max(...xs),
          south: Math.min(...ys),
          north: Math.max(...ys),
          hothash: hothashOf(0),
          place: group[0]?.[0] ?? '',
        };
      });
      return { total: sum(within(bounds)), cells: cells.toSorted((a, b) => b.count - a.count), more: 0 };
    },
  },
};
