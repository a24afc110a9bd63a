/** What an edit did, in words: "Rated 3 photos". */
import type { PhotoChange } from '#contract/organize.ts';
import { t } from '#renderer/i18n/t.ts';

/** Names the change for a toast. Pure. */
export function editWords(change: PhotoChange, count: number): string {
  if (change.rating !== undefined) return change.rating === 0 ? t.organize.ratingRemoved(count) : t.organize.rated(count);
  if (change.flag !== undefined)
    return { pick: t.organize.picked(count), reject: t.organize.rejected(count), none: t.organize.unflagged(count) }[change.flag];
  if (change.color !== undefined)
    return change.color === null ? t.organize.labelRemoved(count) : t.organize.labelled(count, t.ui.colors[change.color]);
  if ((change.add_tags ?? []).length > 0) return t.organize.tagged(count, change.add_tags ?? []);
  if ((change.remove_tags ?? []).length > 0) return t.organize.untagged(count, change.remove_tags ?? []);
  return fieldWords(change, count);
}

function fieldWords(change: PhotoChange, count: number): string {
  if (change.title !== undefined) return t.organize.titleChanged(count);
  if (change.caption !== undefined) return t.organize.captionChanged(count);
  if (change.author !== undefined) return t.organize.authorChanged(count);
  if ((change.set_custom ?? []).length > 0)
    return t.organize.customSet(
      count,
      (change.set_custom ?? []).map(({ name }) => name),
    );
  if ((change.remove_custom ?? []).length > 0) return t.organize.customRemoved(count, change.remove_custom ?? []);
  return t.organize.timeChanged(count);
}

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
