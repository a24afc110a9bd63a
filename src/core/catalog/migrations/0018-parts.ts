import type { Migration } from './migration.ts';

/** A session that was split off another one because that was too large knows it, as its index does. */
export const migration0018: Migration = {
  version: 18,
  name: 'parts',
  sql: `alter table session add column part_of text;`,
};
