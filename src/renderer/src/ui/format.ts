/**
 * Numbers, sizes, times and dates for people, all through Intl. A photo's time is wall-clock time: it is
 * formatted as if it were UTC, so that no time zone of this machine can move it to another day.
 */
import { useLanguage } from '#renderer/i18n/language.ts';
import { formatNumber, perLocale } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';

const dates = (options: Intl.DateTimeFormatOptions): (() => Intl.DateTimeFormat) =>
  perLocale((locale) => new Intl.DateTimeFormat(locale, options));

const dayFormat = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const shortDayFormat = dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const monthFormat = dates({ month: 'long', year: 'numeric', timeZone: 'UTC' });
const wallFormat = dates({ dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' });
const instantFormat = dates({ dateStyle: 'medium', timeStyle: 'short' });

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Bytes with a decimal unit, as disks and file managers count: `4.3 MB`. */
export function formatBytes(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(useLanguage.getState().locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
  }).format(value);
}

/** A rough time that is left, never more exact than it can be: `40 s`, `5 min`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return t.format.seconds(formatNumber(Math.max(1, Math.ceil(seconds / 5) * 5)));
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? t.format.minutes(formatNumber(minutes))
    : t.format.hoursMinutes(formatNumber(Math.floor(minutes / 60)), formatNumber(minutes % 60));
}

/** `2024-07-15` → `Monday, 15 July 2024` in the person's language; null is the undated bucket. */
export const formatDay = (day: string | null): string => (day == null ? t.format.noDate : dayFormat().format(wallDate(day)));
/** A day in short, without its weekday. */
export const formatShortDay = (day: string): string => shortDayFormat().format(wallDate(day));
/** A month with its year. */
export const formatMonth = (day: string | null): string => (day == null ? t.format.noDate : monthFormat().format(wallDate(day)));

/** A photo's own time, `YYYY-MM-DDTHH:MM:SS.mmm` without a zone. */
export const formatWallClock = (time: string): string => wallFormat().format(new Date(`${time.slice(0, 23)}Z`));

/** When ImaLink did something, in the time of this machine. */
export const formatInstant = (instant: string): string => instantFormat().format(new Date(instant));

/** `3–9 Aug 2014`, as short as the language allows. */
export function formatDayRange(from: string, to: string): string {
  return shortDayFormat().formatRange(wallDate(from), wallDate(to));
}

/** `1/250 s`, `2.5 s`. */
export function formatExposure(seconds: number): string {
  return seconds >= 0.3 ? t.format.seconds(formatNumber(Number(seconds.toFixed(1)))) : t.format.seconds(`1/${Math.round(1 / seconds)}`);
}

function wallDate(day: string): Date {
  return new Date(`${day.slice(0, 10)}T00:00:00Z`);
}
