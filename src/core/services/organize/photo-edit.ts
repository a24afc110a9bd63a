/** Editing what a person says of photos. */
import { ImaLinkError } from '#contract/errors.ts';
import type { EditEntry, PhotoChange } from '#contract/organize.ts';
import { faultOf, fieldsOf, titleOfChange } from '#domain/organize/photo-change.ts';
import { instant, type Context } from '../context.ts';
import { insertEdit, listEdits } from './edit-log.ts';
import { changeBatch, nameQueries } from './edit-queries.ts';

/** Photos per transaction: a page of the grid never waits longer than one of them. */
const editBatch = 1000;

/**
 * Sets fields of any number of photos and writes one entry that undoes it. The person's values win over what a later
 * scan reads from the files. Interrupted in the middle, the entry is there and undoes what was done.
 * @throws ImaLinkError bad-input, before anything is changed
 */
export async function editPhotos(context: Context, ids: readonly number[], change: PhotoChange): Promise<EditEntry> {
  const fault = faultOf(change);
  if (fault !== null) throw new ImaLinkError('bad-input', fault);
  const edit = { title: titleOfChange(change, ids.length), change, fields: fieldsOf(change), photoIds: ids };
  await context.catalog.write(insertEdit(context.catalog, edit, instant(context.clock)));
  const [entry] = await listEdits(context.catalog);
  await applyChange(context, change, ids);
  return entry as EditEntry;
}

/** Applies a change in batches, tells it, and has the indexes written. */
export async function applyChange(context: Context, change: PhotoChange, ids: readonly number[]): Promise<void> {
  const { catalog, clock } = context;
  await catalog.write(nameQueries(catalog, change, () => clock.newUuid()));
  for (let start = 0; start < ids.length; start += editBatch)
    await catalog.write(changeBatch(catalog, change, ids.slice(start, start + editBatch), instant(clock)));
  tellEdited(context, fieldsOf(change).includes('tags') || change.author !== undefined);
}

/** Indexes follow within two seconds, open views are told. */
export function tellEdited(context: Context, namesChanged: boolean): void {
  context.indexes.schedule();
  context.emit('photos.changed', { reason: 'edit', session_id: null });
  if (namesChanged) context.emit('organize.changed', {});
}
