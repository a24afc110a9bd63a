import type { Migration } from './migration.ts';

/** Any change to these makes the metadata files of every storage dirty. */
const watched = ['author', 'album', 'album_item', 'stack', 'stack_item', 'saved_search', 'rule', 'remembered', 'removed'];

const trigger = (name: string, event: string, when = ''): string => `
    create trigger ${name} after ${event} ${when} begin
      update storage set metadata_generation = metadata_generation + 1;
    end;`;

/** What the files of .imalink/metadata need: a mark that they lag behind, set by whoever changes what they hold. */
export const migration0005: Migration = {
  version: 5,
  name: 'metadata',
  sql: `
    alter table storage add column metadata_generation integer not null default 1;
    alter table storage add column metadata_index_generation integer not null default 0;
    -- Keys of the index this version does not know, kept for the next writing.
    alter table image_file add column extra_json text not null default '{}';
    alter table companion add column extra_json text not null default '{}';
    alter table stack add column extra_json text not null default '{}';
    create index session_reference_by_file on session_reference(file_id);

    -- Removed for good: a storage that was away must not bring them back.
    create table removed (
      uuid text primary key,
      kind text not null check (kind in ('album','stack','search')),
      removed_at text not null
    ) strict, without rowid;
    ${watched
      .flatMap((table) =>
        ['insert', 'update', 'delete'].map((event) => trigger(`metadata_after_${table}_${event}`, `${event} on ${table}`)),
      )
      .join('')}
    ${trigger('metadata_after_photo_hidden', 'update of hidden on photo', 'when old.hidden is not new.hidden')}
    -- An album stands in every storage that holds one of its photos.
    ${trigger(
      'metadata_after_file',
      'insert on image_file',
      `when exists (select 1 from album_item where photo_id = new.photo_id)
        or exists (select 1 from stack_item where photo_id = new.photo_id)`,
    )}
  `,
};
