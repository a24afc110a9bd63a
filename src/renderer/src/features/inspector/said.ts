/** What people said of one photo or of several, in one shape. Pure. */
import type { PhotoChange, PhotoSummary } from '#contract/organize.ts';
import type { PhotoDetail } from '#contract/photo.ts';
import { t } from '#renderer/i18n/t.ts';

type Shared<T> = { readonly mixed: true } | { readonly mixed: false; readonly value: T };

export interface Said {
  readonly count: number;
  readonly rating: Shared<number>;
  readonly flag: Shared<'pick' | 'reject' | 'none'>;
  readonly color: Shared<string | null>;
  readonly title: Shared<string>;
  readonly caption: Shared<string>;
  readonly author: Shared<string | null>;
  readonly tags: readonly { readonly name: string; readonly photos: number }[];
  readonly custom: readonly { readonly name: string; readonly photos: number; readonly value: Shared<string> }[];
  readonly taken_from: string | null;
  readonly taken_to: string | null;
  readonly undated: number;
  readonly taken_at_offset: Shared<string | null>;
}

const one = <T>(value: T): Shared<T> => ({ mixed: false, value });

/** One photo as several of which there is one. */
export function saidOf(photo: PhotoDetail): Said {
  return {
    count: 1,
    rating: one(photo.rating),
    flag: one(photo.flag),
    color: one(photo.color),
    title: one(photo.title),
    caption: one(photo.caption),
    author: one(photo.author),
    tags: photo.tags.map((name) => ({ name, photos: 1 })),
    custom: photo.custom.map(({ name, value }) => ({ name, photos: 1, value: one(value) })),
    taken_from: photo.taken_at,
    taken_to: photo.taken_at,
    undated: photo.taken_at == null ? 1 : 0,
    taken_at_offset: one(photo.taken_at_offset),
  };
}

/** What was said of several photos, with where they differ. */
export const saidOfSeveral = (summary: PhotoSummary): Said => summary;

/** The value, or undefined where the photos differ. */
export const valueOf = <T>(shared: Shared<T>): T | undefined => (shared.mixed ? undefined : shared.value);

/** How a tag or a field is told that not all have: `sea · 2 of 5`. */
export const tagWords = (tag: { readonly name: string; readonly photos: number }, count: number): string =>
  tag.photos === count ? tag.name : t.inspector.tagOfSome(tag.name, tag.photos, count);

export interface Shift {
  readonly later: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** Seconds to move by; zero for what is no number. */
export function shiftSeconds({ later, days, hours, minutes }: Shift): number {
  const seconds = (days * 24 + hours) * 3600 + minutes * 60;
  return Number.isFinite(seconds) ? Math.round(seconds) * (later ? 1 : -1) || 0 : 0;
}

/** A wall clock, moved. */
export function shifted(wallClock: string, seconds: number): string {
  return new Date(Date.parse(`${wallClock.slice(0, 23)}Z`) + seconds * 1000).toISOString().slice(0, 23);
}

/** `2024-07-15T10:00` or with seconds, as a field has it, to a wall clock; null when it is none. */
export function wallClockOf(field: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?/.exec(field);
  return match == null || Number.isNaN(Date.parse(`${field}Z`)) ? null : `${match[1]}${match[2] ?? ':00'}.000`;
}

export type Edit = (change: PhotoChange) => Promise<boolean>;
