import type { Migration } from './migration.ts';

/** What scans found, what they changed (to be undone), and decisions that hold for good. */
export const migration0002: Migration = {
  version: 2,
  name: 'scan',
  sql: `
    create table journal (
      id integer primary key autoincrement,
      uuid text not null unique,
      storage_id integer not null references storage(id),
      title text not null,
      counts_json text not null,
      changes_json text not null,
      inverse_json text not null,
      -- What is done to files, step by step; a kill in the middle is settled from it at the next start.
      files_json text not null default '[]',
      status text not null default 'done' check (status in ('applying','done','undoing')),
      created_at text not null,
      undone_at text
    ) strict;
    create index journal_unsettled on journal(status) where status <> 'done';

    create table finding (
      id integer primary key,
      storage_id integer not null references storage(id),
      key text not null,
      kind text not null,
      path text not null,
      reason text not null,
      lane text not null check (lane in ('auto','suggest','ask','info')),
      default_resolution text not null,
      resolutions_json text not null,
      changes_json text not null,
      facts_json text not null,
      status text not null check (status in ('open','later','applied','resolved','gone')),
      resolution text,
      journal_id integer references journal(id),
      first_seen text not null,
      last_seen text not null,
      unique (storage_id, key)
    ) strict;
    create index finding_open on finding(status, kind);

    create table remembered (
      storage_id integer not null references storage(id),
      decision text not null check (decision in ('kept_together','ignored')),
      hothash text not null default '',
      path text not null default '',
      decided_at text not null,
      primary key (storage_id, decision, hothash, path)
    ) strict, without rowid;

    -- What an unfinished scan has read.
    create table scan_reading (
      storage_id integer not null references storage(id) on delete cascade,
      path text not null,
      size_bytes integer not null,
      mtime_ms real not null,
      mode text not null,
      read_at text not null,
      result_json text not null,
      primary key (storage_id, path)
    ) strict, without rowid;

    alter table storage add column last_scan text;
    alter table photo add column place text not null default '';
  `,
};
