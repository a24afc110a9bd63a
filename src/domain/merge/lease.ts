/**
 * Whether somebody else writes to a storage. A lease lives as long as it changes: it is judged by how long this host has
 * seen it unchanged on its own monotonic clock, never by the clock of the one who wrote it. Pure.
 */

/** A lease that stood unchanged for this long is over: its host was switched off, or lost the disk. */
export const leaseExpiresMs = 60_000;

/** What stands in the lock file, and since when this host has seen it so. */
export interface SeenLease {
  readonly text: string;
  readonly sinceMs: number;
}

export type LeaseState = 'free' | 'ours' | 'live' | 'expired';

/**
 * @param text of the lock file; null when there is none
 * @param isOurs whether this very host wrote it
 * @param nowMs monotonic
 * @returns the state, and what to remember for the next look
 */
export function judgeLease(
  seen: SeenLease | null,
  text: string | null,
  isOurs: boolean,
  nowMs: number,
): { state: LeaseState; seen: SeenLease | null } {
  if (text === null) return { state: 'free', seen: null };
  if (isOurs) return { state: 'ours', seen: null };
  const known = seen?.text === text ? seen : { text, sinceMs: nowMs };
  return { state: nowMs - known.sinceMs >= leaseExpiresMs ? 'expired' : 'live', seen: known };
}
