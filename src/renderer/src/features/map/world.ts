/** The outline of the world as a path in the square of side 1. A chunk of its own: it is loaded with the map, from the app itself. */
import { feature, mesh } from 'topojson-client';
import countries from 'world-atlas/countries-110m.json';
import { xOf, yOf } from './projection.ts';

type Topology = Parameters<typeof feature>[0];
type Ring = readonly (readonly [number, number])[];

/** Ten decimals of a pixel at the largest zoom would be waste; seven of the world are a few metres. */
const point = ([longitude, latitude]: readonly [number, number]): string => `${xOf(longitude).toFixed(7)} ${yOf(latitude).toFixed(7)}`;
/** What crosses the 180th meridian goes on at the other side of the map, without a line across it. */
const line = (ring: Ring): string =>
  ring.map((each, n) => `${n === 0 || Math.abs(each[0] - (ring[n - 1]?.[0] ?? 0)) > 180 ? 'M' : 'L'}${point(each)}`).join('');

/**
 * A shore that crosses the 180th meridian goes on beyond it, so that it stays one shape. One around a pole is left as it is:
 * it has corners at the pole instead.
 */
function unwrapped(ring: Ring): Ring {
  let turns = 0;
  const shape = ring.map((each, n) => {
    const step = each[0] - (ring[n - 1]?.[0] ?? each[0]);
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [each[0] + turns * 360, each[1]] as const;
  });
  return turns === 0 ? shape : ring;
}

/** What reaches beyond an edge of the map is seen at the other one too; the edges cut it off. */
function copies(ring: Ring): readonly Ring[] {
  const shifted = (by: number): Ring => ring.map(([longitude, latitude]) => [longitude + by, latitude] as const);
  const longitudes = ring.map(([longitude]) => longitude);
  return [ring, ...(Math.max(...longitudes) > 180 ? [shifted(-360)] : []), ...(Math.min(...longitudes) < -180 ? [shifted(360)] : [])];
}

const topology = countries as unknown as Topology;

/** Land, to be filled. */
export function landPath(): string {
  const { land } = topology.objects;
  if (land == null) return '';
  const shape = feature(topology, land) as unknown as {
    features?: readonly { geometry: { coordinates: readonly (readonly Ring[])[] } }[];
    geometry?: { coordinates: readonly (readonly Ring[])[] };
  };
  const polygons = shape.features?.flatMap(({ geometry }) => geometry.coordinates) ?? shape.geometry?.coordinates ?? [];
  return polygons
    .flatMap((rings) => rings.flatMap((ring) => copies(unwrapped(ring)).map((each) => `M${each.map(point).join('L')}Z`)))
    .join('');
}

/** Borders between countries. */
export function borderPath(): string {
  const object = topology.objects['countries'];
  if (object == null) return '';
  const { coordinates } = mesh(topology, object as never, (a, b) => a !== b) as unknown as { coordinates: readonly Ring[] };
  return coordinates.map(line).join('');
}
