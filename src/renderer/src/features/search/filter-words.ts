/** What filters are called on the screen. */
import type { FieldName } from '#domain/search/fields.ts';
import type { Clause, FieldValue } from '#domain/search/parse-query.ts';
import { isMonthDay } from '#domain/search/values.ts';
import { useLanguage } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';

/** The name of a field. */
export const fieldTitle = (field: FieldName): string => t.search.fields[field];

/** A value as the list of a field shows it. */
export function valueWords(field: FieldName, value: string): string {
  if (field === 'rating') return Number(value) === 0 ? t.search.noStars : '★'.repeat(Number(value));
  if (field === 'date')
    return value === 'none' ? t.search.undated : isMonthDay(value) ? t.search.everyYear(monthDayWords(value)) : dateWords(value);
  const choices: Partial<Record<FieldName, Readonly<Record<string, string>>>> = t.search.choices;
  return choices[field]?.[value] ?? value;
}

/** `11-28` as it is read: the day and its month. */
export function monthDayWords(monthDay: string): string {
  // A leap year, so that the 29th of February is itself.
  const date = new Date(`2000-${monthDay}T12:00:00`);
  return new Intl.DateTimeFormat(useLanguage.getState().locale, { month: 'long', day: 'numeric' }).format(date);
}

/** `2024` and `2024-07-15` as they are read; a month by its name. */
function dateWords(value: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? [];
  if (year === undefined || month === undefined) return value;
  const date = new Date(Number(year), Number(month) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(useLanguage.getState().locale, {
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  }).format(date);
}

/** A part of a query on its chip: “Camera: X100V”, “Not rome”. */
export function chipWords(clause: Clause): string {
  const not = clause.isNegated ? `${t.search.not} ` : '';
  if (clause.field === null) return `${not}${clause.isPhrase ? t.app.quoted(clause.text) : clause.text}`;
  const { field } = clause;
  const typed = clause.source.slice(clause.source.indexOf(':') + 1);
  return `${not}${fieldTitle(field)}: ${clause.values.map((value) => typedWords(field, value, typed)).join(` ${t.search.or} `)}`;
}

function typedWords(field: FieldName, value: FieldValue, typed: string): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'choice':
      return valueWords(field, value.choice);
    case 'number': {
      const { from, to } = value.span;
      if (from === to) return valueWords(field, String(from));
      return to === 5 ? t.search.andMore(valueWords(field, String(from))) : t.search.starsSpan(from ?? 0, to ?? 5);
    }
    case 'monthDay':
      return t.search.everyYear(monthDayWords(value.monthDay));
    case 'date':
      if (value.span === null) return t.search.undated;
      return /^\d{4}(-\d\d){0,2}$/.test(typed) ? dateWords(typed) : spanWords(value.span);
  }
}

/** The end of a span is the first moment after it. */
function spanWords({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  const begin = from ?? t.search.theBeginning;
  return to === null ? t.search.andLater(begin) : t.search.until(begin, to);
}
