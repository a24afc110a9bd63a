/** What keeps the stand-in honest: whatever it does not have, it refuses loudly. */

/**
 * Wraps an object so that asking for a member it does not have throws, instead of quietly being undefined. Classes
 * behind it must not use #private members, which a proxy cannot reach.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      // `then` is asked by every await, symbols by Node itself.
      if (key in object || typeof key === 'symbol' || key === 'then') return Reflect.get(object, key, receiver) as unknown;
      throw new Error(`electron stand-in: ${name}.${key} is not there yet; add it to e2e/standin/`);
    },
  });
}

export interface CancellableEvent {
  defaultPrevented: boolean;
  preventDefault(): void;
}

/** An event object as Electron passes it: its facts, and preventDefault. */
export function cancellable<T extends object>(facts: T): T & CancellableEvent {
  return {
    defaultPrevented: false,
    preventDefault() {
      this.defaultPrevented = true;
    },
    ...facts,
  };
}
