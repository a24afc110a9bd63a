/**
 * Days of a list as numbers, run by run: nine thousand of them as objects are most of the garbage that a search makes. Pure.
 */
import { roomOf } from './room.ts';

/** As many days as counts, in the order of the list. */
export interface DayRuns {
  /** Each by its number (`dayNumber`). */
  readonly days: Int32Array;
  /** How many photos each of them has. */
  readonly counts: Int32Array;
}

export interface DayCount {
  readonly day: string | null;
  readonly count: number;
}

/** 2024-02-29 is 20240229; 0 is no day. */
export function dayNumber(day: string | null): number {
  return day === null ? 0 : Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}

export function dayOf(number: number): string | null {
  if (number === 0) return null;
  const digits = String(number).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

const daysRoom = roomOf((length) => new Int32Array(length));
const countsRoom = roomOf((length) => new Int32Array(length));

/** @param total so many photos; @param dayAt the number of the day of one */
export function runsOf(total: number, dayAt: (at: number) => number): DayRuns {
  const [days, counts] = [daysRoom(total), countsRoom(total)];
  let runs = 0;
  for (let at = 0; at < total; runs++) {
    const start = at;
    const day = dayAt(at);
    while (at < total && dayAt(at) === day) at += 1;
    days[runs] = day;
    counts[runs] = at - start;
  }
  return { days: days.slice(0, runs), counts: counts.slice(0, runs) };
}
