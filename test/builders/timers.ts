/** Time that moves when a test says so. */
import type { Timers } from '#core/services/watch/timers.ts';

export interface ManualTimers extends Timers {
  /** Lets so much time pass, and calls what becomes due, in order. */
  advance(byMs: number): void;
  /** Resolves as soon as something waits that is due within so many milliseconds. */
  waitsWithin(ms: number): Promise<void>;
}

export function manualTimers(): ManualTimers {
  let nowMs = 0;
  const waiting = new Set<{ readonly dueMs: number; readonly work: () => void }>();
  const askers = new Set<() => void>();
  const isSoon = (ms: number): boolean => [...waiting].some(({ dueMs }) => dueMs - nowMs <= ms);
  return {
    now: () => nowMs,
    after: (delayMs, work) => {
      const entry = { dueMs: nowMs + delayMs, work };
      waiting.add(entry);
      for (const ask of askers) ask();
      return () => void waiting.delete(entry);
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        const next = [...waiting].filter(({ dueMs }) => dueMs <= untilMs).sort((left, right) => left.dueMs - right.dueMs)[0];
        if (!next) break;
        waiting.delete(next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.work();
      }
      nowMs = untilMs;
    },
    waitsWithin: (ms) =>
      new Promise((resolve) => {
        const ask = (): void => {
          if (!isSoon(ms)) return;
          askers.delete(ask);
          resolve();
        };
        askers.add(ask);
        ask();
      }),
  };
}
