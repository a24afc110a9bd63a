/** Capture times of an index, in every form that was ever written, as the catalog keeps them. */

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;

export interface ReadTime {
  /** Wall clock, `YYYY-MM-DDTHH:MM:SS.mmm`. */
  readonly takenAt: string | null;
  readonly offset: string | null;
}

/**
 * @param text wall clock with or without milliseconds, offset or Z
 * @param offset of the entry, when it has one: it wins over the one in the text
 */
export function readTakenAt(text: string | null, offset: string | null | undefined): ReadTime {
  const match = text === null ? null : form.exec(text);
  if (!match) return { takenAt: null, offset: offset ?? null };
  const [, time, fraction, zone] = match;
  const takenAt = `${time}${(fraction ?? '.000').padEnd(4, '0').slice(0, 4)}`;
  return { takenAt, offset: offset === undefined ? (zone === 'Z' ? '+00:00' : (zone ?? null)) : offset };
}

/** Milliseconds of an instant; null when it is none. */
export function readInstant(text: string | undefined): number | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
