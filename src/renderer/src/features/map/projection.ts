/**
 * From degrees to pixels and back: Mercator, because it keeps shapes at every zoom and what one sees is a rectangle of
 * degrees. The world is a square of side 1, north at the top; a view says which part of it is seen, and how large.
 */
import type { Bounds } from '#domain/map-bounds.ts';

export interface MapView {
  /** Middle of what is seen, in the square of side 1. */
  readonly x: number;
  readonly y: number;
  /** Side of the whole world in pixels. */
  readonly worldPx: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the square ends; what lies beyond is drawn at its edge. */
const maxLatitude = 85.05;
/** A hundred metres are twenty pixels. */
export const maxWorldPx = 8_000_000;

/** From 0 in the west to 1 in the east. */
export const xOf = (longitude: number): number => (longitude + 180) / 360;
/** From 0 in the north to 1 in the south, where Mercator ends. */
export function yOf(latitude: number): number {
  const radians = (Math.max(-maxLatitude, Math.min(maxLatitude, latitude)) * Math.PI) / 180;
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI);
}

/** The other way round than {@link xOf}. */
export const longitudeOf = (x: number): number => x * 360 - 180;
/** The other way round than {@link yOf}. */
export const latitudeOf = (y: number): number => ((2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) * 180) / Math.PI;

/** Keeps a view on the world: never smaller than what fits into the pane, never beside it. */
export function clampView({ x, y, worldPx }: MapView, size: Size): MapView {
  const side = Math.max(1, Math.min(size.width, size.height), Math.min(maxWorldPx, worldPx));
  const half = { x: size.width / 2 / side, y: size.height / 2 / side };
  const within = (value: number, edge: number): number => (edge >= 0.5 ? 0.5 : Math.max(edge, Math.min(1 - edge, value)));
  return { x: within(x, half.x), y: within(y, half.y), worldPx: side };
}

/** The view that shows these bounds with a margin. */
export function viewOf({ west, south, east, north }: Bounds, size: Size): MapView {
  const [left, right, top, bottom] = [xOf(west), xOf(east), yOf(north), yOf(south)];
  const worldPx = Math.min((size.width * 0.8) / Math.max(right - left, 1e-9), (size.height * 0.7) / Math.max(bottom - top, 1e-9));
  // One place alone: near enough to know the town, not the street.
  return clampView({ x: (left + right) / 2, y: (top + bottom) / 2, worldPx: Math.min(worldPx, 400_000) }, size);
}

/** Larger or smaller around a point of the pane, which stays where it is. */
export function zoomAt(view: MapView, factor: number, point: { readonly x: number; readonly y: number }, size: Size): MapView {
  const worldPx = Math.min(maxWorldPx, view.worldPx * factor);
  const [dx, dy] = [point.x - size.width / 2, point.y - size.height / 2];
  return clampView({ x: view.x + dx / view.worldPx - dx / worldPx, y: view.y + dy / view.worldPx - dy / worldPx, worldPx }, size);
}

/** Moves the map by so many pixels, and not beyond its edges. */
export const panBy = (view: MapView, dx: number, dy: number, size: Size): MapView =>
  clampView({ ...view, x: view.x - dx / view.worldPx, y: view.y - dy / view.worldPx }, size);

/** What is seen, in degrees. */
export function boundsOf({ x, y, worldPx }: MapView, { width, height }: Size): Bounds {
  const [half, tall] = [width / 2 / worldPx, height / 2 / worldPx];
  return {
    west: longitudeOf(Math.max(0, x - half)),
    east: longitudeOf(Math.min(1, x + half)),
    // At the edges of the square up to the poles: nobody is left out.
    north: y - tall <= 0.001 ? 90 : latitudeOf(y - tall),
    south: y + tall >= 0.999 ? -90 : latitudeOf(y + tall),
  };
}

/** Side of a cell on the screen, about: dots of up to this size do not cover each other. */
const cellPx = 64;
/** How fine photos are gathered into dots at this size of the world. */
export const cellZoom = ({ worldPx }: MapView): number => Math.max(0, Math.min(20, Math.round(Math.log2(worldPx / cellPx))));

/** Where a place stands in the pane, in pixels. */
export function toPane({ longitude, latitude }: { readonly longitude: number; readonly latitude: number }, view: MapView, size: Size) {
  return {
    x: (xOf(longitude) - view.x) * view.worldPx + size.width / 2,
    y: (yOf(latitude) - view.y) * view.worldPx + size.height / 2,
  };
}
