import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatBytes, formatDay, formatDuration, formatExposure, formatMonth } from './format.ts';

describe('words and numbers for people', () => {
  test('a day is the day it says, in every time zone of this machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
        const day = new Date(n * 86_400_000).toISOString().slice(0, 10);
        expect(formatDay(day)).toContain(String(Number(day.slice(8))));
        expect(formatDay(day)).toContain(day.slice(0, 4));
        expect(formatMonth(day)).toContain(day.slice(0, 4));
      }),
    );
  });

  test('undated photos have a bucket with a name', () => {
    expect([formatDay(null), formatMonth(null)]).toEqual(['No date', 'No date']);
  });

  test('sizes count in thousands, as disks do', () => {
    expect([formatBytes(0), formatBytes(999), formatBytes(4_300_000), formatBytes(412_000_000_000)]).toEqual([
      '0 bytes',
      '999 bytes',
      '4.3 MB',
      '412 GB',
    ]);
  });

  test('rest times are rough and never zero', () => {
    expect([formatDuration(0), formatDuration(28), formatDuration(90), formatDuration(7800)]).toEqual([
      '1 s',
      '30 s',
      '2 min',
      '2 h 10 min',
    ]);
  });

  test('one photo is one photo', () => {
    expect([plural(1, 'photo'), plural(211, 'photo'), plural(0, 'photo'), plural(2, 'copy', 'copies')]).toEqual([
      '1 photo',
      '211 photos',
      '0 photos',
      '2 copies',
    ]);
  });

  test('exposures read as on a camera', () => {
    expect([formatExposure(0.004), formatExposure(2.5), formatExposure(1 / 60)]).toEqual(['1/250 s', '2.5 s', '1/60 s']);
  });
});
