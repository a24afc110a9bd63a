/** An opened list as it goes between threads: nine thousand days as objects take ten times as long to copy as their parts. Pure. */
import { dayOf } from './day-runs.ts';
import type { OpenedView } from './sql-executor.ts';
import type { KeptView } from './view-store.ts';

export interface PackedView {
  readonly total: number;
  /** Numbers of the days, one after the other; JSON of them where they are other groups. */
  readonly days: Int32Array | string;
  /** How many photos each of them has. */
  readonly counts: Int32Array;
}

export const packView = ({ total, days }: KeptView): PackedView =>
  'counts' in days
    ? { total, ...days }
    : { total, days: JSON.stringify(days.map(({ day }) => day)), counts: Int32Array.from(days, ({ count }) => count) };

/** The days get their names when they are asked for: a page of a search asks for none. */
export const unpackView = ({ total, days, counts }: PackedView): OpenedView => ({
  total,
  get days() {
    return namesOf(days).map((day, at) => ({ day, count: counts[at] as number }));
  },
});

const namesOf = (days: PackedView['days']): (string | null)[] =>
  typeof days === 'string' ? (JSON.parse(days) as (string | null)[]) : Array.from(days, dayOf);
