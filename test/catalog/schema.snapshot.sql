CREATE VIEW session_file (session_id, file_id, photo_id) as
  select session_id, id, photo_id from image_file
  union all
  select reference.session_id, file.id, file.photo_id from session_reference reference join image_file file on file.id = reference.file_id;

CREATE TRIGGER clone_question_stays before update of status on finding
when old.kind = 'clone_storage' and new.status = 'gone'
  and exists (select 1 from storage where id = old.storage_id and clone_path is not null)
begin
  select raise(ignore);
end;

CREATE TRIGGER facet_after_file_delete after delete on image_file  begin
  insert into facet_change (photo_id) values (old.photo_id);
end;

CREATE TRIGGER facet_after_file_insert after insert on image_file  begin
  insert into facet_change (photo_id) values (new.photo_id);
end;

CREATE TRIGGER facet_after_file_update after update of photo_id, session_id, storage_id, status on image_file when old.photo_id is not new.photo_id or old.session_id is not new.session_id or old.storage_id is not new.storage_id or old.status is not new.status begin
  insert into facet_change (photo_id) values (old.photo_id), (new.photo_id);
end;

CREATE TRIGGER facet_after_photo_delete after delete on photo  begin
  insert into facet_change (photo_id) values (old.id);
end;

CREATE TRIGGER facet_after_photo_insert after insert on photo  begin
  insert into facet_change (photo_id) values (new.id);
end;

CREATE TRIGGER facet_after_photo_update after update of taken_at, rating, flag, color, camera, lens, kind, format, latitude, title, caption, hidden on photo when old.taken_at is not new.taken_at or old.rating is not new.rating or old.flag is not new.flag or old.color is not new.color or old.camera is not new.camera or old.lens is not new.lens or old.kind is not new.kind or old.format is not new.format or old.latitude is not new.latitude or old.title is not new.title or old.caption is not new.caption or old.hidden is not new.hidden begin
  insert into facet_change (photo_id) values (new.id);
end;

CREATE TRIGGER facet_after_tag_delete after delete on photo_tag  begin
  insert into facet_change (photo_id) values (old.photo_id);
end;

CREATE TRIGGER facet_after_tag_insert after insert on photo_tag  begin
  insert into facet_change (photo_id) values (new.photo_id);
end;

CREATE TRIGGER facet_after_tag_update after update on photo_tag  begin
  insert into facet_change (photo_id) values (old.photo_id), (new.photo_id);
end;

CREATE TRIGGER list_custom after insert on photo when new.custom_json <> '{}' begin
  insert or ignore into photo_custom (photo_id, name, value) select new.id, key, case type when 'text' then value when 'true' then 'true' when 'false' then 'false' when 'null' then 'null'
  else cast(value as text) end from json_each(new.custom_json);
end;

CREATE TRIGGER metadata_after_album_delete after delete on album  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_album_insert after insert on album  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_album_item_delete after delete on album_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_album_item_insert after insert on album_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_album_item_update after update on album_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_album_update after update on album  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_author_delete after delete on author  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_author_insert after insert on author  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_author_update after update on author  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_file after insert on image_file when exists (select 1 from album_item where photo_id = new.photo_id)
    or exists (select 1 from stack_item where photo_id = new.photo_id) begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_photo_hidden after update of hidden on photo when old.hidden is not new.hidden begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_remembered_delete after delete on remembered  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_remembered_insert after insert on remembered  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_remembered_update after update on remembered  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_removed_delete after delete on removed  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_removed_insert after insert on removed  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_removed_update after update on removed  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_rule_delete after delete on rule  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_rule_insert after insert on rule  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_rule_update after update on rule  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_saved_search_delete after delete on saved_search  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_saved_search_insert after insert on saved_search  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_saved_search_update after update on saved_search  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_delete after delete on stack  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_insert after insert on stack  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_item_delete after delete on stack_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_item_insert after insert on stack_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_item_update after update on stack_item  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER metadata_after_stack_update after update on stack  begin
  update storage set metadata_generation = metadata_generation + 1;
end;

CREATE TRIGGER relist_custom after update of custom_json on photo when new.custom_json <> old.custom_json begin
  delete from photo_custom where photo_id = new.id;
  insert or ignore into photo_custom (photo_id, name, value) select new.id, key, case type when 'text' then value when 'true' then 'true' when 'false' then 'false' when 'null' then 'null'
  else cast(value as text) end from json_each(new.custom_json);
end;

CREATE TRIGGER remove_decision after delete on remembered begin
  insert into removed_decision (storage_id, decision, hothash, path, rev)
    values (old.storage_id, old.decision, old.hothash, old.path, old.rev + 1)
    on conflict do update set rev = max(rev, excluded.rev);
end;

CREATE TRIGGER remove_rule after delete on rule begin
  insert into removed_rule (uuid, storage_id, rev) values (old.uuid, old.storage_id, old.rev + 1)
    on conflict do update set rev = max(rev, excluded.rev);
end;

