import { expect, test } from 'vitest';
import { findBursts, type Shot } from './bursts.ts';

const shot = (id: number, second: number, camera: string | null = 'R6'): Shot => ({
  id,
  camera,
  takenAt: new Date(Date.UTC(2024, 0, 1) + second * 1000).toISOString().slice(0, 23),
});

test('three photos of one camera within two seconds of each other are a burst, whatever their order', () => {
  expect(findBursts([shot(3, 3.9), shot(1, 0), shot(2, 2), shot(9, 60)])).toEqual([[1, 2, 3]]);
});

test('two tries, a longer pause and another camera are none', () => {
  expect(findBursts([shot(1, 0), shot(2, 1)])).toEqual([]);
  expect(findBursts([shot(1, 0), shot(2, 2.1), shot(3, 4.2)])).toEqual([]);
  expect(findBursts([shot(1, 0), shot(2, 1, 'X100'), shot(3, 2)])).toEqual([]);
});

test('photos without a date or a camera are part of none', () => {
  expect(findBursts([1, 2, 3].map((id) => ({ id, camera: 'R6', takenAt: null })))).toEqual([]);
  expect(findBursts([shot(1, 0, null), shot(2, 0, null), shot(3, 0, null)])).toEqual([]);
});
