import type { Migration } from './migration.ts';

/** The catalog of the first version: storages, sessions, photos, files, the import journal and full-text search. */
export const migration0001: Migration = {
  version: 1,
  name: 'first',
  sql: `
    create table meta (key text primary key, value text not null) strict, without rowid;

    create table storage (
      id integer primary key,
      uuid text not null unique,
      display_name text not null,
      directory_name text not null,
      base_path text not null,
      full_path text not null,
      photos_dir text not null,
      created_at text not null,
      is_active integer not null default 1,
      generation integer not null default 0,
      index_generation integer not null default 0,
      changed_at text not null,
      extra_json text not null default '{}'
    ) strict;

    create table author (id integer primary key, uuid text not null unique, name text not null unique) strict;

    create table session (
      id integer primary key autoincrement,
      uuid text not null unique,
      storage_id integer not null references storage(id),
      title text not null,
      notes text not null default '',
      author_id integer references author(id),
      imported_at text not null,
      status text not null check (status in ('incomplete','complete')),
      listed integer not null default 0,
      found integer not null default 0,
      request_json text not null,
      index_file text not null,
      generation integer not null default 1,
      index_generation integer not null default 0,
      index_sha256 text,
      changed_at text not null,
      extra_json text not null default '{}'
    ) strict;
    create index session_by_storage on session(storage_id);

    create table photo (
      id integer primary key,
      hothash text not null unique,
      hash_algo text not null,
      format text not null,
      kind text not null,
      coded_width integer, coded_height integer,
      width integer, height integer,
      orientation integer not null default 1,
      taken_at text, taken_at_offset text, taken_at_source text not null default 'none',
      day text,
      camera text, lens text, exposure_json text,
      latitude real, longitude real, altitude_m real,
      title text not null default '', caption text not null default '',
      rating integer not null default 0, flag text not null default 'none', color text,
      author_id integer references author(id),
      content_identifier text,
      has_hotpreview integer not null default 0,
      imported_at text not null,
      rev integer not null default 0,
      updated_at text
    ) strict;
    create index photo_timeline on photo(taken_at desc, id desc, day, width, height);
    create index photo_by_import on photo(imported_at desc, id desc);
    create index photo_by_content_identifier on photo(content_identifier) where content_identifier is not null;

    create table image_file (
      id integer primary key,
      photo_id integer not null references photo(id),
      storage_id integer not null references storage(id),
      session_id integer not null references session(id),
      path text not null,
      path_key text not null,
      checksum text not null,
      size_bytes integer not null,
      mtime_ms real not null,
      original_filename text not null,
      status text not null default 'present' check (status in ('present','missing','edited','corrupt')),
      last_seen text not null,
      created_at text not null
    ) strict;
    -- The record of a missing file keeps its last path, which another file may hold by now.
    create unique index image_file_by_path on image_file(storage_id, path) where status <> 'missing';
    create index image_file_by_photo on image_file(photo_id, session_id, path);
    create index image_file_by_session on image_file(session_id, path);
    create index image_file_by_checksum on image_file(storage_id, checksum);
    create index image_file_by_size on image_file(storage_id, size_bytes);
    create index image_file_by_key on image_file(storage_id, path_key);

    create table companion (
      id integer primary key,
      file_id integer not null references image_file(id) on delete cascade,
      storage_id integer not null references storage(id),
      path text not null,
      path_key text not null,
      role text not null check (role in ('raw','live','sidecar','audio','other')),
      checksum text not null,
      size_bytes integer not null,
      mtime_ms real not null
    ) strict;
    create index companion_by_path on companion(storage_id, path);
    create index companion_by_file on companion(file_id);
    create index companion_by_checksum on companion(storage_id, checksum);
    create index companion_by_size on companion(storage_id, size_bytes);

    create table session_reference (
      session_id integer not null references session(id),
      file_id integer not null references image_file(id) on delete cascade,
      primary key (session_id, file_id)
    ) strict, without rowid;

    create view session_file (session_id, file_id, photo_id) as
      select session_id, id, photo_id from image_file
      union all
      select reference.session_id, file.id, file.photo_id from session_reference reference join image_file file on file.id = reference.file_id;

    create table tag (id integer primary key, name text not null unique) strict;
    create table photo_tag (
      photo_id integer not null references photo(id) on delete cascade,
      tag_id integer not null references tag(id),
      primary key (photo_id, tag_id)
    ) strict, without rowid;
    create index photo_tag_by_tag on photo_tag(tag_id, photo_id);

    create table import_item (
      id integer primary key,
      session_id integer not null references session(id),
      unit integer not null,
      is_primary integer not null,
      role text,
      source_path text not null,
      source_name text not null,
      relative_path text not null,
      size_bytes integer not null,
      mtime_ms real not null,
      state text not null check (state in ('planned','placing','done','duplicate','skipped','failed')),
      staging_name text,
      target_path text,
      checksum text,
      hothash text,
      matches text,
      match_kind text
    ) strict;
    create index import_item_by_session on import_item(session_id, state, unit);

    create table import_problem (
      id integer primary key,
      session_id integer not null references session(id),
      path text not null,
      code text not null,
      message text not null,
      imported integer not null default 0,
      unique (session_id, path, code)
    ) strict;

    create virtual table photo_search using fts5(
      names, words, tags, camera, lens, place, sessions,
      content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
    );
  `,
};
