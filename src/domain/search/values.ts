/** Numbers and dates as people type them into a search: single ones, spans, and comparisons. */

/** Both ends included. */
export interface NumberSpan {
  readonly from: number;
  readonly to: number;
}

/** Prefixes of wall-clock times that compare as text: `from` included, `to` excluded; null is open. */
export interface DateSpan {
  readonly from: string | null;
  readonly to: string | null;
}

/** `4`, `>=3`, `<2`, `2..4`, `3+`; null for anything else or outside `range`. */
export function parseNumber(text: string, [least, most]: readonly [number, number]): NumberSpan | null {
  const match = /^(?:(>=|<=|>|<|)(\d+)|(\d+)(\+)|(\d*)\.\.(\d*))$/.exec(text);
  if (!match) return null;
  const [, sign = '', single, plus, , from, to] = match;
  const given = (digits: string | undefined, otherwise: number): number =>
    digits === undefined || digits === '' ? otherwise : Number(digits);
  const span =
    single !== undefined
      ? compare(sign, Number(single), least, most)
      : plus !== undefined
        ? { from: Number(plus), to: most }
        : from === '' && to === ''
          ? null
          : { from: given(from, least), to: given(to, most) };
  return span === null || span.from > span.to || span.from < least || span.to > most ? null : span;
}

function compare(sign: string, value: number, least: number, most: number): NumberSpan {
  switch (sign) {
    case '>=':
      return { from: value, to: most };
    case '>':
      return { from: value + 1, to: most };
    case '<=':
      return { from: least, to: value };
    case '<':
      return { from: least, to: value - 1 };
    default:
      return { from: value, to: value };
  }
}

/** `2024`, `2024-07`, `2024-07-15`, with `..` between two of them or at one end; null for anything else. */
export function parseDate(text: string): DateSpan | null {
  const [first = '', second, ...more] = text.split('..');
  if (more.length > 0) return null;
  if (second === undefined) {
    const end = dayAfter(first);
    return end === null ? null : { from: first, to: end };
  }
  const to = second === '' ? null : dayAfter(second);
  if ((first !== '' && dayAfter(first) === null) || (second !== '' && to === null) || (first === '' && second === '')) return null;
  if (first !== '' && to !== null && first >= to) return null;
  return { from: first === '' ? null : first, to };
}

/** Whether a text is a day of every year, `11-28`; the 29th of February is one. */
export const isMonthDay = (text: string): boolean => /^\d\d-\d\d$/.test(text) && dayAfter(`2000-${text}`) !== null;

/** The day of every year that a date is, as a search has it. @param date in the wall clock of this machine */
export const monthDayOf = (date: Date): string =>
  [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The first moment after a year, month or day; null when it is none. */
function dayAfter(text: string): string | null {
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, year = '', month, day] = match;
  const start = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  // 2024-02-31 would be the 2nd of March.
  if (!start.toISOString().startsWith(text)) return null;
  if (day !== undefined) return new Date(start.getTime() + 86_400_000).toISOString().slice(0, 10);
  if (month !== undefined) return new Date(Date.UTC(Number(year), Number(month), 1)).toISOString().slice(0, 7);
  return String(Number(year) + 1).padStart(4, '0');
}
