import { useRef } from 'react';
import type { FacetReport } from '#contract/search.ts';
import { useCall } from '#renderer/api/use-call.ts';

/** Facets of a query; those of the one before stay until the new ones are there, so that nothing jumps under the pointer. */
export function useFacets(text: string): { readonly report: FacetReport | null; readonly error: string | null } {
  const { value, error } = useCall('search.facets', text === '' ? {} : { text }, ['photos.changed']);
  const last = useRef<FacetReport | null>(null);
  if (value != null) last.current = value;
  return { report: value ?? last.current, error };
}
