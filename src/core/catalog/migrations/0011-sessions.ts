import type { Migration } from './migration.ts';

/** The log of edits holds how photos are shared out among sessions, too. A check cannot be changed in place. */
export const migration0011: Migration = {
  version: 11,
  name: 'sessions',
  sql: `
    create table edit_next (
      id integer primary key autoincrement,
      title text not null,
      photo_count integer not null,
      before_json text not null,
      after_json text not null,
      created_at text not null,
      undone_at text,
      -- What before_json and after_json are about: photos, the one thing whose uuid is the target, or sessions.
      kind text not null default 'photos' check (kind in ('photos','album','stack','search','session')),
      target text
    ) strict;
    insert into edit_next (id, title, photo_count, before_json, after_json, created_at, undone_at, kind, target)
      select id, title, photo_count, before_json, after_json, created_at, undone_at, kind, target from edit;
    drop table edit;
    alter table edit_next rename to edit;
  `,
};
