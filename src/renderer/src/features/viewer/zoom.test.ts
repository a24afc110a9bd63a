import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fit, pan, zoomAt } from './zoom.ts';

const size = fc.record({ width: fc.integer({ min: 50, max: 12_000 }), height: fc.integer({ min: 50, max: 12_000 }) });
const stage = fc.record({ width: fc.integer({ min: 300, max: 4000 }), height: fc.integer({ min: 300, max: 3000 }) });

describe('the zoom', () => {
  test('shows the whole picture in the middle', () => {
    fc.assert(
      fc.property(size, stage, fc.constantFrom(1, 1.5, 2), (picture, room, ratio) => {
        const placed = fit(picture, room, ratio);
        expect(picture.width * placed.scale).toBeLessThan(room.width + 0.01);
        expect(picture.height * placed.scale).toBeLessThan(room.height + 0.01);
        expect(placed.x).toBeCloseTo(room.width - picture.width * placed.scale - placed.x, 6);
      }),
    );
  });

  test('keeps what is under the pointer, wherever no edge is in the way', () => {
    fc.assert(
      fc.property(
        size,
        stage,
        fc.double({ min: 0.2, max: 0.8, noNaN: true }),
        fc.double({ min: 1.05, max: 3, noNaN: true }),
        (picture, room, share, factor) => {
          const start = zoomAt(fit(picture, room, 1), 1, { x: room.width / 2, y: room.height / 2 }, picture, room, 1);
          const pointer = { x: room.width * share, y: room.height * share };
          const next = zoomAt(start, start.scale * factor, pointer, picture, room, 1);
          const before = (pointer.x - start.x) / start.scale;
          const after = (pointer.x - next.x) / next.scale;
          const free = picture.width * start.scale > room.width && next.x < -1 && next.x + picture.width * next.scale > room.width + 1;
          if (free) expect(Math.abs(before - after) * next.scale).toBeLessThan(0.01);
        },
      ),
    );
  });

  test('never leaves a gap beside a picture that fills the stage', () => {
    fc.assert(
      fc.property(size, stage, fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: -5000, max: 5000 }), (picture, room, dx, dy) => {
        const zoomed = zoomAt(fit(picture, room, 1), 4, { x: 10, y: 10 }, picture, room, 1);
        const moved = pan(zoomed, dx, dy, picture, room);
        if (picture.width * moved.scale >= room.width) {
          expect(moved.x).toBeLessThanOrEqual(0);
          expect(moved.x + picture.width * moved.scale).toBeGreaterThanOrEqual(room.width - 0.01);
        }
      }),
    );
  });
});
