import { expect, test } from 'vitest';
import { shifted, shiftSeconds, tagWords, valueOf, wallClockOf } from './said.ts';

test('a value that differs is no value', () => {
  expect(valueOf({ mixed: true })).toBeUndefined();
  expect(valueOf({ mixed: false, value: null })).toBeNull();
});

test('a tag that only some have says how many', () => {
  expect(tagWords({ name: 'sea', photos: 3 }, 3)).toBe('sea');
  expect(tagWords({ name: 'sea', photos: 2 }, 3)).toBe('sea · 2 of 3');
});

test('a shift is counted in seconds, both ways, and never is what is no number', () => {
  expect(shiftSeconds({ later: true, days: 1, hours: 2, minutes: 3 })).toBe(93_780);
  expect(shiftSeconds({ later: false, days: 0, hours: 1, minutes: 0 })).toBe(-3600);
  expect(shiftSeconds({ later: false, days: 0, hours: 0, minutes: 0 })).toBe(0);
  expect(shiftSeconds({ later: true, days: Number.NaN, hours: 1, minutes: 0 })).toBe(0);
});

test('a wall clock moves over midnight, months and leap days, whatever the time zone of the machine', () => {
  expect(shifted('2024-02-28T23:30:00.000', 3600)).toBe('2024-02-29T00:30:00.000');
  expect(shifted('2024-03-31T02:30:00.123', -86_400)).toBe('2024-03-30T02:30:00.123');
});

test('what a field of date and time holds becomes a wall clock', () => {
  expect(wallClockOf('2024-07-15T10:00')).toBe('2024-07-15T10:00:00.000');
  expect(wallClockOf('2024-07-15T10:00:42')).toBe('2024-07-15T10:00:42.000');
  expect(wallClockOf('')).toBeNull();
  expect(wallClockOf('2024-13-40T10:00')).toBeNull();
});
