import { expect, test } from 'vitest';
import { parseUtcOffset, usedOffsets } from './utc-offset.ts';

test('an offset is taken as people type it', () => {
  const typed = ['+2', '2', '-9:30', '-0930', 'UTC+5:45', 'GMT', 'z', '−3', ' +14 ', '+01:00'];
  expect(typed.map(parseUtcOffset)).toEqual([
    '+02:00',
    '+02:00',
    '-09:30',
    '-09:30',
    '+05:45',
    '+00:00',
    '+00:00',
    '-03:00',
    '+14:00',
    '+01:00',
  ]);
});

test('what no place of the world has is no offset', () => {
  expect(['', ' ', 'Oslo', '+15', '-14:30', '+02:75', '+2:5', '++2', '002:00'].map(parseUtcOffset)).toEqual(
    Array.from({ length: 9 }, () => null),
  );
});

test('offsets to choose from are offsets', () => {
  expect(usedOffsets.map(parseUtcOffset)).toEqual(usedOffsets);
});
