/** Merges one photo of a session index: what people said of it field by field, what is about its files as a whole. Pure. */
import { isEqual, isObject, type Json, type JsonObject } from './json.ts';
import { customClash } from './custom-clash.ts';
import { mergeValues, type Clash } from './three-way.ts';

/** Belong together: half a place or half a time makes no sense. */
const groups: Readonly<Record<string, readonly string[]>> = {
  '#place': ['filename', 'path', 'file_size', 'checksum', 'mtime', 'status', 'last_seen', 'verified_at'],
  '#taken': ['taken_at', 'taken_at_offset', 'taken_at_source'],
};
/** Counted, not said. */
const counters = ['rev', 'updated_at', 'imported_at'];
/** Fields of `photo` that a person sets, and is asked about. */
const asked = new Set(['title', 'caption', 'rating', 'flag', 'color', 'author']);

export interface FieldClash {
  readonly field: string;
  readonly ours: Json | undefined;
  readonly theirs: Json | undefined;
}

export interface MergedEntry {
  readonly entry: JsonObject;
  /** Our value stands in the entry until somebody decides. */
  readonly clashes: readonly FieldClash[];
  /** Fields that people set and that are other than ours now. */
  readonly taken: readonly string[];
}

/** @param isThere whether a file stands at a path, for places that both sides changed */
export function mergeEntry(
  base: JsonObject | undefined,
  ours: JsonObject,
  theirs: JsonObject,
  isThere: (path: string) => boolean,
): MergedEntry {
  const { value, clashes } = mergeValues(base && folded(base), folded(ours), folded(theirs));
  const merged = { ...(value as Record<string, Json>) };
  // Lists of files are merged by path, not by the order of their members.
  for (const key of ['copies', 'companions'])
    if (ours[key] !== undefined || theirs[key] !== undefined) merged[key] = mergeFiles(base?.[key], ours[key], theirs[key]);
  if (clashes.some(({ path }) => path[0] === '#place')) merged['#place'] = placeOf(folded(ours), folded(theirs), isThere);
  const ourUser = userOf(ours);
  const user = { ...(merged['photo'] as JsonObject | undefined) };
  const taken = [
    ...[...asked, 'tags'].filter((field) => !isEqual(ourUser[field], user[field])),
    ...(isEqual(folded(ours)['#taken'], merged['#taken']) ? [] : ['taken_at']),
    ...(isEqual(ours['custom'] ?? {}, merged['custom'] ?? {}) ? [] : ['custom']),
  ];
  const isSaid = isEqual(saidIn(merged), saidIn(folded(ours)));
  if (merged['photo'] !== undefined)
    merged['photo'] = { ...user, ...revisionOf(userOf(ours), userOf(theirs), isSaid, isEqual(saidIn(merged), saidIn(folded(theirs)))) };
  return { entry: unfolded(merged), clashes: clashes.flatMap(fieldOf), taken };
}

const userOf = (entry: JsonObject): JsonObject => (isObject(entry['photo']) ? entry['photo'] : {});

/** The entry with its groups as one value each, and without counters. */
function folded(entry: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [name, keys] of Object.entries(groups)) {
    const group = Object.fromEntries(keys.flatMap((key) => (entry[key] === undefined ? [] : [[key, entry[key] as Json]])));
    // As a text, so that it is taken whole.
    result[name] = JSON.stringify(group);
  }
  const grouped = new Set([...Object.values(groups).flat(), 'copies', 'companions']);
  for (const [key, value] of Object.entries(entry)) if (!grouped.has(key) && value !== undefined) result[key] = value;
  if (isObject(entry['photo'])) {
    const user: Record<string, Json | undefined> = { ...entry['photo'] };
    for (const counter of counters) delete user[counter];
    result['photo'] = user;
  }
  return result;
}

function unfolded(merged: JsonObject): JsonObject {
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(merged)) {
    if (key in groups) Object.assign(result, JSON.parse(value as string));
    else if (value !== undefined) result[key] = value;
  }
  return result;
}

/** What counts as a person's word, for the revision. */
const saidIn = (entry: JsonObject): Json => [entry['photo'] ?? {}, entry['#taken'] ?? '', entry['custom'] ?? {}];

/** A photo that says something else than before has a higher revision, so that every catalog takes it. */
function revisionOf(ours: JsonObject, theirs: JsonObject, isOurs: boolean, isTheirs: boolean): JsonObject {
  const [mine, other] = [Number(ours['rev'] ?? 0), Number(theirs['rev'] ?? 0)];
  const times = [ours['updated_at'], theirs['updated_at']].filter((time): time is string => typeof time === 'string').toSorted();
  const imported = [ours['imported_at'], theirs['imported_at']].filter((time): time is string => typeof time === 'string').toSorted();
  const isNew = !(isOurs && mine >= other) && !(isTheirs && other > mine);
  return {
    rev: Math.max(mine, other) + (isNew ? 1 : 0),
    updated_at: times.at(-1) ?? null,
    ...(imported[0] === undefined ? {} : { imported_at: imported[0] }),
  };
}

function placeOf(ours: JsonObject, theirs: JsonObject, isThere: (path: string) => boolean): Json {
  const pathOf = (entry: JsonObject): string => String((JSON.parse(entry['#place'] as string) as JsonObject)['path'] ?? '');
  return (isThere(pathOf(theirs)) && !isThere(pathOf(ours)) ? theirs : ours)['#place'] as Json;
}

/** Files by path: what one side added is there, what one side removed is not; both changed: ours, a scan will tell. */
function mergeFiles(base: Json | undefined, ours: Json | undefined, theirs: Json | undefined): Json {
  const byPath = (list: Json | undefined): JsonObject =>
    Object.fromEntries((Array.isArray(list) ? list : []).flatMap((file: Json) => (isObject(file) ? [[String(file['path']), file]] : [])));
  const from = base === undefined ? undefined : byPath(base);
  const { value } = mergeValues(from, byPath(ours), byPath(theirs));
  return Object.values(value as JsonObject).filter((file): file is JsonObject => isObject(file));
}

function fieldOf({ path, ours, theirs }: Clash): FieldClash[] {
  if (path[0] === '#taken') return [{ field: 'taken_at', ours: timeIn(ours), theirs: timeIn(theirs) }];
  // What another program put there and is no text, nobody can be asked about: ours stands.
  const custom = path[0] === 'custom' && isText(ours) && isText(theirs) ? path[1] : undefined;
  if (custom !== undefined) return [{ field: customClash(custom), ours, theirs }];
  const field = path[0] === 'photo' ? path[1] : undefined;
  if (field === undefined || !asked.has(field)) return [];
  return [{ field, ours: nameIn(field, ours), theirs: nameIn(field, theirs) }];
}

const isText = (value: Json | undefined): value is string => typeof value === 'string';

const timeIn = (group: Json | undefined): Json => ((JSON.parse(String(group)) as JsonObject)['taken_at'] ?? null) as Json;
/** An author by name: that is how one is chosen. */
const nameIn = (field: string, value: Json | undefined): Json | undefined =>
  field === 'author' && isObject(value) ? value['name'] : value;
