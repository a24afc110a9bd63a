import type { Migration } from './migration.ts';

/** Searching by field: the few photos of a million that have a rating, a flag, a label, or a file that is not there. */
export const migration0007: Migration = {
  version: 7,
  name: 'search',
  sql: `
    create index photo_by_camera on photo(camera) where camera is not null;
    create index photo_by_lens on photo(lens) where lens is not null;
    create index photo_by_rating on photo(rating) where rating > 0;
    create index photo_by_flag on photo(flag) where flag <> 'none';
    create index photo_by_color on photo(color) where color is not null;
    create index image_file_by_status on image_file(status, photo_id) where status <> 'present';
  `,
};
