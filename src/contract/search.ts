/** Facets of a search, on the wire: what the photos that were found have in common, and how many of them. */
import { z } from 'zod';
import { fieldNames } from '#domain/search/fields.ts';

export const FacetValue = z.object({
  /** As it stands in a query: `field:value`, with `=` before it when `exact`. */
  value: z.string(),
  /** What a person reads. */
  label: z.string(),
  count: z.int(),
});
export const Facet = z.object({
  field: z.enum(fieldNames),
  /** Values are whole names; write `field:=value` to mean just them. */
  exact: z.boolean(),
  /** Most frequent first, dates newest first; what the query asks for is always among them. */
  values: z.array(FacetValue),
  /** Values beyond these. */
  more: z.int(),
});
export type Facet = z.infer<typeof Facet>;

/** The values of a field are counted as if the query did not ask for that field: they are what one can choose instead. */
export const FacetReport = z.object({ total: z.int(), facets: z.array(Facet) });
export type FacetReport = z.infer<typeof FacetReport>;
