import type { Migration } from './migration.ts';

/** The map: photos with a position, without reading the rows of a million photos for them. */
export const migration0015: Migration = {
  version: 15,
  name: 'places',
  sql: `create index photo_by_place on photo(longitude, latitude) where latitude is not null and hidden is null;`,
};
