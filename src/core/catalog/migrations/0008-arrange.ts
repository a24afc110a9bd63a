import type { Migration } from './migration.ts';

/** The log of edits holds changes of albums, stacks and saved searches too. */
export const migration0008: Migration = {
  version: 8,
  name: 'arrange',
  sql: `
    -- What before_json and after_json are about: photos, or the one thing whose uuid is the target.
    alter table edit add column kind text not null default 'photos' check (kind in ('photos','album','stack','search'));
    alter table edit add column target text;
  `,
};
