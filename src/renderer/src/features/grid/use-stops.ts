import { useMemo } from 'react';
import type { PhotoGroup } from '#contract/photo.ts';
import { formatMonth } from '#renderer/ui/format.ts';
import { groupName, isTime } from './group-words.ts';
import type { RowLayout } from './row-layout.ts';
import { groupStops, monthsOf, type Stop } from './timeline.ts';

/** Where the scrubber can go: months of days, else the groups themselves. */
export function useStops(groups: readonly PhotoGroup[], layout: RowLayout, withHeaders: boolean): readonly Stop[] {
  return useMemo(() => {
    if (!withHeaders) return [];
    return isTime(groups) ? monthsOf(groups, layout, formatMonth) : groupStops(groups, layout, groupName);
  }, [withHeaders, groups, layout]);
}
