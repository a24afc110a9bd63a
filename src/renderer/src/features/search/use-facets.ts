import { useRef } from 'react';
import type { FacetReport } from '#contract/search.ts';
import { useCall, type CallState } from '#renderer/api/use-call.ts';

/** Facets of a query; those of the one before stay until the new ones are there, so that nothing jumps under the pointer. */
export function useFacets(text: string): CallState<FacetReport> {
  const call = useCall('search.facets', text === '' ? {} : { text }, ['photos.changed']);
  const last = useRef<FacetReport | null>(null);
  if (call.value != null) last.current = call.value;
  return { ...call, value: call.value ?? last.current };
}
