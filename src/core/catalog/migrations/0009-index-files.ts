import type { Migration } from './migration.ts';

/**
 * Index files as they were last written or read here, so that what somebody else wrote is noticed and merged; of small
 * ones the text itself, the base of a merge. And which writes of which host a session's index contains.
 */
export const migration0009: Migration = {
  version: 9,
  name: 'index-files',
  sql: `
    create table index_file (
      storage_id integer not null references storage(id) on delete cascade,
      name text not null,
      sha256 text not null,
      size_bytes integer not null,
      mtime_ms real not null,
      text text,
      primary key (storage_id, name)
    ) strict, without rowid;
    alter table session add column lineage_json text not null default '{}';
  `,
};
