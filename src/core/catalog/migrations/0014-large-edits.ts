import type { Migration } from './migration.ts';

/**
 * What photos were like before an edit, one row each, instead of one text for all of them: an edit of a million photos
 * is kept, found and taken back batch by batch.
 */
export const migration0014: Migration = {
  version: 14,
  name: 'large-edits',
  sql: `
    create table edit_photo (
      edit_id integer not null references edit(id) on delete cascade,
      photo_id integer not null,
      -- [photo id, tag ids, user_fields, ...columns of the fields that were edited]
      before_json text not null,
      primary key (edit_id, photo_id)
    ) without rowid;
    insert or ignore into edit_photo (edit_id, photo_id, before_json)
      select edit.id, json_extract(kept.value, '$[0]'), kept.value from edit, json_each(edit.before_json) kept where edit.kind = 'photos';
    update edit set before_json = '[]' where kind = 'photos';
  `,
};
