/** Changes a typed query by its parts, so that filters and the search field are one and the same text. */
import type { FieldName } from './fields.ts';
import { parseQuery, type Clause } from './parse-query.ts';

/** The query without one of its parts. */
export function withoutPart(query: string, { start, end }: Pick<Clause, 'start' | 'end'>): string {
  return tidy(`${query.slice(0, start)} ${query.slice(end)}`);
}

/** The query without what it asks of one field. */
export function withoutField(query: string, field: FieldName): string {
  const own = parseQuery(query).clauses.filter((clause) => clause.field === field && !clause.isNegated);
  return own.toReversed().reduce(withoutPart, query);
}

/** The values that a field is asked for, as they stand in the query (`=` and quotes taken off). */
export function valuesOf(query: string, field: FieldName): readonly string[] {
  return parseQuery(query).clauses.flatMap((clause) =>
    clause.field === field && !clause.isNegated ? valueTexts(clause.source.slice(clause.source.indexOf(':') + 1)) : [],
  );
}

/** Asks for other values of a field; none at all asks for nothing. Exact ones are written `=value`. */
export function withValues(query: string, field: FieldName, values: readonly string[], isExact = false): string {
  const rest = withoutField(query, field);
  if (values.length === 0) return rest;
  return tidy(`${rest} ${field}:${values.map((value) => `${isExact ? '=' : ''}${quoted(value)}`).join(',')}`);
}

/** Adds a value to those of a field, or takes it away when it is there. */
export function toggleValue(query: string, field: FieldName, value: string, isExact = false): string {
  const now = valuesOf(query, field);
  const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value];
  return withValues(query, field, next, isExact);
}

/** The same for dates: a month narrows the year it is in, and the year takes its months back. */
export function toggleDate(query: string, date: string): string {
  const now = valuesOf(query, 'date');
  const rest = now.filter((each) => each !== date && !each.startsWith(date) && !date.startsWith(each));
  return withValues(query, 'date', now.includes(date) ? rest : [...rest, date]);
}

/** The parts that can be understood: what one is still typing asks for nothing yet. */
export function validPart(query: string): string {
  return parseQuery(query).problems.toReversed().reduce(withoutPart, query).trim();
}

function valueTexts(list: string): readonly string[] {
  return [...list.matchAll(/=?(?:"([^"]*)"?|([^\s",]+))/g)].map(([, inQuotes, plain]) => (inQuotes ?? plain ?? '').replace(/^=/, ''));
}

/** A quotation mark cannot be typed inside quotes; a value without it still finds itself. */
const quoted = (value: string): string => (/^[^\s",=]+$/.test(value) ? value : `"${value.replaceAll('"', '')}"`);

const tidy = (query: string): string => query.replace(/ {2,}/g, ' ').trim();
