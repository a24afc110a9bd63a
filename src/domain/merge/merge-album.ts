/** Merges an album that was changed here and somewhere else: its members one by one, its name as a whole. Pure. */
import { isNewer, type Revision } from '../recover/merge.ts';
import { isEqual, type JsonObject } from './json.ts';
import { mergeOrders, mergeValues } from './three-way.ts';

export interface AlbumState extends Revision {
  readonly name: string;
  readonly hothashes: readonly string[];
  /** Keys of later versions. */
  readonly extra: JsonObject;
}

/** @param base what both came from; null when nobody knows: then nothing is taken out, and the newer name counts */
export function mergeAlbum(base: AlbumState | null, ours: AlbumState, theirs: AlbumState): AlbumState {
  const tie = [JSON.stringify(theirs), JSON.stringify(ours)] as const;
  const newer = isNewer(theirs, ours, tie) ? theirs : ours;
  const name = base && theirs.name === base.name ? ours.name : base && ours.name === base.name ? theirs.name : newer.name;
  const hothashes = mergeOrders(base?.hothashes ?? [], ours.hothashes, theirs.hothashes);
  const extra = (mergeValues(base?.extra, ours.extra, theirs.extra).value ?? {}) as JsonObject;
  const merged = { name, hothashes, extra };
  const updated_at =
    [ours.updated_at, theirs.updated_at]
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null;
  if (says(ours, merged)) return { ...merged, rev: Math.max(ours.rev, theirs.rev), updated_at };
  const isTheirs = says(theirs, merged) && theirs.rev > ours.rev;
  return { ...merged, rev: isTheirs ? theirs.rev : Math.max(ours.rev, theirs.rev) + 1, updated_at };
}

export const says = (one: Omit<AlbumState, keyof Revision>, other: Omit<AlbumState, keyof Revision>): boolean =>
  one.name === other.name && isEqual(one.hothashes, other.hothashes) && isEqual(one.extra, other.extra);
