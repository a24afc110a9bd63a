/** The last events, numbered, so that a page that lost its connection can ask for what it missed. */
import type { EventName } from '#contract/events.ts';

export interface LoggedEvent {
  readonly sequence: number;
  readonly name: EventName;
  readonly payload: unknown;
}

export interface EventLog {
  append(name: EventName, payload: unknown): LoggedEvent;
  /** Number of the newest event, or of the one before the first. */
  readonly last: number;
  /** The events after a number; null when some of them are no longer known and the page must ask for everything again. */
  after(sequence: number): readonly LoggedEvent[] | null;
}

/**
 * @param options.capacity how many events are kept
 * @param options.startMs the time of the start. Numbers begin there, in microseconds: a number from an earlier run
 *   of the server is always older than everything in this one, so it can never be taken for one of ours.
 */
export function createEventLog(options: { readonly capacity: number; readonly startMs: number }): EventLog {
  const kept: LoggedEvent[] = [];
  let last = options.startMs * 1000;
  return {
    append(name, payload) {
      last += 1;
      const event = { sequence: last, name, payload };
      kept.push(event);
      if (kept.length > options.capacity) kept.shift();
      return event;
    },
    get last() {
      return last;
    },
    after(sequence) {
      const oldestKnown = last - kept.length;
      if (!Number.isSafeInteger(sequence) || sequence < oldestKnown || sequence > last) return null;
      return kept.slice(sequence - oldestKnown);
    },
  };
}
