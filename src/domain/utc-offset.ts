/** Offsets from UTC as cameras write them: `+05:45`. Pure. */

/** `+2`, `2`, `-0930`, `UTC+5:45` as an offset; null for what is none that any place of the world has had. */
export function parseUtcOffset(typed: string): string | null {
  const text = typed
    .trim()
    .replace(/^(?:utc|gmt)/i, '')
    .replace('−', '-');
  if (/^z?$/i.test(text)) return typed.trim() === '' ? null : '+00:00';
  const match = /^([+-]?)(\d{1,2})(?::?(\d\d))?$/.exec(text);
  if (!match) return null;
  const [, sign = '', hours = '', minutes = '00'] = match;
  if (Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > mostMinutes) return null;
  return `${sign === '-' ? '-' : '+'}${hours.padStart(2, '0')}:${minutes}`;
}

/** Kiribati is 14 hours ahead; nothing is further away in either direction. */
const mostMinutes = 14 * 60;

/** Offsets that are in use, from west to east, for a list to choose from. */
export const usedOffsets: readonly string[] = (
  '-12:00 -11:00 -10:00 -09:30 -09:00 -08:00 -07:00 -06:00 -05:00 -04:00 -03:30 -03:00 ' +
  '-02:30 -02:00 -01:00 +00:00 +01:00 +02:00 +03:00 +03:30 +04:00 +04:30 +05:00 +05:30 ' +
  '+05:45 +06:00 +06:30 +07:00 +08:00 +08:45 +09:00 +09:30 +10:00 +10:30 +11:00 +12:00 ' +
  '+12:45 +13:00 +13:45 +14:00'
).split(' ');
