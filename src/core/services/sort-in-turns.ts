/** Sorting a list that may be long without keeping anybody waiting: a hundred thousand paths take half a second of comparing. */
import { takeTurns } from './in-turns.ts';

/** Sorted at a stroke: a few milliseconds. */
const runLength = 1024;

/** The same as `toSorted`, stable, in turns with whatever else there is to do. */
export async function sortInTurns<T>(items: readonly T[], compare: (left: T, right: T) => number): Promise<T[]> {
  const rest = takeTurns();
  let runs: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += runLength) {
    runs.push(items.slice(start, start + runLength).sort(compare));
    await rest();
  }
  while (runs.length > 1) {
    const merged: (readonly T[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await merge(runs[at] ?? [], runs[at + 1] ?? [], compare, rest));
    runs = merged;
  }
  return [...(runs[0] ?? [])];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (left: T, right: T) => number,
  rest: () => Promise<void>,
): Promise<readonly T[]> {
  const merged: T[] = [];
  let [a, b] = [0, 0];
  while (a < left.length && b < right.length) {
    // Of equals the left one was there first.
    merged.push((compare(left[a] as T, right[b] as T) <= 0 ? left[a++] : right[b++]) as T);
    if (merged.length % runLength === 0) await rest();
  }
  return merged.concat(left.slice(a), right.slice(b));
}
