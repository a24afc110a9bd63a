/** One procedure's answer inside a component, asked again when a hint says it may have changed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { EventName } from '#contract/events.ts';
import type { Input, Output, ProcedureName } from '#contract/procedures.ts';
import { api, host } from './client.ts';
import { errorWords } from './error-words.ts';

export interface CallState<T> {
  readonly value: T | null;
  readonly error: string | null;
  readonly reload: () => void;
}

/**
 * Calls a procedure whenever its input changes (by value) or one of `events` arrives.
 * `input` null asks nothing. The value of another input is never shown.
 */
export function useCall<K extends ProcedureName>(name: K, input: Input<K> | null, events: readonly EventName[] = []): CallState<Output<K>> {
  const key = input == null ? null : JSON.stringify(input);
  const [state, setState] = useState<{ key: string | null; value: Output<K> | null; error: string | null }>({
    key: null,
    value: null,
    error: null,
  });
  const newest = useRef(0);

  const load = useCallback(() => {
    if (key == null) return;
    const mine = ++newest.current;
    api.call(name, JSON.parse(key) as Input<K>).then(
      (value) => mine === newest.current && setState({ key, value, error: null }),
      (thrown: unknown) =>
        mine === newest.current && setState((old) => ({ key, value: old.key === key ? old.value : null, error: errorWords(thrown) })),
    );
  }, [name, key]);

  const eventList = events.join();
  useEffect(() => {
    const counter = newest;
    load();
    const offs = eventList === '' ? [] : eventList.split(',').map((event) => api.on(event as EventName, load));
    offs.push(host.onReset(load));
    return () => {
      counter.current++;
      offs.forEach((off) => off());
    };
  }, [load, eventList]);

  const current = state.key === key;
  return { value: current ? state.value : null, error: current ? state.error : null, reload: load };
}
