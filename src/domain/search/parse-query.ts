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
  readonly fault: SearchFault;
  /** The fault in English. */
  readonly message: string;
}

/** What stands where a value of a field should. */
export interface SearchFault {
  readonly field: FieldName;
  /** Null where nothing stands. */
  readonly text: string | null;
  readonly kind: SearchField['kind'];
  /** The values there are, where they are few. */
  readonly choices: readonly string[];
  /** A part of a search that is understood. */
  readonly example: string;
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
    const fault = values.length === 0 ? faultOf(field, null) : values.find((each) => 'example' in each);
    if (fault) problems.push({ ...place, fault, message: faultMessage(fault) });
    else clauses.push({ ...place, field: field.name, values: values.filter((each): each is FieldValue => !('example' in each)) });
  }
  return { clauses, problems };
}

function unquote(text: string): string {
  return text.replaceAll('"', '');
}

const faultOf = ({ name, kind, choices = [], examples }: SearchField, text: string | null): SearchFault => ({
  field: name,
  text,
  kind,
  choices,
  example: examples[0] ?? '',
});

function faultMessage({ field, text, kind, choices, example }: SearchFault): string {
  const what = kind === 'date' ? 'date' : field;
  const among = kind === 'choice' ? `; it is one of ${choices.join(', ')}` : '';
  return `${text === null ? `“${field}:” needs a value` : `“${text}” is no ${what}${among}`}, as in ${example}`;
}

/** @returns a value, or why there is none */
function parseValue(field: SearchField, typed: string): FieldValue | SearchFault {
  const isExact = typed.startsWith('=');
  const text = unquote(isExact ? typed.slice(1) : typed).trim();
  if (text === '') return faultOf(field, null);
  switch (field.kind) {
    case 'text':
      return { kind: 'text', text, isExact };
    case 'choice': {
      const choice = field.choices?.find((each) => each === text.toLowerCase());
      return choice === undefined ? faultOf(field, text) : { kind: 'choice', choice };
    }
    case 'number': {
      const span = parseNumber(text, field.range ?? [0, Number.MAX_SAFE_INTEGER]);
      return span === null ? faultOf(field, text) : { kind: 'number', span };
    }
    case 'date': {
      if (text.toLowerCase() === 'none') return { kind: 'date', span: null };
      if (field.name === 'date' && isMonthDay(text)) return { kind: 'monthDay', monthDay: text };
      const span = parseDate(text);
      return span === null ? faultOf(field, text) : { kind: 'date', span };
    }
  }
}
