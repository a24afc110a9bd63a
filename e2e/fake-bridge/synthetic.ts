/** A library that exists only as arithmetic: photo n of any number, always the same. Nothing is imported at run time. */
import type { PhotoTile } from '#contract/photo.ts';

export interface Shape {
  readonly total: number;
  readonly perDay: number;
}

const ratios = [1.5, 1.5, 0.667, 1.333, 1.5, 1.778, 1.5, 1, 0.75, 1.5, 1.5, 2.1];
const newest = Date.UTC(2026, 5, 28);

export const hothashOf = (index: number): string => index.toString(16).padStart(8, '0').repeat(8);
export const indexOf = (hothash: string): number => Number.parseInt(hothash.slice(0, 8), 16);
/** Anything that looks random and is not. */
export const noise = (index: number): number => ((Math.imul(index + 1, 2654435761) >>> 0) % 100_003) / 100_003;
export const ratioOf = (index: number): number => ratios[Math.floor(noise(index) * ratios.length)] ?? 1.5;

/** Days of the list, newest first; their sizes vary around `perDay`, the last ones have no date. */
export function daysOf({ total, perDay }: Shape): { day: string | null; count: number }[] {
  const undated = total > 200 ? Math.min(40, Math.floor(total / 50)) : 0;
  const days: { day: string | null; count: number }[] = [];
  let left = total - undated;
  let at = newest;
  for (let n = 0; left > 0; n++) {
    const count = Math.min(left, 1 + Math.floor(noise(n * 7) * perDay * 2));
    days.push({ day: new Date(at).toISOString().slice(0, 10), count });
    left -= count;
    at -= 86_400_000 * (1 + Math.floor(noise(n * 13) ** 4 * 40));
  }
  if (undated > 0) days.push({ day: null, count: undated });
  return days;
}

/** Headers of the orders that are no timeline: the photos stay in theirs, only what stands over them differs. */
export function groupsOf(sort: string, total: number): { kind: string; key: string | null; label: string | null; count: number }[] {
  const labels: Readonly<Record<string, readonly (string | null)[]>> = {
    rating: [null, null, null],
    session: ['Lofoten in June', 'Italy 2025', null],
    folder: ['2025/06 Lofoten/RAW', '2025/07 Italy', 'DCIM/100CANON'],
  };
  const names = labels[sort];
  if (names == null || total < 12) return [{ kind: 'none', key: null, label: null, count: total }];
  const sizes = [Math.floor(total / 6), Math.floor(total / 3)];
  const keys = sort === 'rating' ? ['5', '3', null] : names;
  return names.map((label, n) => ({
    kind: sort,
    key: keys[n] ?? null,
    label,
    count: sizes[n] ?? total - (sizes[0] ?? 0) - (sizes[1] ?? 0),
  }));
}

/** Detail of one photo; among the first hundred every state occurs. */
export function tileOf(index: number, day: string | null): PhotoTile {
  const ratio = ratioOf(index);
  const minute = Math.floor(noise(index * 3) * 600) + 480;
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00.000`;
  return {
    hothash: hothashOf(index),
    file_name: `IMG_${String(index + 1).padStart(4, '0')}.JPG`,
    taken_at: day == null ? null : `${day}T${time}`,
    width: ratio >= 1 ? 6000 : Math.round(6000 * ratio),
    height: ratio >= 1 ? Math.round(6000 / ratio) : 6000,
    format: 'jpeg',
    status: index === 9 ? 'missing' : index === 21 ? 'corrupt' : 'present',
    storage_online: index !== 13,
    has_hotpreview: index !== 17,
    has_raw: index % 23 === 4,
    has_live: index === 31,
    rating: 0,
    flag: 'none',
    color: null,
    stack: null,
    copies: index === 6 ? 2 : 1,
  };
}
