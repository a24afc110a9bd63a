/** Which of two states wins when an index is merged into a catalog. Generations and revisions decide, clocks only break ties. */

export interface Revision {
  readonly rev: number;
  readonly updated_at: string | null;
}

/**
 * True when what was read replaces what is known: a higher rev, or the same and a later time. Of two that are equal in
 * both every catalog must choose the same: then `tie` decides, the text of each.
 */
export function isNewer(read: Revision, known: Revision, tie: readonly [string, string] = ['', '']): boolean {
  if (read.rev !== known.rev) return read.rev > known.rev;
  const [readAt, knownAt] = [read.updated_at ?? '', known.updated_at ?? ''];
  return readAt === knownAt ? tie[0] > tie[1] : readAt > knownAt;
}

/** The newest of several, the first of equals. */
export function newestOf<T extends Revision>(candidates: readonly T[]): T | undefined {
  let newest: T | undefined;
  for (const candidate of candidates) if (newest === undefined || isNewer(candidate, newest)) newest = candidate;
  return newest;
}

/** What is done with a session that was read. */
export type SessionStep =
  /** The catalog does not know it: everything of it is taken. */
  | 'take'
  /** The catalog has the very same: nothing is done. */
  | 'same'
  /** The catalog is ahead: its index is written again, user data is merged photo by photo. */
  | 'behind'
  /** The index was merged with what the catalog had: its fields are taken. */
  | 'update';

/** Order in which sessions claim paths: the earlier import owns, the other refers to it. */
export function bySeniority<T extends { readonly importedAt: string; readonly uuid: string }>(sessions: readonly T[]): T[] {
  return sessions.toSorted((left, right) =>
    left.importedAt === right.importedAt ? (left.uuid < right.uuid ? -1 : 1) : left.importedAt < right.importedAt ? -1 : 1,
  );
}
