import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heightCapPx, maxVirtual, needsRoom, onScrolled, physicalHeight, placeAt, type ScrollMap } from './scroll-map.ts';

const extent = fc.record({
  totalPx: fc.double({ min: 0, max: 400_000_000, noNaN: true }),
  viewportPx: fc.integer({ min: 300, max: 3000 }),
});

describe('the scroll mapping', () => {
  test('moves one to one for a wheel notch, however long the list', () => {
    fc.assert(
      fc.property(
        extent.filter((each) => each.totalPx > heightCapPx * 2),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (given, share) => {
          const start = placeAt(share * maxVirtual(given), given);
          expect(onScrolled(start, start.physical + 100, given).virtual - start.virtual).toBeCloseTo(100, 3);
          expect(onScrolled(start, start.physical - 100, given).virtual - start.virtual).toBeCloseTo(-100, 3);
        },
      ),
    );
  });

  test('is the identity while everything fits', () => {
    fc.assert(
      fc.property(
        extent.filter((each) => each.totalPx <= heightCapPx && each.totalPx > each.viewportPx),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, share) => {
          const map = placeAt(share * maxVirtual(given), given);
          expect(map.physical).toBeCloseTo(map.virtual, 3);
          expect(needsRoom(map, given)).toBe(false);
        },
      ),
    );
  });

  test('reaches both ends', () => {
    fc.assert(
      fc.property(extent, (given) => {
        const top = placeAt(-1, given);
        const end = placeAt(Number.MAX_SAFE_INTEGER, given);
        expect([top.physical, top.virtual]).toEqual([0, 0]);
        expect(end.virtual).toBe(maxVirtual(given));
        expect(end.physical).toBeCloseTo(Math.max(0, physicalHeight(given.totalPx) - given.viewportPx), 3);
      }),
    );
  });

  test('never leaves the list, and given room again reaches the end by small steps', () => {
    fc.assert(
      fc.property(
        extent.filter((each) => each.totalPx > heightCapPx * 2),
        fc.array(fc.integer({ min: -800, max: 800 }), { maxLength: 60 }),
        (given, steps) => {
          let map: ScrollMap = placeAt(maxVirtual(given) - 3000, given);
          for (const step of [...steps, ...Array.from({ length: 100 }, () => 700)]) {
            const wished = map.physical + step;
            map = onScrolled(map, Math.min(Math.max(0, wished), physicalHeight(given.totalPx) - given.viewportPx), given);
            if (needsRoom(map, given)) map = placeAt(map.virtual, given);
            expect(map.virtual).toBeGreaterThanOrEqual(0);
            expect(map.virtual).toBeLessThanOrEqual(maxVirtual(given));
          }
          expect(maxVirtual(given) - map.virtual).toBeLessThan(1);
        },
      ),
    );
  });
});
