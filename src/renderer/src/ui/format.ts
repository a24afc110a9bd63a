/**
 * Numbers, sizes, times and dates for people, all through Intl. A photo's time is wall-clock time: it is
 * formatted as if it were UTC, so that no time zone of this machine can move it to another day.
 */
const numberFormat = new Intl.NumberFormat();
const dayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortDayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const wallFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
const instantFormat = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const formatNumber = (value: number): string => numberFormat.format(value);

/** `1 photo`, `211 photos`. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatNumber(count)} ${count === 1 ? one : many}`;

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes with a decimal unit, as disks and file managers count: `4.3 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

/** A rough time that is left, never more exact than it can be: `40 s`, `5 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds / 5) * 5)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2024-07-15` → `Monday, 15 July 2024` in the person's language; null is the undated bucket. */
export const formatDay = (day: string | null): string => (day == null ? 'No date' : dayFormat.format(wallDate(day)));
export const formatShortDay = (day: string): string => shortDayFormat.format(wallDate(day));
export const formatMonth = (day: string | null): string => (day == null ? 'No date' : monthFormat.format(wallDate(day)));

/** A photo's own time, `YYYY-MM-DDTHH:MM:SS.mmm` without a zone. */
export const formatWallClock = (time: string): string => wallFormat.format(new Date(`${time.slice(0, 23)}Z`));

/** When ImaLink did something, in the time of this machine. */
export const formatInstant = (instant: string): string => instantFormat.format(new Date(instant));

/** `3–9 Aug 2014`, as short as the language allows. */
export function formatDayRange(from: string, to: string): string {
  return shortDayFormat.formatRange(wallDate(from), wallDate(to));
}

/** `1/250 s`, `2.5 s`. */
export function formatExposure(seconds: number): string {
  return seconds >= 0.3 ? `${Number(seconds.toFixed(1))} s` : `1/${Math.round(1 / seconds)} s`;
}

function wallDate(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}
