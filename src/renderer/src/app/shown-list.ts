/** The list of photos on the screen, and which of them commands are about. */
import { create } from 'zustand';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import { useGrid } from '#renderer/features/grid/grid-store.ts';
import { countSelected } from '#renderer/features/grid/selection.ts';
import type { PhotoTarget } from '#renderer/features/organize/target.ts';
import { useNavigation } from './navigation.ts';

/** The list of photos that the screen shows. */
export const useShownList = create<{ readonly list: PhotoList | null }>(() => ({ list: null }));

/** The one photo of a slideshow, in the viewer or the focused one of a comparison, else what is selected; null when that is nothing. */
export function photoTarget(): PhotoTarget | null {
  const { list } = useShownList.getState();
  const { viewer, compare, slide } = useNavigation.getState();
  const one = slide ?? viewer ?? compare?.places[compare.at];
  if (list == null || list.snapshot().status !== 'ready') return null;
  const { viewId } = list.snapshot();
  if (one != null) return { list, viewId, ranges: [{ start: one, end: one + 1 }], count: 1 };
  const { selection, controller } = useGrid.getState();
  const count = countSelected(selection);
  return controller == null || count === 0 ? null : { list, viewId, ranges: selection.ranges, count };
}
