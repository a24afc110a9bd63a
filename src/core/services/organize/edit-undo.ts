/** Undo and redo of edits, from the log in the catalog. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { EditEntry } from '#contract/organize.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import { fieldsOf, type UserField } from '#domain/organize/photo-change.ts';
import { instant, type Context } from '../context.ts';
import { moveArrangement, settleArrangement, type LoggedArrangement } from './arrange-undo.ts';
import { findEdit, keptColumns, listEdits, photosOfEdit, type LoggedEdit } from './edit-log.ts';
import { afterwards } from './edit-queries.ts';
import { applyChange, changesNames, inBatches, tellEdited } from './photo-edit.ts';
import { tellOrganized } from './stacks.ts';
import { raw } from './touch-photos.ts';

/**
 * Gives photos back the values they had before an edit.
 * @param id of the edit; the newest that stands when absent
 * @throws ImaLinkError nothing-to-undo; history-changed when a later edit set the same fields of the same photos
 */
export async function undoEdit(context: Context, id?: number): Promise<EditEntry> {
  const { catalog } = context;
  const newest = id ?? (await listEdits(catalog)).find((entry) => entry.undone_at === null)?.id;
  const found = newest === undefined ? undefined : await findEdit(catalog, newest);
  if (!found) throw nothing('undo', id);
  if (found.edit.undone_at !== null)
    throw new ImaLinkError('nothing-to-undo', `Edit ${found.edit.id} (${found.edit.title}) is undone already.`);
  if (found.of === 'arrangement') return rearrange(context, found.edit, 'before');
  const { edit } = found;
  await refuseOverlap(catalog, edit);
  const fields = fieldsOf(edit.change);
  const ids = await photosOfEdit(catalog, edit.id);
  await inBatches(context, edit.title, ids, (batch) =>
    catalog.write(restoreBatch(catalog, edit.id, fields, batch, instant(context.clock))),
  );
  return settle(context, edit, instant(context.clock), fields);
}

/**
 * Makes an undone edit again.
 * @param id of the edit; the next one after the newest that stands when absent
 * @throws ImaLinkError nothing-to-undo
 */
export async function redoEdit(context: Context, id?: number): Promise<EditEntry> {
  const { catalog } = context;
  const next = id ?? (await nextUndone(catalog));
  const found = next === undefined ? undefined : await findEdit(catalog, next);
  if (!found) throw nothing('redo', id);
  if (found.edit.undone_at === null)
    throw new ImaLinkError('nothing-to-undo', `Edit ${found.edit.id} (${found.edit.title}) is not undone.`);
  if (found.of === 'arrangement') return rearrange(context, found.edit, 'after');
  const { edit } = found;
  await applyChange(context, edit, edit.change, await photosOfEdit(catalog, edit.id));
  return settle(context, edit, null, fieldsOf(edit.change));
}

/** One transaction: the thing as it is to be, and the entry that says so. */
async function rearrange(context: Context, edit: EditEntry & LoggedArrangement, to: 'before' | 'after'): Promise<EditEntry> {
  const { catalog, clock } = context;
  const undone_at = to === 'before' ? instant(clock) : null;
  await catalog.write([
    ...(await moveArrangement(context, edit, to)),
    catalog.read.updateTable('edit').set({ undone_at }).where('id', '=', edit.id),
  ]);
  await settleArrangement(context, edit, to);
  tellOrganized(context);
  const { id, title, photo_count, created_at } = edit;
  return { id, title, photo_count, created_at, undone_at };
}

function nothing(what: 'undo' | 'redo', id: number | undefined): ImaLinkError {
  if (id === undefined) return new ImaLinkError('nothing-to-undo', `There is nothing to ${what}.`);
  return new ImaLinkError('nothing-to-undo', `There is no edit ${id}. The newest 500 edits can be undone.`, { details: { id } });
}

/** Of several edits undone one after the other, the one undone last; none once something new was edited. */
async function nextUndone(catalog: Catalog): Promise<number | undefined> {
  const edits = (await listEdits(catalog)).toReversed();
  const lastStanding = edits.findLastIndex((edit) => edit.undone_at === null);
  return edits[lastStanding + 1]?.id;
}

async function refuseOverlap(catalog: Catalog, edit: LoggedEdit): Promise<void> {
  const fields = new Set(fieldsOf(edit.change));
  for (const later of (await listEdits(catalog)).filter((entry) => entry.id > edit.id && entry.undone_at === null)) {
    const other = await findEdit(catalog, later.id);
    if (other?.of !== 'photos' || !fieldsOf(other.edit.change).some((field) => fields.has(field))) continue;
    const { rows } = await sql`
      select 1 from edit_photo earlier join edit_photo later on later.edit_id = ${later.id} and later.photo_id = earlier.photo_id
      where earlier.edit_id = ${edit.id} limit 1`.execute(catalog.read);
    if (rows.length > 0)
      throw new ImaLinkError('history-changed', `Edit ${later.id} (${later.title}) changed the same photos since. Undo it first.`, {
        details: { id: edit.id, later: later.id },
      });
  }
}

function restoreBatch(
  catalog: Catalog,
  editId: number,
  fields: readonly UserField[],
  photoIds: readonly number[],
  now: string,
): Compilable[] {
  const ids = JSON.stringify(photoIds);
  const kept = (index: number) => sql`json_extract(kept.value, ${`$[${index}]`})`;
  const columns = ['user_fields', ...keptColumns(fields)];
  const source = sql`(select before_json as value, photo_id from edit_photo
    where edit_id = ${editId} and photo_id in (select value from json_each(${ids})))`;
  return [
    raw(
      catalog,
      sql`update photo set rev = rev + 1, updated_at = ${now},
        ${sql.join(columns.map((column, index) => sql`${sql.ref(column)} = ${kept(index + 2)}`))}
        from ${source} kept where photo.id = kept.photo_id`,
    ),
    ...(fields.includes('tags')
      ? [
          raw(catalog, sql`delete from photo_tag where photo_id in (select value from json_each(${ids}))`),
          raw(
            catalog,
            sql`insert into photo_tag (photo_id, tag_id)
              select kept.photo_id, tags.value from ${source} kept, json_each(kept.value, '$[1]') tags`,
          ),
        ]
      : []),
    ...afterwards(catalog, fields, photoIds, now),
  ];
}

async function settle(context: Context, edit: LoggedEdit, undoneAt: string | null, fields: readonly UserField[]): Promise<EditEntry> {
  await context.catalog.write([context.catalog.read.updateTable('edit').set({ undone_at: undoneAt }).where('id', '=', edit.id)]);
  tellEdited(context, changesNames(fields));
  const { change: _change, ...entry } = edit;
  return { ...entry, undone_at: undoneAt };
}
