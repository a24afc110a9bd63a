/**
 * Which of two versions of an index came from which: every version says of each host the last generation of it that it
 * contains. Generations are counted, never times: a wrong clock changes nothing. Pure.
 */

/** Host uuid to the generation of that host's latest write that is contained. */
export type Lineage = Readonly<Record<string, number>>;

/** True when everything that is in `other` is in `one` as well. */
export function contains(one: Lineage, other: Lineage): boolean {
  return Object.entries(other).every(([host, generation]) => (one[host] ?? 0) >= generation);
}

export function union(one: Lineage, other: Lineage): Lineage {
  const hosts = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  return Object.fromEntries(hosts.map((host) => [host, Math.max(one[host] ?? 0, other[host] ?? 0)]));
}

export type Relation =
  /** What was read is older than what the catalog knows. */
  | 'behind'
  /** What was read builds on what the catalog last wrote or read. */
  | 'ahead'
  /** Both were written without knowing the other: a sync tool, or a disk that was copied. */
  | 'apart';

/** @param known lineage of the index as the catalog last wrote or read it; `read` has other bytes */
export function relate(known: Lineage, read: Lineage): Relation {
  if (contains(read, known)) return 'ahead';
  return contains(known, read) ? 'behind' : 'apart';
}
