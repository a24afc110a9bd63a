/** Which of two states wins when an index is merged into a catalog. Generations and revisions decide, clocks only break ties. */

export interface Revision {
  readonly rev: number;
  readonly updated_at: string | null;
}

/** True when what was read replaces what is known: a higher rev, or the same and a later time. */
export function isNewer(read: Revision, known: Revision): boolean {
  if (read.rev !== known.rev) return read.rev > known.rev;
  return (read.updated_at ?? '') > (known.updated_at ?? '');
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
  /** The index is ahead: its fields are taken. */
  | 'update'
  /** Both changed since they agreed: as `update`, and told as a conflict. */
  | 'both';

/**
 * @param known generation of the session in the catalog, and that of its index as the catalog last wrote or read it
 * @param readGeneration of the index file
 */
export function planSession(
  known: { readonly generation: number; readonly indexGeneration: number } | undefined,
  readGeneration: number,
): SessionStep {
  if (!known) return 'take';
  if (readGeneration <= known.indexGeneration) return readGeneration === known.generation ? 'same' : 'behind';
  return known.generation > known.indexGeneration ? 'both' : 'update';
}

/** Order in which sessions claim paths: the earlier import owns, the other refers to it. */
export function bySeniority<T extends { readonly importedAt: string; readonly uuid: string }>(sessions: readonly T[]): T[] {
  return sessions.toSorted((left, right) =>
    left.importedAt === right.importedAt ? (left.uuid < right.uuid ? -1 : 1) : left.importedAt < right.importedAt ? -1 : 1,
  );
}
