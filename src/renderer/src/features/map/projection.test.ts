import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf, clampView, latitudeOf, longitudeOf, panBy, toPane, viewOf, xOf, yOf, zoomAt, type MapView } from './projection.ts';

const size = { width: 1000, height: 500 };
const world: MapView = { x: 0.5, y: 0.5, worldPx: 1000 };
const longitudes = fc.double({ min: -180, max: 180, noNaN: true });
const latitudes = fc.double({ min: -85, max: 85, noNaN: true });

test('degrees go to the square and come back', () => {
  fc.assert(
    fc.property(longitudes, latitudes, (longitude, latitude) => {
      expect(longitudeOf(xOf(longitude))).toBeCloseTo(longitude, 8);
      expect(latitudeOf(yOf(latitude))).toBeCloseTo(latitude, 8);
    }),
  );
  expect([xOf(0), yOf(0), yOf(90) < 0.001, yOf(-90) > 0.999]).toEqual([0.5, 0.5, true, true]);
});

test('what is under the pointer stays there when one zooms, as long as the world does not end', () => {
  const view = { x: 0.53, y: 0.3, worldPx: 20_000 };
  const place = { longitude: 13.6, latitude: 62 };
  const before = toPane(place, view, size);
  const after = toPane(place, zoomAt(view, 2.5, before, size), size);
  expect(after.x).toBeCloseTo(before.x, 6);
  expect(after.y).toBeCloseTo(before.y, 6);
});

test('a view of bounds shows all of them, and its own bounds hold them', () => {
  fc.assert(
    fc.property(longitudes, latitudes, fc.double({ min: 0, max: 60, noNaN: true }), (longitude, latitude, reach) => {
      const bounds = {
        west: Math.max(-180, longitude - reach),
        east: Math.min(180, longitude + reach),
        south: Math.max(-85, latitude - reach),
        north: Math.min(85, latitude + reach),
      };
      const seen = boundsOf(viewOf(bounds, size), size);
      expect(seen.west).toBeLessThanOrEqual(bounds.west + 1e-9);
      expect(seen.east).toBeGreaterThanOrEqual(bounds.east - 1e-9);
      expect(seen.south).toBeLessThanOrEqual(bounds.south + 1e-9);
      expect(seen.north).toBeGreaterThanOrEqual(bounds.north - 1e-9);
    }),
    { numRuns: 200 },
  );
});

test('a view never leaves the world', () => {
  expect(panBy(world, 5000, 5000, size)).toEqual(clampView(panBy(world, 5000, 5000, size), size));
  expect(boundsOf(panBy({ ...world, worldPx: 4000 }, 99_999, 99_999, size), size)).toMatchObject({ west: -180, north: 90 });
  expect(zoomAt(world, 0.1, { x: 0, y: 0 }, size).worldPx).toBe(500);
});
