/**
 * The order of the timeline in flat arrays: lists of it in either direction, of some of its photos, and the next order after a
 * few of them changed. Pure.
 */

import { runsOf, type DayRuns } from './day-runs.ts';
import { roomOf } from './room.ts';

/** Photos from the newest to the oldest, those without a date last. */
export interface Order {
  readonly ids: Int32Array;
  readonly ratios: Float32Array;
  /** Number of the day of each (day-runs.ts). */
  readonly days: Int32Array;
  /** So many have a date. */
  readonly dated: number;
  /** Greater than every id. */
  readonly end: number;
}

/** Some photos of an order. A byte an id: asking a set a million times takes longer than all the rest. */
export interface MarkedIds {
  /** As long as the order has ids (`end`). */
  readonly marks: Uint8Array;
  /** The mark of those that are meant. */
  readonly kept: number;
}

export interface Entry {
  readonly id: number;
  readonly ratio: number;
  readonly day: number;
  readonly isDated: boolean;
}

export interface Listed {
  readonly ids: Int32Array;
  readonly ratios: Float32Array;
  readonly days: DayRuns;
  /** The arrays are those of the order. */
  readonly isShared: boolean;
}

const placesRoom = roomOf((length) => new Int32Array(length));

/** Width by height, 0 when either is unknown. */
export const ratioOf = (width: unknown, height: unknown): number =>
  width != null && height != null && (height as number) > 0 ? (width as number) / (height as number) : 0;

/**
 * Part of an order, or all of it, in one direction: undated photos come last in both.
 * @param some of its photos; null for all
 */
export function listed(order: Order, descending: boolean, some: MarkedIds | null): Listed {
  if (some !== null) {
    const places = placesOf(order, some);
    return picked(order, descending ? places : turnAround(places, datedAmong(places, order)));
  }
  const turned = <T extends Int32Array | Float32Array>(from: T): T => (descending ? from : turnAround(from.slice() as T, order.dated));
  const [ids, ratios, days] = [turned(order.ids), turned(order.ratios), turned(order.days)];
  return { ids, ratios, days: runsOf(days.length, (at) => days[at] as number), isShared: descending };
}

/**
 * The order after some photos changed.
 * @param changed all whose place or facts may be others
 * @param entries those of them that are there now, in order
 * @param isBefore whether an entry stands before a photo that did not change; both have a date, or neither
 */
export function patched(
  order: Order,
  changed: ReadonlySet<number>,
  entries: readonly Entry[],
  isBefore: (entry: Entry, id: number) => boolean,
): Order {
  const marks = new Uint8Array(order.end);
  for (const id of changed) marks[id] = 1;
  const gone = placesOf(order, { marks, kept: 1 });
  const kept = {
    ids: without(order.ids, gone),
    ratios: without(order.ratios, gone),
    days: without(order.days, gone),
    dated: order.dated - datedAmong(gone, order),
  };
  const total = kept.ids.length + entries.length;
  const next = { ids: new Int32Array(total), ratios: new Float32Array(total), days: new Int32Array(total) };
  let [from, to] = [0, 0];
  const copyUntil = (end: number): void => {
    for (const key of ['ids', 'ratios', 'days'] as const) next[key].set(kept[key].subarray(from, end), to);
    to += end - from;
    from = end;
  };
  for (const entry of entries) {
    copyUntil(placeOf(entry, kept, from, isBefore));
    next.ids[to] = entry.id;
    next.ratios[to] = entry.ratio;
    next.days[to] = entry.day;
    to += 1;
  }
  copyUntil(kept.ids.length);
  return {
    ...next,
    dated: kept.dated + entries.filter(({ isDated }) => isDated).length,
    end: entries.reduce((end, { id }) => Math.max(end, id + 1), order.end),
  };
}

/** The first place, from `from` on, whose photo the entry stands before. */
function placeOf(
  entry: Entry,
  { ids, dated }: Pick<Order, 'ids' | 'dated'>,
  from: number,
  isBefore: (entry: Entry, id: number) => boolean,
): number {
  const [low, high] = entry.isDated ? [from, dated] : [Math.max(from, dated), ids.length];
  return firstOf(low, high, (at) => isBefore(entry, ids[at] as number));
}

/** The first number from `low` on of which something is true, as it is of all that follow; `high` when it is of none. */
function firstOf(low: number, high: number, isTrue: (at: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param gone places in order */
function without<T extends Int32Array | Float32Array>(from: T, gone: Int32Array): T {
  const kept = from.slice(gone.length) as T;
  let start = 0;
  for (const [count, place] of [...gone, from.length].entries()) {
    kept.set(from.subarray(start, place), start - count);
    start = place + 1;
  }
  return kept;
}

/** One pass over a million, because each costs more than room for all of it. Plain loops: an iterator costs as much again. */
function placesOf({ ids }: Order, { marks, kept }: MarkedIds): Int32Array {
  const places = placesRoom(ids.length);
  let count = 0;
  for (let at = 0; at < ids.length; at++) if (marks[ids[at] as number] === kept) places[count++] = at;
  return places.subarray(0, count);
}

/** So many of some places have a date. @param places in order */
const datedAmong = (places: Int32Array, { dated }: Order): number => firstOf(0, places.length, (at) => (places[at] as number) >= dated);

/** Turns numbers around where they are, those of photos with a date and those of the others. */
function turnAround<T extends Int32Array | Float32Array>(numbers: T, dated: number): T {
  numbers.subarray(0, dated).reverse();
  numbers.subarray(dated).reverse();
  return numbers;
}

function picked({ ids, ratios, days }: Order, places: Int32Array): Listed {
  const next = { ids: new Int32Array(places.length), ratios: new Float32Array(places.length) };
  for (let to = 0; to < places.length; to++) {
    const at = places[to] as number;
    next.ids[to] = ids[at] as number;
    next.ratios[to] = ratios[at] as number;
  }
  return { ...next, days: runsOf(places.length, (at) => days[places[at] as number] as number), isShared: false };
}
