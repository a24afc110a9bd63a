/**
 * When a picture was taken: pure rules over what the file says. A capture time is wall-clock time at the camera and
 * stays so on every machine; the offset from UTC is kept beside it when it is known.
 */

export type TakenAtSource = 'exif' | 'exif_digitized' | 'filename' | 'mtime' | 'none';

export interface TakenAt {
  /** `YYYY-MM-DDTHH:MM:SS.mmm`; null when undated. */
  readonly takenAt: string | null;
  /** `+02:00`; null when unknown. */
  readonly offset: string | null;
  readonly source: TakenAtSource;
}

/** One date of the file as written: EXIF `2024:04:30 18:36:42` or ISO 8601, with or without fraction and offset. */
export interface RawTime {
  readonly dateTime: string | null;
  readonly subSeconds: string | null;
  readonly offset: string | null;
}

export interface TakenAtEvidence {
  readonly original: RawTime;
  readonly digitized: RawTime;
  /** GPS date and time, which is UTC: `2024-04-30T16:36:42`. Tells the offset, never the time. */
  readonly gpsUtc: string | null;
  /** With or without extension; without folders. */
  readonly fileName: string;
  readonly mtimeMs: number;
  readonly nowMs: number;
}

/** The year of the oldest photograph that survives. */
const firstYear = 1826;
const maxFutureMs = 2 * 24 * 3600 * 1000;
/** A GPS fix is some seconds old, a camera clock some minutes off; more than this and the two say nothing about each other. */
const gpsToleranceMs = 150 * 1000;
const quarterHourMs = 15 * 60 * 1000;

interface WallClock {
  /** As if it were UTC: only for arithmetic. */
  readonly epochMs: number;
  readonly text: string;
  readonly offset: string | null;
}

/**
 * Decides the capture time: original, else digitized, else a date in the file name, else the file's mtime (given in UTC).
 * A date that cannot be (zero, before 1826, more than two days ahead) does not count; a picture that carries one and
 * no better is undated, never dated by its mtime, which then is no evidence of anything.
 */
export function decideTakenAt(evidence: TakenAtEvidence): TakenAt {
  const candidates: readonly [TakenAtSource, Reading][] = [
    ['exif', readTime(evidence.original)],
    ['exif_digitized', readTime(evidence.digitized)],
    ['filename', readFileName(evidence.fileName)],
  ];
  let hasBadDate = false;
  for (const [source, reading] of candidates) {
    if (reading === 'absent') continue;
    if (reading === 'bad' || !isPossible(reading, evidence.nowMs)) {
      hasBadDate ||= source !== 'filename';
      continue;
    }
    const offset = reading.offset ?? (source === 'filename' ? null : offsetFromGps(reading, evidence.gpsUtc));
    return { takenAt: reading.text, offset, source };
  }
  const mtime = toWallClock(new Date(evidence.mtimeMs));
  if (hasBadDate || mtime == null || !isPossible(mtime, evidence.nowMs)) return { takenAt: null, offset: null, source: 'none' };
  return { takenAt: mtime.text, offset: '+00:00', source: 'mtime' };
}

/** `absent`: the field is missing or blank, which EXIF defines as unknown. `bad`: it is filled, with no possible date. */
type Reading = WallClock | 'absent' | 'bad';

const dateTimePattern =
  /^\s*(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?/;

function readTime(raw: RawTime): Reading {
  const text = raw.dateTime?.replace(/\0.*$/s, '') ?? '';
  if (text.replace(/[\s:\-/]/g, '') === '') return 'absent';
  const match = dateTimePattern.exec(text);
  if (match == null) return 'bad';
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction, zone] = match;
  return (
    wallClock(
      [year, month, day, hour, minute, second].map(Number),
      fraction ?? raw.subSeconds ?? '',
      readOffset(raw.offset) ?? readOffset(zone ?? null),
    ) ?? 'bad'
  );
}

function wallClock(parts: readonly number[], fraction: string, offset: string | null): WallClock | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  // 24:00:00 and leap seconds occur; both are the instant after, which Date.UTC computes
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  const ms = Number(fraction.trim().replace(/\D.*$/s, '').padEnd(3, '0').slice(0, 3));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return null; // 31 February
  date.setUTCHours(hour, minute, second, ms);
  return toWallClock(date, offset);
}

function toWallClock(date: Date, offset: string | null = null): WallClock | null {
  const epochMs = date.getTime();
  if (Number.isNaN(epochMs) || date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) return null;
  return { epochMs, text: date.toISOString().slice(0, 23), offset };
}

/** `+02:00` from `+02:00`, `+0200` or `Z`; null for blanks, nonsense and more than 14 hours. */
function readOffset(text: string | null): string | null {
  if (text?.trim() === 'Z') return '+00:00';
  const match = /^\s*([+-])(\d{2}):?(\d{2})/.exec(text ?? '');
  if (match == null) return null;
  const [, sign = '+', hours = '', minutes = ''] = match;
  const total = Number(hours) * 60 + Number(minutes);
  return Number(minutes) > 59 || total > 14 * 60 ? null : `${total === 0 ? '+' : sign}${hours}:${minutes}`;
}

function isPossible(time: WallClock, nowMs: number): boolean {
  return new Date(time.epochMs).getUTCFullYear() >= firstYear && time.epochMs <= nowMs + maxFutureMs;
}

/** The camera's clock minus GPS time, if that is close to an offset that exists somewhere. */
function offsetFromGps(time: WallClock, gpsUtc: string | null): string | null {
  const gps = readTime({ dateTime: gpsUtc, subSeconds: null, offset: null });
  if (typeof gps === 'string') return null;
  const quarters = Math.round((time.epochMs - gps.epochMs) / quarterHourMs);
  if (Math.abs(time.epochMs - gps.epochMs - quarters * quarterHourMs) > gpsToleranceMs || !isRealOffset(quarters)) return null;
  const minutes = Math.abs(quarters) * 15;
  return `${quarters < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Whole hours from -12 to +14, and the half and quarter hours in use. In quarters of an hour. */
function isRealOffset(quarters: number): boolean {
  if (quarters % 4 === 0) return quarters >= -48 && quarters <= 56;
  return [-38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51, 55].includes(quarters);
}

/** `IMG_20180725_163423`, `PXL_20230709_203633616`, `2024-01-02 10.11.12`, `IMG-20240101-WA0001`, `Screenshot 2024-01-02 at 10.11.12`. */
const namePatterns: readonly RegExp[] = [
  /(?<!\d)((?:18|19|20)\d{2})([01]\d)([0-3]\d)[-_ T.]?([0-2]\d)([0-5]\d)([0-5]\d)(\d{3})?(?!\d)/,
  /(?<!\d)((?:18|19|20)\d{2})[-_.]([01]\d)[-_.]([0-3]\d)(?:[ _T-]|, | at )+([0-2]\d)[-_.:h]([0-5]\d)[-_.:m]([0-5]\d)(?!\d)/,
  /(?<!\d)((?:18|19|20)\d{2})([01]\d)([0-3]\d)(?!\d)/,
  /(?<!\d)((?:18|19|20)\d{2})[-_.]([01]\d)[-_.]([0-3]\d)(?!\d)/,
];

function readFileName(name: string): Reading {
  for (const pattern of namePatterns) {
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = ''] = pattern.exec(name) ?? [];
    const time = year == null ? null : wallClock([year, month, day, hour, minute, second].map(Number), fraction, null);
    if (time != null) return time;
  }
  return 'absent';
}
