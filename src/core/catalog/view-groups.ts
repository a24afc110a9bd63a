/**
 * Lists in groups that no index has in order (stars, sessions, folders): the timeline is read as it stands, and dealt
 * out to the groups in one pass over flat arrays, instead of sorting a million rows in SQL. Pure.
 */
import type { DayCount } from './day-runs.ts';
import type { ViewGrouping } from './sql-executor.ts';
import type { TimelineList } from './timeline.ts';

export interface Members {
  /** Number of the group of each photo, by its id; -1 for none. */
  readonly groupOf: Int32Array;
  readonly keys: readonly string[];
}

/** @param rows (photo id, key) or, for folders, (photo id, session id, path); the first row of a photo counts */
export function readMembers(rows: Iterable<readonly unknown[]>, { storages }: ViewGrouping): Members {
  const numbers = new Map<string, number>();
  const storageOf = storages === undefined ? null : new Map(storages);
  let groupOf = new Int32Array(1024).fill(-1);
  let [lastKey, lastNumber] = ['', -1];
  for (const [id, key, path] of rows) {
    const photo = id as number;
    if (photo >= groupOf.length) groupOf = larger(groupOf, photo);
    if (groupOf[photo] !== -1) continue;
    const name = storageOf === null ? String(key) : folderKey(storageOf.get(key as number), path as string);
    // Photos side by side are in one group more often than not.
    if (name !== lastKey || lastNumber === -1) {
      lastKey = name;
      lastNumber = numbers.get(name) ?? numbers.size;
      numbers.set(name, lastNumber);
    }
    groupOf[photo] = lastNumber;
  }
  return { groupOf, keys: [...numbers.keys()] };
}

/** Number of the storage and folder in it; the folder of all photos is empty. */
const folderKey = (storage: number | undefined, path: string): string =>
  `${storage ?? 0}/${path.slice(0, Math.max(0, path.lastIndexOf('/')))}`;

function larger(from: Int32Array<ArrayBuffer>, toHold: number): Int32Array<ArrayBuffer> {
  const to = new Int32Array(Math.max(from.length * 2, toHold + 1)).fill(-1);
  to.set(from);
  return to;
}

/** The order of the groups: as named, else by name; what is in none comes at one of the ends. */
function rankOf({ keys }: Members, { order, descending, restFirst }: ViewGrouping): { ranks: Int32Array; names: (string | null)[] } {
  const position = order === undefined ? null : new Map(order.map((key, at) => [key, at]));
  const compare = (a: string, b: string): number =>
    position === null ? compareKeys(a, b) : (position.get(a) ?? order?.length ?? 0) - (position.get(b) ?? order?.length ?? 0);
  const sorted = [...keys].sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
  const names = restFirst === true ? [null, ...sorted] : [...sorted, null];
  const rank = new Map(names.map((name, at) => [name, at]));
  return { ranks: Int32Array.from([...keys, null], (key) => rank.get(key) ?? 0), names };
}

/** `2/b` before `10/a`: storages by number, then folders by name. */
function compareKeys(a: string, b: string): number {
  const [first, second] = [Number.parseInt(a, 10), Number.parseInt(b, 10)];
  return first !== second ? first - second : a < b ? -1 : a > b ? 1 : 0;
}

/** Deals photos out to their groups, each in the order in which they came. */
export function dealOut(
  ids: Int32Array,
  ratios: Float32Array,
  members: Members,
  grouping: ViewGrouping,
): TimelineList<readonly DayCount[]> {
  const { ranks, names } = rankOf(members, grouping);
  const none = members.keys.length;
  const rankOfPhoto = new Int32Array(ids.length);
  const counts = new Int32Array(names.length);
  // Plain loops over a million: an iterator, or a look past the end of an array, costs more than all the rest.
  for (let at = 0; at < ids.length; at++) {
    const id = ids[at] as number;
    const group = id < members.groupOf.length ? (members.groupOf[id] as number) : -1;
    const rank = ranks[group === -1 ? none : group] as number;
    rankOfPhoto[at] = rank;
    counts[rank] = (counts[rank] as number) + 1;
  }
  const next = new Int32Array(names.length);
  for (let rank = 1; rank < names.length; rank++) next[rank] = (next[rank - 1] as number) + (counts[rank - 1] as number);
  const [dealtIds, dealtRatios] = [new Int32Array(ids.length), new Float32Array(ids.length)];
  for (let at = 0; at < ids.length; at++) {
    const rank = rankOfPhoto[at] as number;
    const to = next[rank] as number;
    next[rank] = to + 1;
    dealtIds[to] = ids[at] as number;
    dealtRatios[to] = ratios[at] as number;
  }
  const days = names.flatMap((day, rank) => ((counts[rank] ?? 0) === 0 ? [] : [{ day, count: counts[rank] ?? 0 }]));
  return { ids: dealtIds, ratios: dealtRatios, days };
}
