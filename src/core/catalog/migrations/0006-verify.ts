import type { Migration } from './migration.ts';

/** When verification last looked at a file, whatever it saw: whose turn comes next must not hang on how it ended. */
export const migration0006: Migration = {
  version: 6,
  name: 'verify',
  sql: `
    alter table image_file add column checked_at text;
    create index image_file_due on image_file(storage_id, coalesce(checked_at, verified_at, ''), id);
  `,
};
