/**
 * Reads what a person typed into the search field. Words are words; `field:value` asks for a field; a minus before either
 * excludes; quotes hold words together. What is no known field is words too, so that nothing typed is lost.
 */
import { fieldOf, type FieldName, type SearchField } from './fields.ts';
import { isMonthDay, parseDate, parseNumber, type DateSpan, type NumberSpan } from './values.ts';

export type FieldValue =
  | { readonly kind: 'text'; readonly text: string; readonly isExact: boolean }
  | { readonly kind: 'number'; readonly span: NumberSpan }
  /** Null asks for photos without a date. */
  | { readonly kind: 'date'; readonly span: DateSpan | null }
  /** A day of every year, `11-28`. */
  | { readonly kind: 'monthDay'; readonly monthDay: string }
  | { readonly kind: 'choice'; readonly choice: string };

interface Place {
  readonly isNegated: boolean;
  /** The part of the query, as it was typed. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

export type Clause =
  | (Place & { readonly field: null; readonly text: string; readonly isPhrase: boolean })
  /** Any of the values is enough. */
  | (Place & { readonly field: FieldName; readonly values: readonly FieldValue[] });

export interface SearchProblem extends Place {
  readonly message: string;
}

export interface SearchQuery {
  readonly clauses: readonly Clause[];
  /** Parts that name a field and no value it has. */
  readonly problems: readonly SearchProblem[];
}

/** A name before a quoted text belongs to it: `custom:client="old town"`. */
const value = String.raw`=?(?:[^\s",=]+=(?="))?(?:"[^"]*"?|[^\s",]+)`;
const part = new RegExp(String.raw`(-?)(?:([A-Za-z]+):(${value}(?:,${value})*)?|("[^"]*"?|[^\s"]+))`, 'g');

/** Parses a whole query; never throws. */
export function parseQuery(query: string): SearchQuery {
  const clauses: Clause[] = [];
  const problems: SearchProblem[] = [];
  for (const match of query.matchAll(part)) {
    const [source, minus = '', name, list = '', words = ''] = match;
    const place = { isNegated: minus === '-', source, start: match.index, end: match.index + source.length };
    const field = name === undefined ? undefined : fieldOf(name);
    if (!field) {
      const text = unquote(name === undefined ? words : `${name}:${list}`);
      if (/[\p{L}\p{N}]/u.test(text)) clauses.push({ ...place, field: null, text, isPhrase: words.startsWith('"') });
      continue;
    }
    const values = (list.match(new RegExp(value, 'g')) ?? []).map((each) => parseValue(field, each));
    const message = values.length === 0 ? `“${field.name}:” needs a value` : values.find((each) => typeof each === 'string');
    if (typeof message === 'string') problems.push({ ...place, message: `${message}, as in ${field.examples[0] ?? ''}` });
    else clauses.push({ ...place, field: field.name, values: values.filter((each) => typeof each !== 'string') });
  }
  return { clauses, problems };
}

function unquote(text: string): string {
  return text.replaceAll('"', '');
}

/** @returns a value, or why there is none */
function parseValue(field: SearchField, typed: string): FieldValue | string {
  const isExact = typed.startsWith('=');
  const text = unquote(isExact ? typed.slice(1) : typed).trim();
  if (text === '') return `“${field.name}:” needs a value`;
  switch (field.kind) {
    case 'text':
      return { kind: 'text', text, isExact };
    case 'choice': {
      const choice = field.choices?.find((each) => each === text.toLowerCase());
      return choice === undefined
        ? `“${text}” is no ${field.name}; it is one of ${(field.choices ?? []).join(', ')}`
        : { kind: 'choice', choice };
    }
    case 'number': {
      const span = parseNumber(text, field.range ?? [0, Number.MAX_SAFE_INTEGER]);
      return span === null ? `“${text}” is no ${field.name}` : { kind: 'number', span };
    }
    case 'date': {
      if (text.toLowerCase() === 'none') return { kind: 'date', span: null };
      if (field.name === 'date' && isMonthDay(text)) return { kind: 'monthDay', monthDay: text };
      const span = parseDate(text);
      return span === null ? `“${text}” is no date` : { kind: 'date', span };
    }
  }
}
