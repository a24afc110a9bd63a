import type { Migration } from './migration.ts';

/** Mode move: what became of the source file of a row, so that a kill between two steps is understood afterwards. */
export const migration0010: Migration = {
  version: 10,
  name: 'move',
  sql: `
    alter table import_item add column source_state text check (source_state in ('removing','removed','kept'));
  `,
};
