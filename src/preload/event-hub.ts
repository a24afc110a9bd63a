/** Events on their way to the page. */
import type { EventName } from '#contract/events.ts';

export interface EventHub {
  deliver(name: unknown, payload: unknown): void;
  on(name: EventName, listener: (payload: unknown) => void): () => void;
}

/**
 * Hands each event to the listeners of its name. Names outside `names` are ignored on both sides.
 *
 * `app.openPaths` is told once and cannot be asked for again, so it waits for the page's first listener: paths given
 * on the command line arrive before React has drawn anything. Every other event is only a hint to ask again.
 */
export function createEventHub(names: readonly EventName[]): EventHub {
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>(names.map((name) => [name, new Set()]));
  const waiting: unknown[] = [];
  return {
    deliver(name, payload) {
      const all = listeners.get(name as EventName);
      if (all == null) return;
      if (name === 'app.openPaths' && all.size === 0) waiting.push(payload);
      for (const listener of all) listener(payload);
    },
    on(name, listener) {
      const all = listeners.get(name);
      if (all == null) throw new TypeError(`There is no event named ${JSON.stringify(name)}.`);
      all.add(listener);
      if (name === 'app.openPaths') for (const payload of waiting.splice(0)) listener(payload);
      return () => {
        all.delete(listener);
      };
    },
  };
}
