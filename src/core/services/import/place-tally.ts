/** What decides where photos would go, for a preview of the folders under any layout: photos alike in it are one entry. */
import type { ImportPlace } from '#contract/import.ts';
import { dirName } from '#domain/rel-path.ts';

/** Enough for every folder of a large card; beyond it the rest is a sample that is not taken. */
const mostPlaces = 5000;

export interface PlaceTally {
  add(photo: Omit<ImportPlace, 'photos'>): void;
  list(): ImportPlace[];
}

/** Photos of one folder, hour and camera go the same way under every layout but one that names minutes. */
export function createPlaceTally(): PlaceTally {
  const places = new Map<string, ImportPlace>();
  return {
    add: (photo) => {
      const key = JSON.stringify([photo.source_name, dirName(photo.relative_path), photo.taken_at?.slice(0, 13), photo.camera]);
      const known = places.get(key);
      if (known) places.set(key, { ...known, photos: known.photos + 1 });
      else if (places.size < mostPlaces) places.set(key, { ...photo, photos: 1 });
    },
    list: () => [...places.values()],
  };
}
