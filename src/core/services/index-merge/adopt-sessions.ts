/** Sessions whose index a person takes into the catalog. Nothing is lost by it, and the recovery of a storage does the same. */
import type { Answer } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import type { Question } from '../resolve/evidence.ts';
import type { StorageRow } from '../storage-rows.ts';
import { journalSession } from '../resolve/register-answers.ts';
import { adoptIndexes } from './settle.ts';

/** @returns the findings that are answered by it, and the entries of the history, one for each session */
export async function adoptSessions(
  context: Context,
  storage: StorageRow,
  answered: readonly { readonly question: Question; readonly answer: Answer }[],
): Promise<{ readonly done: readonly number[]; readonly journalIds: readonly number[] }> {
  const adopted = answered.filter(({ answer }) => answer.adoptIndex !== undefined);
  if (adopted.length === 0) return { done: [], journalIds: [] };
  await adoptIndexes(
    context,
    storage,
    adopted.flatMap(({ answer }) => answer.adoptIndex ?? []),
  );
  const journalIds: number[] = [];
  for (const { question, answer } of adopted) {
    const session = await sessionOf(context, storage, answer.adoptIndex ?? '');
    if (session) journalIds.push(await journalSession(context, storage, session, [question.finding.id], 'adopt'));
  }
  const ids = adopted.map(({ question }) => question.finding.id);
  const { catalog } = context;
  await catalog.write([catalog.read.updateTable('finding').set({ status: 'resolved', resolution: 'adopt' }).where('id', 'in', ids)]);
  return { done: ids, journalIds };
}

/** The session that an index brought, with the count of all that was said of its photos. */
async function sessionOf({ catalog: { read } }: Context, storage: StorageRow, indexFile: string) {
  const session = await read
    .selectFrom('session')
    .select(['id', 'uuid', 'title'])
    .where('storage_id', '=', storage.id)
    .where('index_file', '=', indexFile)
    .executeTakeFirst();
  return session && { ...session, revs: await countRevs(read, session.id) };
}

/** Grows with everything that is said of a photo of the session. */
export async function countRevs(read: Context['catalog']['read'], sessionId: number): Promise<number> {
  const { revs } = await read
    .selectFrom('image_file')
    .innerJoin('photo', 'photo.id', 'image_file.photo_id')
    .select((select) => select.fn.sum<number | null>('photo.rev').as('revs'))
    .where('image_file.session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return revs ?? 0;
}
