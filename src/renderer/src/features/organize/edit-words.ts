/** What an edit did, in words: "Rated 3 photos". */
import type { PhotoChange } from '#contract/organize.ts';
import { plural } from '#renderer/i18n/numbers.ts';

/** Names the change for a toast. Pure. */
export function editWords(change: PhotoChange, count: number): string {
  const photos = plural(count, 'photo');
  if (change.rating !== undefined) return change.rating === 0 ? `Removed the rating of ${photos}` : `Rated ${photos}`;
  if (change.flag !== undefined)
    return { pick: `Picked ${photos}`, reject: `Rejected ${photos}`, none: `Unflagged ${photos}` }[change.flag];
  if (change.color !== undefined) return change.color === null ? `Removed the label of ${photos}` : `Labelled ${photos} ${change.color}`;
  if ((change.add_tags ?? []).length > 0) return `Tagged ${photos} with ${list(change.add_tags)}`;
  if ((change.remove_tags ?? []).length > 0) return `Removed ${list(change.remove_tags)} from ${photos}`;
  if (change.title !== undefined) return `Changed the title of ${photos}`;
  if (change.caption !== undefined) return `Changed the caption of ${photos}`;
  if (change.author !== undefined) return `Changed the author of ${photos}`;
  return `Changed the capture time of ${photos}`;
}

const list = (names: readonly string[] = []): string => names.map((name) => `“${name}”`).join(', ');

/** What a change looks like on a tile, before the core has answered. */
export function tilePatch({ rating, flag, color }: PhotoChange): {
  rating?: number;
  flag?: 'pick' | 'reject' | 'none';
  color?: string | null;
} {
  return {
    ...(rating === undefined ? {} : { rating }),
    ...(flag === undefined ? {} : { flag }),
    ...(color === undefined ? {} : { color }),
  };
}