CREATE TRIGGER return_decision after insert on remembered when exists (select 1 from removed_decision where storage_id = new.storage_id and decision = new.decision and hothash = new.hothash and path = new.path) begin
  update remembered set rev = max(rev, (select rev + 1 from removed_decision where storage_id = new.storage_id and decision = new.decision and hothash = new.hothash and path = new.path)) where storage_id = new.storage_id and decision = new.decision and hothash = new.hothash and path = new.path;
  delete from removed_decision where storage_id = new.storage_id and decision = new.decision and hothash = new.hothash and path = new.path;
end;

CREATE TRIGGER return_rule after insert on rule when exists (select 1 from removed_rule where uuid = new.uuid) begin
  update rule set rev = max(rev, (select rev + 1 from removed_rule where uuid = new.uuid)) where id = new.id;
  delete from removed_rule where uuid = new.uuid;
end;

CREATE TRIGGER revise_rule after update of folder, kind, resolution, enabled on rule when new.rev = old.rev begin
  update rule set rev = old.rev + 1 where id = new.id;
end;

CREATE TRIGGER timeline_after_photo_delete after delete on photo  begin
  insert into timeline_change (photo_id) values (old.id);
end;

CREATE TRIGGER timeline_after_photo_insert after insert on photo  begin
  insert into timeline_change (photo_id) values (new.id);
end;

CREATE TRIGGER timeline_after_photo_update after update of taken_at, day, width, height, hidden on photo when old.taken_at is not new.taken_at or old.day is not new.day or old.width is not new.width or old.height is not new.height or old.hidden is not new.hidden begin
  insert into timeline_change (photo_id) values (new.id);
end;

CREATE TABLE album (
  id integer primary key,
  uuid text not null unique,
  name text not null,
  created_at text not null,
  rev integer not null default 0,
  updated_at text,
  extra_json text not null default '{}'
) strict;

CREATE TABLE album_item (
  album_id integer not null references album(id) on delete cascade,
  photo_id integer not null references photo(id) on delete cascade,
  position integer not null,
  primary key (album_id, photo_id)
) strict, without rowid;

CREATE TABLE author (id integer primary key, uuid text not null unique, name text not null unique) strict;

CREATE TABLE companion (
  id integer primary key,
  file_id integer not null references image_file(id) on delete cascade,
  storage_id integer not null references storage(id),
  path text not null,
  path_key text not null,
  role text not null check (role in ('raw','live','sidecar','audio','other')),
  checksum text not null,
  size_bytes integer not null,
  mtime_ms real not null
, extra_json text not null default '{}', written_checksum text, written_over text) strict;

