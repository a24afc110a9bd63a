/** Reading no faster than a person allowed, so that a disk or a network is left to others. */
import { setTimeout as delay } from 'node:timers/promises';

/** Waits as long as the bytes read so far ask for; ends at once when the work is cancelled. */
export type Pace = (bytes: number, signal: AbortSignal) => Promise<void>;

/** A long file is waited for in pieces, so that pausing and cancelling are quick. */
const longestWaitMs = 500;

/** @param maxMbPerS no limit without it */
export function paceOf(maxMbPerS: number | undefined, nowMs: () => number = () => performance.now()): Pace {
  if (maxMbPerS === undefined) return async () => undefined;
  const beganMs = nowMs();
  let sum = 0;
  return async (bytes, signal) => {
    sum += bytes;
    const due = beganMs + sum / (maxMbPerS * 1000);
    for (let waitMs = due - nowMs(); waitMs > 0 && !signal.aborted; waitMs = due - nowMs())
      await delay(Math.min(waitMs, longestWaitMs), undefined, { signal }).catch(() => undefined);
  };
}
