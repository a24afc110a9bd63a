/** Changing the photos at hand, and what the information pane knows of them. */
import type { PhotoChange } from '#contract/organize.ts';
import type { PhotoList } from '#renderer/api/photo-list.ts';
import type { Inspected } from '#renderer/features/inspector/Inspector.tsx';
import { editPhotos } from '#renderer/features/organize/edit-photos.ts';
import { placesOf, type PhotoTarget } from '#renderer/features/organize/target.ts';
import { navigate } from './navigation.ts';
import { photoTarget } from './shown-list.ts';

/** @returns false when there was nothing to change or the core could not */
export async function editTarget(change: PhotoChange): Promise<boolean> {
  const target = photoTarget();
  return target != null && editPhotos(target, change);
}

/** What the pane is about; null for nothing. */
export function inspectedAt(list: PhotoList, ranges: PhotoTarget['ranges']): Inspected | null {
  const count = ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  return count === 0
    ? null
    : { count, hothash: list.tile(ranges[0]?.start ?? -1)?.hothash ?? null, places: placesOf({ viewId: list.snapshot().viewId, ranges }) };
}

/** Leads to a session. */
export const openSession = (id: number): void => navigate({ kind: 'session', id });

/** The map at a place. */
export const openPlace = (longitude: number, latitude: number): void => navigate({ kind: 'map', at: [longitude, latitude] });
