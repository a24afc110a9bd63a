import { useEffect, useRef } from 'react';
import type { PhotoList } from '#renderer/api/photo-list.ts';

/**
 * Stays on the photos when the list is opened anew and their positions move; what one went on to since moved as far.
 * @param onMoved the places of now, in their order; null where a photo is no longer in the list
 */
export function useFollow(
  list: PhotoList,
  places: readonly number[],
  generation: number,
  onMoved: (places: readonly (number | null)[]) => void,
): void {
  const now = useRef(places);
  now.current = places;
  const shown = useRef(generation);
  const kept = useRef<readonly { readonly place: number; readonly hothash: string | undefined }[]>([]);
  useEffect(
    () =>
      list.keep(() => {
        kept.current = now.current.map((place) => ({ place, hothash: list.tile(place)?.hothash }));
        return kept.current.flatMap(({ hothash }) => hothash ?? []);
      }),
    [list],
  );
  useEffect(() => {
    if (shown.current === generation) return;
    shown.current = generation;
    const { moved } = list.snapshot();
    const next = now.current.map((place, n) => {
      const before = kept.current[n];
      if (before?.hothash == null) return place;
      const to = moved.get(before.hothash);
      return to == null ? null : place + to - before.place;
    });
    if (next.some((place, n) => place !== now.current[n])) onMoved(next);
  });
}
