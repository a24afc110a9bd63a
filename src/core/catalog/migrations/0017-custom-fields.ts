import type { Migration } from './migration.ts';

/** A text as it is, everything else as its JSON text: what `customText` of the domain says, in SQL. */
const field = `key, case type when 'text' then value when 'true' then 'true' when 'false' then 'false' when 'null' then 'null'
  else cast(value as text) end`;

const listNew = `insert or ignore into photo_custom (photo_id, name, value) select new.id, ${field} from json_each(new.custom_json);`;

/**
 * Fields that people name stand in `photo.custom_json`, as in the index. This table is the same by name and value, for
 * search and suggestions; triggers keep it, whoever writes the photos.
 */
export const migration0017: Migration = {
  version: 17,
  name: 'custom-fields',
  sql: `
    create table photo_custom (
      photo_id integer not null references photo(id) on delete cascade,
      name text not null,
      value text not null,
      primary key (photo_id, name)
    ) strict, without rowid;
    create index photo_custom_by_name on photo_custom(name, value, photo_id);
    insert or ignore into photo_custom (photo_id, name, value)
      select photo.id, ${field} from photo, json_each(photo.custom_json) where photo.custom_json <> '{}';

    create trigger list_custom after insert on photo when new.custom_json <> '{}' begin
      ${listNew}
    end;
    create trigger relist_custom after update of custom_json on photo when new.custom_json <> old.custom_json begin
      delete from photo_custom where photo_id = new.id;
      ${listNew}
    end;
  `,
};
