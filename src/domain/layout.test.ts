import { expect, test } from 'vitest';
import { targetPath, type Layout } from './layout.ts';

const place = (layout: Layout, change: Partial<Parameters<typeof targetPath>[1]> = {}) =>
  targetPath(layout, {
    sourceName: 'DCIM',
    relativePath: '100/IMG_1.jpg',
    sessionTitle: 'Italy/2024',
    takenAt: '2024-07-15T10:00:00.000',
    ...change,
  });

test('each layout has its place for a photo', () => {
  expect((['keep', 'date', 'session', 'flat'] as const).map((layout) => place(layout))).toEqual([
    'DCIM/100/IMG_1.jpg',
    '2024/2024-07-15/IMG_1.jpg',
    'Italy_2024/IMG_1.jpg',
    'IMG_1.jpg',
  ]);
});

test('an undated photo and a nameless session still have a place', () => {
  expect([place('date', { takenAt: null }), place('session', { sessionTitle: ' .. ' }), place('keep', { sourceName: '' })]).toEqual([
    'undated/IMG_1.jpg',
    'Session/IMG_1.jpg',
    '100/IMG_1.jpg',
  ]);
});
