/** What came of merging indexes: questions for the inbox, and a line of history for what was taken without asking. */
import type { Compilable } from '#core/catalog/catalog.ts';
import { customOfClash } from '#domain/merge/custom-clash.ts';
import { instant, type Context } from '../context.ts';
import type { IndexMerge } from '../recover/state.ts';

/** Words of fields, for sentences. */
const words: Readonly<Record<string, string>> = {
  rating: 'the rating',
  flag: 'the flag',
  color: 'the colour',
  title: 'the title',
  caption: 'the caption',
  author: 'the author',
  taken_at: 'the capture time',
  notes: 'the notes',
  tags: 'tags',
  custom: 'custom fields',
};

function customWords(field: string): string {
  const name = customOfClash(field);
  return name === null ? field : `the field “${name}”`;
}

const listed = (fields: readonly string[]): string => fields.map((field) => words[field] ?? customWords(field)).join(', ');

/** Writes findings of kind `index_newer` and entries of the history. Asking again renews a question. */
export async function tellMerges(context: Context, merges: readonly IndexMerge[]): Promise<void> {
  const now = instant(context.clock);
  for (const merge of merges) {
    const queries = [...(await questionsOf(context, merge, now)), ...(merge.taken.length > 0 ? historyOf(context, merge, now) : [])];
    await context.catalog.write(queries);
    const storage = await context.catalog.read.selectFrom('storage').select('uuid').where('id', '=', merge.storageId).executeTakeFirst();
    if (queries.length > 0 && storage) context.emit('conflicts.changed', { storage_uuid: storage.uuid });
  }
}

async function questionsOf({ catalog }: Context, merge: IndexMerge, now: string): Promise<Compilable[]> {
  const { read } = catalog;
  const session = await read.selectFrom('session').select(['uuid', 'title']).where('id', '=', merge.sessionId).executeTakeFirstOrThrow();
  const who = merge.writerName === '' ? 'somebody else' : merge.writerName;
  const queries: Compilable[] = [];
  for (const { hothash, clashes } of merge.questions) {
    const file = await read
      .selectFrom('image_file')
      .innerJoin('photo', 'photo.id', 'image_file.photo_id')
      .select('path')
      .where('hothash', '=', hothash)
      .where('session_id', '=', merge.sessionId)
      .executeTakeFirst();
    const path = hothash === '' ? merge.file : (file?.path ?? merge.file);
    const what = hothash === '' ? `session “${session.title}”` : path;
    const values = {
      kind: 'index_newer',
      path,
      reason: `Here and in ${merge.file}, written by ${who}, ${listed(clashes.map(({ field }) => field))} of ${what} was changed differently.`,
      lane: 'ask' as const,
      default_resolution: 'accept',
      resolutions_json: JSON.stringify(['accept', 'keep']),
      changes_json: '[]',
      facts_json: JSON.stringify({
        ...(hothash === '' ? {} : { hothash }),
        session_id: merge.sessionId,
        index_file: merge.file,
        fields: clashes.map(({ field, ours, theirs }) => ({ field, catalog: ours ?? null, index: theirs ?? null })),
      }),
      status: 'open' as const,
      resolution: null,
      last_seen: now,
    };
    queries.push(
      read
        .insertInto('finding')
        .values({
          ...values,
          storage_id: merge.storageId,
          key: `index_newer:${session.uuid}:${hothash}`,
          journal_id: null,
          first_seen: now,
        })
        .onConflict((conflict) => conflict.columns(['storage_id', 'key']).doUpdateSet(values)),
    );
  }
  return queries;
}

function historyOf({ catalog, clock }: Context, { storageId, file, writerName, taken }: IndexMerge, now: string): Compilable[] {
  const fields = [...new Set(taken.flatMap((photo) => photo.fields))];
  const by = writerName === '' ? '' : ` by ${writerName}`;
  return [
    catalog.read.insertInto('journal').values({
      uuid: clock.newUuid(),
      storage_id: storageId,
      title: `Took over from ${file}, written${by}: ${listed(fields)} of ${taken.length} ${taken.length === 1 ? 'photo' : 'photos'}`,
      counts_json: JSON.stringify({ index_newer: taken.length }),
      changes_json: '[]',
      inverse_json: '[]',
      created_at: now,
      undone_at: null,
    }),
  ];
}
