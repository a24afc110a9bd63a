/** The photos an edit is about: places of the list that is on the screen. */
import type { Places } from '#contract/photo.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';

export interface PhotoTarget {
  readonly list: PhotoList;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly count: number;
}

/** As the core takes them. */
export function placesOf({ list, ranges }: PhotoTarget): Places {
  return { view_id: list.snapshot().viewId, ranges: ranges.map(({ start, end }) => [start, end]) };
}
