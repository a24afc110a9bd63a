/** A value the core owns, as the renderer last saw it: one store per value, asked again after every hint. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { errorWords } from './error-words.ts';

export interface Resource<T> {
  readonly status: 'idle' | 'loading' | 'ready' | 'error';
  /** Kept while it is asked for again, and after a failure. */
  readonly value: T | null;
  readonly error: string | null;
  readonly load: () => Promise<void>;
}

export type ResourceStore<T> = UseBoundStore<StoreApi<Resource<T>>>;

/** Makes the store; `load` may be called at any time and from anywhere, the newest answer wins. */
export function createResource<T>(fetchValue: () => Promise<T>): ResourceStore<T> {
  let newest = 0;
  return create<Resource<T>>((set, get) => ({
    status: 'idle',
    value: null,
    error: null,
    load: async () => {
      const mine = ++newest;
      if (get().status !== 'ready') set({ status: 'loading' });
      try {
        const value = await fetchValue();
        if (mine === newest) set({ status: 'ready', value, error: null });
      } catch (thrown) {
        if (mine === newest) set({ status: 'error', error: errorWords(thrown) });
      }
    },
  }));
}

/** The value once it is there, for those who come while it is asked for; null where it cannot be read. */
export function firstValue<T>(store: ResourceStore<T>): Promise<T | null> {
  if (store.getState().status === 'idle') void store.getState().load();
  return new Promise((resolve) => {
    const off = store.subscribe(look);
    look(store.getState());
    function look({ status, value }: Resource<T>): void {
      if (status !== 'ready' && status !== 'error') return;
      off();
      resolve(value);
    }
  });
}
