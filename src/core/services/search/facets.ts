/** What the photos of a search have in common, counted: the values one can narrow it to. */
import type { PhotoFilter } from '#contract/photo.ts';
import type { Facet, FacetReport } from '#contract/search.ts';
import type { FacetCount } from '#core/catalog/facet-column.ts';
import { facetFields, type FacetField } from '#core/catalog/facet-rows.ts';
import { valuesOf, withoutField } from '#domain/search/edit-query.ts';
import type { FieldName } from '#domain/search/fields.ts';
import type { Context } from '../context.ts';
import { filterPhotos } from './filter-photos.ts';

const fieldOfFacet = (facet: FacetField): FieldName => (facet === 'month' ? 'date' : facet);
const mostValues = 50;

/** @throws ImaLinkError bad-input for a query that cannot be understood */
export async function countFacets(context: Context, query: PhotoFilter): Promise<FacetReport> {
  const text = query.text ?? '';
  const used = facetFields.filter((facet) => valuesOf(text, fieldOfFacet(facet)).length > 0);
  const counted = new Map<FacetField, readonly FacetCount[]>();
  const count = async (ofText: string, fields: readonly FacetField[]): Promise<number> => {
    const { named } = await filterPhotos(context, { ...query, text: ofText });
    const { total, fields: counts } = await context.catalog.executor.facets(named, fields);
    for (const [at, field] of fields.entries()) counted.set(field, counts[at] ?? []);
    return total;
  };
  const unused = facetFields.filter((facet) => !used.includes(facet));
  const total = await count(text, unused);
  for (const facet of used) await count(withoutField(text, fieldOfFacet(facet)), [facet]);
  const labels = await readLabels(context);
  return {
    total,
    facets: facetFields.map((facet) => describe(facet, counted.get(facet) ?? [], labels, valuesOf(text, fieldOfFacet(facet)))),
  };
}

type Labels = Readonly<Record<'tag' | 'session' | 'storage', ReadonlyMap<number, string>>>;

async function readLabels({ catalog: { read } }: Context): Promise<Labels> {
  const [tags, sessions, storages] = await Promise.all([
    read.selectFrom('tag').select(['id', 'name']).execute(),
    read.selectFrom('session').select(['id', 'title as name']).execute(),
    read.selectFrom('storage').select(['id', 'display_name as name']).execute(),
  ]);
  const map = (rows: readonly { id: number; name: string }[]): ReadonlyMap<number, string> =>
    new Map(rows.map(({ id, name }) => [id, name]));
  return { tag: map(tags), session: map(sessions), storage: map(storages) };
}

function describe(facet: FacetField, counts: readonly FacetCount[], labels: Labels, asked: readonly string[]): Facet {
  const isNamed = facet === 'tag' || facet === 'session' || facet === 'storage';
  const values = merge(
    counts.flatMap(([value, count]) => {
      if (value === null) return facet === 'month' ? [{ value: 'none', label: 'none', count }] : [];
      if (!isNamed)
        return (facet === 'month' ? datesOf(String(value), asked) : [String(value)]).map((each) => ({ value: each, count, label: '' }));
      const name = labels[facet].get(Number(value)) ?? '';
      // A title may be that of several sessions: the number says which.
      return [{ value: facet === 'session' ? String(value) : name, label: name, count }];
    }),
  ).map((each) => ({ ...each, label: each.label === '' ? each.value : each.label }));
  const sorted = values.toSorted((a, b) =>
    facet === 'month' || facet === 'rating' ? newestFirst(a.value, b.value) : b.count - a.count || (a.label < b.label ? -1 : 1),
  );
  const kept = sorted.filter((each, at) => at < mostValues || asked.includes(each.value));
  return { field: fieldOfFacet(facet), exact: facet === 'camera' || facet === 'lens', values: kept, more: sorted.length - kept.length };
}

/** Years, and below a year that is asked for its months. */
function datesOf(month: string, asked: readonly string[]): readonly string[] {
  const year = month.slice(0, 4);
  return asked.some((each) => each.startsWith(year)) ? [year, month] : [year];
}

/** 2024, its months from the last to the first, 2023 … and what has no date. */
function newestFirst(a: string, b: string): number {
  if (a === 'none' || b === 'none') return a === b ? 0 : a === 'none' ? 1 : -1;
  const [yearOfA, yearOfB] = [a.slice(0, 4), b.slice(0, 4)];
  if (yearOfA !== yearOfB) return yearOfA < yearOfB ? 1 : -1;
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? 1 : -1;
}

interface Value {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

function merge(values: readonly Value[]): readonly Value[] {
  const merged = new Map<string, Value>();
  for (const each of values) merged.set(each.value, { ...each, count: each.count + (merged.get(each.value)?.count ?? 0) });
  return [...merged.values()];
}
