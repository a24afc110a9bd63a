/** What filters are called on the screen. */
import type { FieldName } from '#domain/search/fields.ts';
import type { Clause, FieldValue } from '#domain/search/parse-query.ts';

const titles: Readonly<Record<FieldName, string>> = {
  date: 'Taken',
  before: 'Before',
  after: 'After',
  rating: 'Rating',
  flag: 'Flag',
  label: 'Label',
  tag: 'Tags',
  album: 'Album',
  author: 'Author',
  camera: 'Camera',
  lens: 'Lens',
  format: 'Format',
  session: 'Session',
  storage: 'Storage',
  folder: 'Folder',
  name: 'File name',
  status: 'File',
  has: 'Has',
};

const choices: Partial<Record<FieldName, Readonly<Record<string, string>>>> = {
  flag: { pick: 'Picked', reject: 'Rejected', none: 'No flag' },
  label: { red: 'Red', yellow: 'Yellow', green: 'Green', blue: 'Blue', purple: 'Purple', none: 'No label' },
  status: { present: 'There', missing: 'Missing', edited: 'Edited outside', corrupt: 'Damaged' },
  has: {
    gps: 'Location',
    raw: 'RAW file',
    live: 'Live photo',
    sidecar: 'Sidecar',
    title: 'Title',
    caption: 'Caption',
    tags: 'Tags',
    album: 'Album',
    author: 'Author',
    copies: 'Copies',
    date: 'Date',
  },
};

export const fieldTitle = (field: FieldName): string => titles[field];

/** A value as the list of a field shows it. */
export function valueWords(field: FieldName, value: string): string {
  if (field === 'rating') return Number(value) === 0 ? 'No stars' : '★'.repeat(Number(value));
  if (field === 'date') return value === 'none' ? 'Undated' : dateWords(value);
  return choices[field]?.[value] ?? value;
}

/** `2024` and `2024-07-15` as they are read; a month by its name. */
function dateWords(value: string): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value) ?? [];
  if (year === undefined || month === undefined) return value;
  const date = new Date(Number(year), Number(month) - 1, Number(day ?? 1));
  return new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'long', ...(day ? { day: 'numeric' } : {}) }).format(date);
}

/** A part of a query on its chip: “Camera: X100V”, “Not rome”. */
export function chipWords(clause: Clause): string {
  const not = clause.isNegated ? 'Not ' : '';
  if (clause.field === null) return `${not}${clause.isPhrase ? `“${clause.text}”` : clause.text}`;
  const { field } = clause;
  const typed = clause.source.slice(clause.source.indexOf(':') + 1);
  return `${not}${titles[field]}: ${clause.values.map((value) => typedWords(field, value, typed)).join(' or ')}`;
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
      return to === 5 ? `${valueWords(field, String(from))} and more` : `${from} to ${to} stars`;
    }
    case 'date':
      if (value.span === null) return 'Undated';
      return /^\d{4}(-\d\d){0,2}$/.test(typed) ? dateWords(typed) : (value.span.from ?? 'the beginning') + spanEnd(value.span);
  }
}

/** The end of a span is the first moment after it. */
function spanEnd({ to }: { readonly to: string | null }): string {
  return to === null ? ' and later' : ` until ${to}`;
}