CREATE TABLE "edit" (
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

CREATE TABLE edit_photo (
  edit_id integer not null references edit(id) on delete cascade,
  photo_id integer not null,
  -- [photo id, tag ids, user_fields, ...columns of the fields that were edited]
  before_json text not null,
  primary key (edit_id, photo_id)
) without rowid;

CREATE TABLE facet_change (seq integer primary key, photo_id integer not null) strict;

CREATE TABLE finding (
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

CREATE TABLE image_file (
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
, verified_at text, extra_json text not null default '{}', checked_at text) strict;

CREATE TABLE import_item (
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
, source_state text check (source_state in ('removing','removed','kept'))) strict;

CREATE TABLE import_problem (
  id integer primary key,
  session_id integer not null references session(id),
  path text not null,
  code text not null,
  message text not null,
  imported integer not null default 0,
  unique (session_id, path, code)
) strict;

CREATE TABLE index_file (
  storage_id integer not null references storage(id) on delete cascade,
  name text not null,
  sha256 text not null,
  size_bytes integer not null,
  mtime_ms real not null,
  text text,
  primary key (storage_id, name)
) strict, without rowid;

CREATE TABLE journal (
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

CREATE TABLE meta (key text primary key, value text not null) strict, without rowid;

CREATE TABLE photo (
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
, place text not null default '', user_fields text not null default '[]', hidden text check (hidden in ('forgotten')), hidden_at text, corrections_json text not null default '{}', custom_json text not null default '{}', extra_json text not null default '{}', sidecar_fields text not null default '[]', sidecar_rev integer not null default 0) strict;

CREATE TABLE photo_custom (
  photo_id integer not null references photo(id) on delete cascade,
  name text not null,
  value text not null,
  primary key (photo_id, name)
) strict, without rowid;

CREATE TABLE photo_previous (
  photo_id integer not null references photo(id) on delete cascade,
  hothash text not null,
  primary key (photo_id, hothash)
) strict, without rowid;

CREATE VIRTUAL TABLE photo_search using fts5(
  names, words, tags, camera, lens, place, sessions,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

CREATE TABLE photo_tag (
  photo_id integer not null references photo(id) on delete cascade,
  tag_id integer not null references tag(id),
  primary key (photo_id, tag_id)
) strict, without rowid;

CREATE TABLE remembered (
  storage_id integer not null references storage(id),
  decision text not null check (decision in ('kept_together','ignored')),
  hothash text not null default '',
  path text not null default '',
  decided_at text not null, rev integer not null default 1,
  primary key (storage_id, decision, hothash, path)
) strict, without rowid;

CREATE TABLE removed (
  uuid text primary key,
  kind text not null check (kind in ('album','stack','search')),
  removed_at text not null
) strict, without rowid;

CREATE TABLE removed_decision (
  storage_id integer not null references storage(id) on delete cascade,
  decision text not null,
  hothash text not null,
  path text not null,
  rev integer not null,
  primary key (storage_id, decision, hothash, path)
) strict, without rowid;

CREATE TABLE removed_rule (
  uuid text primary key,
  storage_id integer not null references storage(id) on delete cascade,
  rev integer not null
) strict, without rowid;

CREATE TABLE rule (
  id integer primary key,
  uuid text not null unique,
  storage_id integer not null references storage(id) on delete cascade,
  folder text not null,
  kind text not null,
  resolution text not null,
  enabled integer not null default 1,
  used_count integer not null default 0,
  created_at text not null
, rev integer not null default 1) strict;

CREATE TABLE saved_search (
  id integer primary key,
  uuid text not null unique,
  name text not null,
  query text not null,
  rev integer not null default 0,
  updated_at text
) strict;

CREATE TABLE scan_reading (
  storage_id integer not null references storage(id) on delete cascade,
  path text not null,
  size_bytes integer not null,
  mtime_ms real not null,
  mode text not null,
  read_at text not null,
  result_json text not null,
  primary key (storage_id, path)
) strict, without rowid;

CREATE TABLE session (
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
, lineage_json text not null default '{}', part_of text) strict;

CREATE TABLE session_reference (
  session_id integer not null references session(id),
  file_id integer not null references image_file(id) on delete cascade,
  primary key (session_id, file_id)
) strict, without rowid;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE stack (id integer primary key, uuid text not null unique, rev integer not null default 0, updated_at text, extra_json text not null default '{}') strict;

CREATE TABLE stack_item (
  photo_id integer primary key references photo(id) on delete cascade,
  stack_id integer not null references stack(id) on delete cascade,
  position integer not null
) strict;

CREATE TABLE storage (
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
, last_scan text, min_copies integer not null default 1, copy_of text, last_seen text, index_sha256 text, clone_path text, metadata_generation integer not null default 1, metadata_index_generation integer not null default 0) strict;

CREATE TABLE tag (id integer primary key, name text not null unique) strict;

CREATE TABLE timeline_change (seq integer primary key, photo_id integer not null) strict;

CREATE INDEX album_item_by_photo on album_item(photo_id);

CREATE INDEX album_item_by_position on album_item(album_id, position);

CREATE INDEX companion_by_checksum on companion(storage_id, checksum);

CREATE INDEX companion_by_file on companion(file_id);

CREATE INDEX companion_by_path on companion(storage_id, path);

CREATE INDEX companion_by_size on companion(storage_id, size_bytes);

CREATE INDEX finding_open on finding(status, kind);

CREATE INDEX image_file_by_checksum on image_file(storage_id, checksum);

CREATE INDEX image_file_by_key on image_file(storage_id, path_key);

CREATE UNIQUE INDEX image_file_by_path on image_file(storage_id, path) where status <> 'missing';

CREATE INDEX image_file_by_photo on image_file(photo_id, session_id, path);

CREATE INDEX image_file_by_session on image_file(session_id, path);

CREATE INDEX image_file_by_size on image_file(storage_id, size_bytes);

CREATE INDEX image_file_by_status on image_file(status, photo_id) where status <> 'present';

CREATE INDEX image_file_due on image_file(storage_id, coalesce(checked_at, verified_at, ''), id);

CREATE INDEX import_item_by_session on import_item(session_id, state, unit);

CREATE INDEX journal_unsettled on journal(status) where status <> 'done';

CREATE INDEX photo_by_camera on photo(camera) where camera is not null;

CREATE INDEX photo_by_color on photo(color) where color is not null;

CREATE INDEX photo_by_content_identifier on photo(content_identifier) where content_identifier is not null;

CREATE INDEX photo_by_flag on photo(flag) where flag <> 'none';

CREATE INDEX photo_by_import on photo(imported_at desc, id desc);

CREATE INDEX photo_by_lens on photo(lens) where lens is not null;

CREATE INDEX photo_by_place on photo(longitude, latitude) where latitude is not null and hidden is null;

CREATE INDEX photo_by_rating on photo(rating) where rating > 0;

CREATE INDEX photo_custom_by_name on photo_custom(name, value, photo_id);

CREATE INDEX photo_previous_by_hothash on photo_previous(hothash);

CREATE INDEX photo_sidecar_due on photo (id) where rev <> sidecar_rev;

CREATE INDEX photo_tag_by_tag on photo_tag(tag_id, photo_id);

CREATE INDEX photo_timeline on photo(taken_at desc, id desc, day, width, height) where hidden is null;

CREATE INDEX session_by_storage on session(storage_id);

CREATE INDEX session_reference_by_file on session_reference(file_id);

CREATE INDEX stack_item_by_stack on stack_item(stack_id, position);
