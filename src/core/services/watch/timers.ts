/** Waiting as a capability: tests move the time forward instead of spending it. */
export interface Timers {
  /** Milliseconds, only ever growing. */
  now(): number;
  /** Calls `work` once after `delayMs`. @returns takes it back */
  after(delayMs: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => performance.now(),
  after: (delayMs, work) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
