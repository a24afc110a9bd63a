import type { Migration } from './migration.ts';

/** One storage at two places: while that is open, no index of it is written (docs/design/storages.md#clones). */
export const migration0004: Migration = {
  version: 4,
  name: 'clone',
  sql: `
    -- The other place where this storage's uuid was found; null when there is no such question.
    alter table storage add column clone_path text;
    -- Scans close what they do not find again; they do not look for second places, and only an answer ends this question.
    create trigger clone_question_stays before update of status on finding
    when old.kind = 'clone_storage' and new.status = 'gone'
      and exists (select 1 from storage where id = old.storage_id and clone_path is not null)
    begin
      select raise(ignore);
    end;
  `,
};
