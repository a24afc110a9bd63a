/** The log of edits: what photos were like before each, kept in the catalog, so that undo works after a restart. */
import { sql } from 'kysely';
import type { EditEntry, PhotoChange } from '#contract/organize.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { UserField } from '#domain/organize/photo-change.ts';
import type { LoggedArrangement } from './arrange-undo.ts';
import { raw } from './touch-photos.ts';

/** Older edits can no longer be undone. */
export const keptEdits = 500;

/** Columns a field stands in; tags are an array of tag numbers. */
const columns: Readonly<Record<UserField, readonly string[]>> = {
  rating: ['rating'],
  flag: ['flag'],
  color: ['color'],
  title: ['title'],
  caption: ['caption'],
  tags: [],
  author: ['author_id'],
  taken_at: ['taken_at', 'taken_at_offset', 'taken_at_source', 'day', 'corrections_json'],
  custom: ['custom_json'],
};

/** Columns kept of a photo, in the order of before_json: [photo id, tags, user_fields, ...these]. */
export function keptColumns(fields: readonly UserField[]): string[] {
  return fields.flatMap((field) => columns[field]);
}

/** The entry of an edit. It is written before the first photo changes: whatever interrupts the edit, it can be undone. */
export function insertEdit(
  catalog: Catalog,
  edit: { readonly title: string; readonly change: PhotoChange; readonly photoCount: number },
  now: string,
): Compilable[] {
  return [
    catalog.read.insertInto('edit').values({
      title: edit.title,
      photo_count: edit.photoCount,
      before_json: '[]',
      after_json: JSON.stringify(edit.change),
      created_at: now,
    }),
    pruneEdits(catalog),
  ];
}

/** Keeps what some photos are like now. It belongs into the transaction that changes them. */
export function keepBefore(catalog: Catalog, editId: number, fields: readonly UserField[], photoIds: readonly number[]): Compilable {
  const tags = fields.includes('tags')
    ? sql`json((select json_group_array(tag_id) from photo_tag where photo_tag.photo_id = photo.id))`
    : sql`json('[]')`;
  const kept = keptColumns(fields).map((column) => sql`, ${sql.ref(`photo.${column}`)}`);
  return raw(
    catalog,
    sql`insert into edit_photo (edit_id, photo_id, before_json)
      select ${editId}, photo.id, json_array(photo.id, ${tags}, photo.user_fields${sql.join(kept, sql``)})
      from json_each(${JSON.stringify(photoIds)}) wanted join photo on photo.id = wanted.value where true on conflict do nothing`,
  );
}

/** Lets go of edits that are too old. */
export const pruneEdits = (catalog: Catalog): Compilable =>
  raw(catalog, sql`delete from edit where id <= (select max(id) from edit) - ${keptEdits}`);

/** All edits, newest first. */
export async function listEdits(catalog: Catalog): Promise<EditEntry[]> {
  return catalog.read.selectFrom('edit').select(['id', 'title', 'photo_count', 'created_at', 'undone_at']).orderBy('id', 'desc').execute();
}

export interface LoggedEdit extends EditEntry {
  readonly change: PhotoChange;
}

/** One edit of photos with its change, or of something else with its two states; undefined when there is none. */
export async function findEdit(
  catalog: Catalog,
  id: number,
): Promise<
  | { readonly of: 'photos'; readonly edit: LoggedEdit }
  | { readonly of: 'arrangement'; readonly edit: EditEntry & LoggedArrangement }
  | undefined
> {
  const row = await catalog.read.selectFrom('edit').select(['kind']).where('id', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const entry = catalog.read
    .selectFrom('edit')
    .select(['id', 'title', 'photo_count', 'created_at', 'undone_at', 'after_json'])
    .where('id', '=', id);
  if (row.kind === 'photos') {
    const { after_json, ...rest } = await entry.executeTakeFirstOrThrow();
    return { of: 'photos', edit: { ...rest, change: JSON.parse(after_json) as PhotoChange } };
  }
  const { kind } = row;
  return { of: 'arrangement', edit: { ...(await entry.select(['target', 'before_json']).executeTakeFirstOrThrow()), kind } };
}

/** Numbers of the photos of an edit that still exist. */
export async function photosOfEdit(catalog: Catalog, id: number): Promise<number[]> {
  const { rows } = await sql<{ ids: string }>`
    select json_group_array(photo.id) as ids from edit_photo join photo on photo.id = edit_photo.photo_id
    where edit_photo.edit_id = ${id}`.execute(catalog.read);
  return JSON.parse(rows[0]?.ids ?? '[]') as number[];
}
