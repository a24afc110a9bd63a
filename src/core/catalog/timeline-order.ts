/**
 * The order of the timeline in flat arrays: lists of it in either direction, of some of its photos, and the next order after a
 * few of them changed. Pure.
 */

/** Photos from the newest to the oldest, those without a date last. */
export interface Order {
  readonly ids: Int32Array;
  readonly ratios: Float32Array;
  /** Number of the day of each. */
  readonly days: Int32Array;
  /** So many have a date. */
  readonly dated: number;
  /** Greater than every id. */
  readonly end: number;
}

/** Some photos of an order, or all but some. A byte an id: asking a set a million times takes longer than all the rest. */
export interface MarkedIds {
  /** 1 for the ids that are named; as long as the order has ids (`end`). */
  readonly marks: Uint8Array;
  /** Whether the named ones are meant, or all others. */
  readonly isNamed: boolean;
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
  /** Runs of the same day. */
  readonly days: readonly { readonly day: number; readonly count: number }[];
}

/** Width by height, 0 when either is unknown. */
export const ratioOf = (width: unknown, height: unknown): number =>
  width != null && height != null && (height as number) > 0 ? (width as number) / (height as number) : 0;

/**
 * Part of an order, or all of it, in one direction: undated photos come last in both.
 * @param some of its photos; null for all
 */
export function listed(order: Order, descending: boolean, some: MarkedIds | null): Listed {
  const part = some === null ? order : filtered(order, some);
  const { ids, ratios, days } = descending ? part : ascending(part);
  return { ids, ratios, days: runsOf(days) };
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
  const kept = filtered(order, { marks, isNamed: false });
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
function placeOf(entry: Entry, { ids, dated }: Order, from: number, isBefore: (entry: Entry, id: number) => boolean): number {
  let low = entry.isDated ? from : Math.max(from, dated);
  let high = entry.isDated ? dated : ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(entry, ids[middle] as number)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function filtered({ ids, ratios, days, dated, end }: Order, some: MarkedIds): Order {
  const places = placesOf(ids, some);
  const total = places.length;
  const next = { ids: new Int32Array(total), ratios: new Float32Array(total), days: new Int32Array(total) };
  let withDate = 0;
  for (let to = 0; to < total; to++) {
    const at = places[to] as number;
    next.ids[to] = ids[at] as number;
    next.ratios[to] = ratios[at] as number;
    next.days[to] = days[at] as number;
    if (at < dated) withDate += 1;
  }
  return { ...next, dated: withDate, end };
}

/** Over a million twice, because room for all of it costs more than counting. Plain loops: an iterator costs as much again. */
function placesOf(ids: Int32Array, { marks, isNamed }: MarkedIds): Int32Array {
  const kept = isNamed ? 1 : 0;
  let count = 0;
  for (let at = 0; at < ids.length; at++) if (marks[ids[at] as number] === kept) count += 1;
  const places = new Int32Array(count);
  for (let at = 0, to = 0; to < count; at++) if (marks[ids[at] as number] === kept) places[to++] = at;
  return places;
}

function ascending({ ids, ratios, days, dated }: Order): Omit<Order, 'dated' | 'end'> {
  const turned = <T extends Int32Array | Float32Array>(from: T): T => {
    const to = from.slice() as T;
    to.subarray(0, dated).reverse();
    to.subarray(dated).reverse();
    return to;
  };
  return { ids: turned(ids), ratios: turned(ratios), days: turned(days) };
}

function runsOf(days: Int32Array): { day: number; count: number }[] {
  const runs: { day: number; count: number }[] = [];
  for (let at = 0; at < days.length;) {
    const day = days[at] as number;
    const start = at;
    while (at < days.length && days[at] === day) at += 1;
    runs.push({ day, count: at - start });
  }
  return runs;
}
