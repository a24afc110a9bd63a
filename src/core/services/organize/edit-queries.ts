/** The queries of one batch of an edit: set-based, so that a hundred thousand photos cost a hundred statements. */
import { sql, type RawBuilder } from 'kysely';
import type { PhotoChange } from '#contract/organize.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { customPatch } from '#domain/organize/custom-fields.ts';
import { fieldsOf, type UserField } from '#domain/organize/photo-change.ts';
import { refreshSearchOfAll } from '../search-text.ts';
import { markSessionsDirty, raw } from './touch-photos.ts';

/** Fields whose words are searched. */
const searchedFields: readonly UserField[] = ['title', 'caption', 'tags', 'custom'];

/** Tag names as they are kept: trimmed, NFC, each once. */
export function tagNames(names: readonly string[] | undefined): string[] {
  return [...new Set((names ?? []).map((name) => name.trim().normalize('NFC')))].filter((name) => name !== '');
}

/** Authors and tags a change names, made when new. @param newUuid for the author */
export function nameQueries(catalog: Catalog, change: PhotoChange, newUuid: () => string): Compilable[] {
  const tags = tagNames(change.add_tags);
  return [
    ...(change.author == null
      ? []
      : [
          catalog.read
            .insertInto('author')
            .values({ uuid: newUuid(), name: change.author.normalize('NFC') })
            .onConflict((conflict) => conflict.column('name').doNothing()),
        ]),
    ...(tags.length === 0
      ? []
      : [raw(catalog, sql`insert into tag (name) select value from json_each(${JSON.stringify(tags)}) where true on conflict do nothing`)]),
  ];
}

/** Applies a change to some photos: fields, `user_fields`, rev, tags, search words, dirty sessions. One transaction's worth. */
export function changeBatch(catalog: Catalog, change: PhotoChange, photoIds: readonly number[], now: string): Compilable[] {
  const ids = JSON.stringify(photoIds);
  const fields = fieldsOf(change);
  const takesTimeBack = change.taken_at === null;
  const kept = JSON.stringify(fields.filter((field) => !(field === 'taken_at' && takesTimeBack)));
  const dropped = JSON.stringify(takesTimeBack ? ['taken_at'] : []);
  const sets = [...simpleSets(change), ...takenAtSets(change), ...saidSets(kept, dropped, now)];
  return [
    raw(catalog, sql`update photo set ${sql.join(sets)} where id in (select value from json_each(${ids}))`),
    ...tagQueries(catalog, change, ids),
    ...afterwards(catalog, fields, photoIds, now),
  ];
}

/** That a person said something: which fields they set (JSON texts of names), and the revision it makes. */
export const saidSets = (kept: string, dropped: string, now: string): RawBuilder<unknown>[] => [
  sql`user_fields = (select json_group_array(value) from (
    select value from json_each(photo.user_fields) where value not in (select value from json_each(${dropped}))
    union select value from json_each(${kept})))`,
  sql`rev = rev + 1`,
  sql`updated_at = ${now}`,
];

/** What follows any change of these fields. */
export function afterwards(catalog: Catalog, fields: readonly UserField[], photoIds: readonly number[], now: string): Compilable[] {
  return [
    ...(fields.some((field) => searchedFields.includes(field)) ? refreshSearchOfAll(catalog, photoIds) : []),
    markSessionsDirty(catalog, photoIds, now),
  ];
}

function simpleSets(change: PhotoChange): RawBuilder<unknown>[] {
  const sets: RawBuilder<unknown>[] = [];
  if (change.rating !== undefined) sets.push(sql`rating = ${change.rating}`);
  if (change.flag !== undefined) sets.push(sql`flag = ${change.flag}`);
  if (change.color !== undefined) sets.push(sql`color = ${change.color}`);
  if (change.title !== undefined) sets.push(sql`title = ${change.title}`);
  if (change.caption !== undefined) sets.push(sql`caption = ${change.caption}`);
  if (change.author !== undefined)
    sets.push(
      change.author === null
        ? sql`author_id = null`
        : sql`author_id = (select author.id from author where author.name = ${change.author.normalize('NFC')})`,
    );
  if (fieldsOf(change).includes('custom'))
    sets.push(sql`custom_json = json_patch(custom_json, ${customPatch(change.set_custom ?? [], change.remove_custom ?? [])})`);
  return sets;
}

/** The file's own values stay in corrections_json, so that the correction can be taken back. */
function takenAtSets(change: PhotoChange): RawBuilder<unknown>[] {
  const { taken_at: takenAt, taken_at_offset: offset, shift_taken_at_s: shift } = change;
  if (takenAt === undefined && offset === undefined && shift === undefined) return [];
  const original = (key: string) => sql`case when json_type(corrections_json, '$.taken_at') is null then ${sql.ref(key)}
    else json_extract(corrections_json, ${`$.taken_at.${key}`}) end`;
  if (takenAt === null)
    return [
      sql`taken_at = ${original('taken_at')}`,
      sql`taken_at_offset = ${original('taken_at_offset')}`,
      sql`taken_at_source = ${original('taken_at_source')}`,
      sql`day = substr(${original('taken_at')}, 1, 10)`,
      sql`corrections_json = json_remove(corrections_json, '$.taken_at')`,
    ];
  // Beyond the calendar a shift changes nothing.
  const time =
    takenAt !== undefined
      ? sql`${takenAt}`
      : shift === undefined
        ? sql`taken_at`
        : sql`coalesce(strftime('%Y-%m-%dT%H:%M:%f', taken_at, ${`${shift >= 0 ? '+' : ''}${shift} seconds`}), taken_at)`;
  return [
    sql`corrections_json = case when json_type(corrections_json, '$.taken_at') is null
      then json_set(corrections_json, '$.taken_at',
        json_object('taken_at', taken_at, 'taken_at_offset', taken_at_offset, 'taken_at_source', taken_at_source))
      else corrections_json end`,
    sql`taken_at = ${time}`,
    sql`day = substr(${time}, 1, 10)`,
    ...(offset === undefined ? [] : [sql`taken_at_offset = ${offset}`]),
    sql`taken_at_source = 'user'`,
  ];
}

function tagQueries(catalog: Catalog, change: PhotoChange, ids: string): Compilable[] {
  const added = tagNames(change.add_tags);
  const removed = tagNames(change.remove_tags);
  const queries: Compilable[] = [];
  if (removed.length > 0)
    queries.push(
      raw(
        catalog,
        sql`delete from photo_tag where photo_id in (select value from json_each(${ids}))
          and tag_id in (select id from tag where name in (select value from json_each(${JSON.stringify(removed)})))`,
      ),
    );
  if (added.length > 0)
    queries.push(
      raw(
        catalog,
        sql`insert into photo_tag (photo_id, tag_id)
          select wanted.value, tag.id from json_each(${ids}) wanted
          cross join tag where tag.name in (select value from json_each(${JSON.stringify(added)}))
          on conflict do nothing`,
      ),
    );
  return queries;
}
