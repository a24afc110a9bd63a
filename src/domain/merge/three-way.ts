/**
 * Three-way merge of JSON: what one side changed since the base is taken, what both changed alike is taken, and what
 * both changed differently is a clash. Keys that nobody here knows are merged like all others. Pure.
 */
import { isEmpty, isEqual, isObject, type Json, type JsonObject } from './json.ts';

/** A value that both sides changed since they agreed. */
export interface Clash {
  /** Keys from the top. */
  readonly path: readonly string[];
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
}

export interface Merged<T> {
  readonly value: T;
  readonly clashes: readonly Clash[];
}

/**
 * @param base what both sides came from; undefined when nobody knows: then a value stands against none, and two
 * different ones clash
 * @returns with our value wherever there is a clash
 */
export function mergeValues(base: Json | undefined, ours: Json | undefined, theirs: Json | undefined): Merged<Json | undefined> {
  const clashes: Clash[] = [];
  const merge = (from: Json | undefined, mine: Json | undefined, other: Json | undefined, path: readonly string[]): Json | undefined => {
    if (isEqual(mine, other)) return mine;
    if (from !== undefined && isEqual(from, other)) return mine;
    if (from !== undefined && isEqual(from, mine)) return other;
    if (isObject(mine) && isObject(other)) return mergeKeys(isObject(from) ? from : undefined, mine, other, path, merge);
    if (isTexts(mine) && isTexts(other)) return mergeSets(isTexts(from) ? from : [], mine, other);
    if (from === undefined && isEmpty(other)) return mine;
    if (from === undefined && isEmpty(mine)) return other;
    // A change stands against a removal: nothing that was said is lost.
    if (other === undefined) return mine;
    if (mine === undefined) return other;
    clashes.push({ path, ours: mine, theirs: other });
    return mine;
  };
  const value = merge(base, ours, theirs, []);
  return { value, clashes };
}

type Merge = (base: Json | undefined, ours: Json | undefined, theirs: Json | undefined, path: readonly string[]) => Json | undefined;

function mergeKeys(base: JsonObject | undefined, ours: JsonObject, theirs: JsonObject, path: readonly string[], merge: Merge): JsonObject {
  const merged: Record<string, Json> = {};
  // Our order first: a document that did not change is the same text again.
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const value = mergeKey(base, ours[key], theirs[key], [...path, key], merge);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeKey(base: JsonObject | undefined, ours: Json | undefined, theirs: Json | undefined, path: readonly string[], merge: Merge) {
  const from = base?.[path.at(-1) as string];
  // With a base, a key that is new on one side is that side's; one that the base has and a side lacks was removed there.
  if (base !== undefined && from === undefined && (ours === undefined || theirs === undefined)) return ours ?? theirs;
  if (from !== undefined && ours === undefined && isEqual(from, theirs)) return undefined;
  if (from !== undefined && theirs === undefined && isEqual(from, ours)) return undefined;
  return merge(from, ours, theirs, path);
}

const isTexts = (value: Json | undefined): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** Sets of words: what either side added is there, what either side took away is not. Ours first, then what they added. */
export function mergeSets(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const [was, mine, other] = [new Set(base), new Set(ours), new Set(theirs)];
  return [...ours.filter((each) => other.has(each) || !was.has(each)), ...theirs.filter((each) => !mine.has(each) && !was.has(each))];
}

/**
 * Ordered lists without repetition (albums): members as in `mergeSets`, in our order when only we changed it, else in
 * theirs; a member that one side added keeps its place after the member before it.
 */
export function mergeOrders(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  const members = new Set(mergeSets(base, ours, theirs));
  const known = (list: readonly string[]): string[] => list.filter((each) => base.includes(each) && members.has(each));
  const theyMoved = !isEqual(known(theirs), known(base));
  const [first, second] = theyMoved ? [theirs, ours] : [ours, theirs];
  const order = first.filter((each) => members.has(each));
  const placed = new Set(order);
  for (const [index, member] of second.entries()) {
    if (!members.has(member) || placed.has(member)) continue;
    const before = second.slice(0, index).findLast((each) => placed.has(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, member);
    placed.add(member);
  }
  return order;
}
