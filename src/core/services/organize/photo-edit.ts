/** Editing what a person says of photos. */
import { ImaLinkError } from '#contract/errors.ts';
import type { EditEntry, PhotoChange } from '#contract/organize.ts';
import { faultOf, fieldsOf, titleOfChange, type UserField } from '#domain/organize/photo-change.ts';
import { instant, type Context } from '../context.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import { refuseTooMany } from './custom-names.ts';
import { insertEdit, keepBefore, listEdits } from './edit-log.ts';
import { changeBatch, nameQueries } from './edit-queries.ts';

/** Photos per transaction: other work never waits longer than one of them. Fewer leave more parts of the index of words to merge. */
export const editBatch = 2000;

/** More take longer than a second: then it is a job, which tells how far it is and can be stopped. */
const quietPhotos = 20_000;

/**
 * Sets fields of any number of photos and writes one entry that undoes it. The person's values win over what a later
 * scan reads from the files. Interrupted in the middle, the entry is there and undoes what was done.
 * @throws ImaLinkError bad-input, before anything is changed; cancelled
 */
export async function editPhotos(context: Context, ids: readonly number[], change: PhotoChange): Promise<EditEntry> {
  const fault = faultOf(change);
  if (fault !== null) throw new ImaLinkError('bad-input', fault);
  const { catalog } = context;
  await refuseTooMany(catalog, ids, change);
  const fields = fieldsOf(change);
  await catalog.write(
    insertEdit(catalog, { title: titleOfChange(change, ids.length), change, photoCount: ids.length }, instant(context.clock)),
  );
  const [entry] = (await listEdits(catalog)) as [EditEntry];
  await applyChange(context, entry, change, ids, (batch) => [keepBefore(catalog, entry.id, fields, batch)]);
  return entry;
}

/** Applies a change in batches, tells it, and has the indexes written. @param before goes first in the transaction of each batch */
export async function applyChange(
  context: Context,
  { title }: EditEntry,
  change: PhotoChange,
  ids: readonly number[],
  before: (batch: readonly number[]) => Compilable[] = () => [],
): Promise<void> {
  const { catalog, clock } = context;
  await catalog.write(nameQueries(catalog, change, () => clock.newUuid()));
  try {
    await inBatches(context, title, ids, (batch) =>
      catalog.write([...before(batch), ...changeBatch(catalog, change, batch, instant(clock))]),
    );
  } finally {
    // Stopped in the middle, some of it is done.
    tellEdited(context, changesNames(fieldsOf(change)));
  }
}

/**
 * Works through photos a batch at a time; as a job where they are many. @throws ImaLinkError cancelled
 * @param title of the job
 */
export async function inBatches(
  { jobs }: Context,
  title: string,
  ids: readonly number[],
  work: (batch: readonly number[]) => Promise<unknown>,
): Promise<void> {
  const all = async (afterEach: (done: number) => Promise<void>): Promise<void> => {
    for (let start = 0; start < ids.length; start += editBatch) {
      await work(ids.slice(start, start + editBatch));
      await afterEach(Math.min(ids.length, start + editBatch));
    }
  };
  if (ids.length <= quietPhotos) return all(() => Promise.resolve());
  const job = jobs.start({ kind: 'edit', title }, (control) =>
    all(async (done) => {
      control.progress({ phase: 'applying', done_files: done, total_files: ids.length });
      if (done < ids.length) await control.checkpoint();
    }),
  );
  await jobs.outcome(job);
}

/** Whether lists of names (tags, authors, custom fields) may be others now. */
export const changesNames = (fields: readonly UserField[]): boolean =>
  fields.some((field) => field === 'tags' || field === 'author' || field === 'custom');

/** Indexes follow within two seconds, open views are told. */
export function tellEdited(context: Context, namesChanged: boolean): void {
  context.indexes.schedule();
  context.emit('photos.changed', { reason: 'edit', session_id: null });
  if (namesChanged) context.emit('organize.changed', {});
}
