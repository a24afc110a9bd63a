import type { Migration } from './migration.ts';

/** What people say of their photos and how it is undone; photos that are hidden; rules; what verification and copies need. */
export const migration0003: Migration = {
  version: 3,
  name: 'organize',
  sql: `
    -- Names of the fields a person set: they win over what files say.
    alter table photo add column user_fields text not null default '[]';
    -- Forgotten by choice; its row keeps what people said of it.
    alter table photo add column hidden text check (hidden in ('forgotten'));
    alter table photo add column hidden_at text;
    -- taken_at and place as the file has them, where a person corrected them.
    alter table photo add column corrections_json text not null default '{}';
    -- Free fields of the person, and keys of the index this version does not know.
    alter table photo add column custom_json text not null default '{}';
    alter table photo add column extra_json text not null default '{}';
    drop index photo_timeline;
    create index photo_timeline on photo(taken_at desc, id desc, day, width, height) where hidden is null;

    create table photo_previous (
      photo_id integer not null references photo(id) on delete cascade,
      hothash text not null,
      primary key (photo_id, hothash)
    ) strict, without rowid;
    create index photo_previous_by_hothash on photo_previous(hothash);

    alter table image_file add column verified_at text;
    alter table storage add column min_copies integer not null default 1;
    alter table storage add column copy_of text;
    alter table storage add column last_seen text;
    -- The master index as it was last read or written here: another host may have written since.
    alter table storage add column index_sha256 text;

    create table album (
      id integer primary key,
      uuid text not null unique,
      name text not null,
      created_at text not null,
      rev integer not null default 0,
      updated_at text,
      extra_json text not null default '{}'
    ) strict;
    create table album_item (
      album_id integer not null references album(id) on delete cascade,
      photo_id integer not null references photo(id) on delete cascade,
      position integer not null,
      primary key (album_id, photo_id)
    ) strict, without rowid;
    create index album_item_by_position on album_item(album_id, position);
    create index album_item_by_photo on album_item(photo_id);

    create table stack (id integer primary key, uuid text not null unique, rev integer not null default 0, updated_at text) strict;
    create table stack_item (
      photo_id integer primary key references photo(id) on delete cascade,
      stack_id integer not null references stack(id) on delete cascade,
      position integer not null
    ) strict;
    create index stack_item_by_stack on stack_item(stack_id, position);

    create table saved_search (
      id integer primary key,
      uuid text not null unique,
      name text not null,
      query text not null,
      rev integer not null default 0,
      updated_at text
    ) strict;

    create table edit (
      id integer primary key autoincrement,
      title text not null,
      photo_count integer not null,
      before_json text not null,
      after_json text not null,
      created_at text not null,
      undone_at text
    ) strict;

    create table rule (
      id integer primary key,
      uuid text not null unique,
      storage_id integer not null references storage(id) on delete cascade,
      folder text not null,
      kind text not null,
      resolution text not null,
      enabled integer not null default 1,
      used_count integer not null default 0,
      created_at text not null
    ) strict;
  `,
};
