/** The photos an edit is about: places of the list that is on the screen. */
import type { Places } from '#contract/photo.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';

export interface PhotoTarget {
  readonly list: PhotoList;
  /** The list as it was: a dialog may stand open while it is opened anew. */
  readonly viewId: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  readonly count: number;
}

/** As the core takes them. */
export function placesOf({ viewId, ranges }: Pick<PhotoTarget, 'viewId' | 'ranges'>): Places {
  return { view_id: viewId, ranges: ranges.map(({ start, end }) => [start, end]) };
}
