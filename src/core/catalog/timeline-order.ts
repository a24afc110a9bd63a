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
 * @param isIn by id; null for all
 */
export function listed(order: Order, descending: boolean, isIn: ((id: number) => boolean) | null): Listed {
  const part = isIn === null ? order : filtered(order, isIn);
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
  const kept = filtered(order, (id) => !changed.has(id));
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
  return { ...next, dated: kept.dated + entries.filter(({ isDated }) => isDated).length };
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

function filtered({ ids, ratios, days, dated }: Order, isIn: (id: number) => boolean): Order {
  const next = { ids: new Int32Array(ids.length), ratios: new Float32Array(ids.length), days: new Int32Array(ids.length) };
  let [count, withDate] = [0, 0];
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    if (!isIn(id)) continue;
    next.ids[count] = id;
    next.ratios[count] = ratios[at] as number;
    next.days[count] = days[at] as number;
    count += 1;
    if (at < dated) withDate += 1;
  }
  // Copies, so that a list of a few photos does not hold the room of a million.
  return { ids: next.ids.slice(0, count), ratios: next.ratios.slice(0, count), days: next.days.slice(0, count), dated: withDate };
}

function ascending({ ids, ratios, days, dated }: Order): Omit<Order, 'dated'> {
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
