/** New files that join the library where they stand: one session for each title, or one that is there; undone as a whole. */
import { dirname, join } from 'node:path';
import { ImaLinkError, toWireError } from '#contract/errors.ts';
import type { Refusal } from '#contract/resolve.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import type { Answer } from '#domain/resolve/types.ts';
import { instant, type Context } from '../context.ts';
import { registerFiles } from '../import/start-import.ts';
import type { JobControl } from '../jobs.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { retireIndex } from '../retire-index.ts';
import { maxFilesPerSession } from '../split-session.ts';
import type { Question } from './evidence.ts';

interface Registered {
  readonly done: readonly number[];
  readonly journalIds: readonly number[];
  readonly returned: readonly Refusal[];
}

/** Takes the files of all answers with `register` in. A group that fails is returned; its session can be resumed. */
export async function registerAnswers(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  answered: readonly { readonly question: Question; readonly answer: Answer }[],
): Promise<Registered> {
  const groups = Map.groupBy(
    answered.filter(({ answer }) => answer.register !== undefined),
    ({ answer: { register } }) => register?.sessionId ?? register?.title ?? '',
  );
  const done: number[] = [];
  const journalIds: number[] = [];
  const returned: Refusal[] = [];
  // Each is a session and an entry of the history: a part of one that had to be split could not be taken back with it.
  for (const group of [...groups.values()].flatMap(sessionsOf)) {
    const { title, sessionId } = group[0]?.answer.register ?? { title: '', sessionId: null };
    const paths = group.map(({ answer }) => answer.register?.path ?? '');
    try {
      const session = await registerFiles(context, control, storage, { title, paths, folders: foldersOf(storage, paths) });
      const ids = group.map(({ question }) => question.finding.id);
      const entry =
        sessionId === null
          ? await journalSession(context, storage, session, ids)
          : await mergeInto(context, storage, session, { id: sessionId, title }, ids);
      journalIds.push(entry);
      done.push(...ids);
    } catch (error) {
      if (error instanceof ImaLinkError && error.code === 'cancelled') throw error;
      const reason = toWireError(error).message;
      for (const { question } of group) returned.push({ finding_id: question.finding.id, path: question.finding.path, reason });
    }
  }
  return { done, journalIds, returned };
}

function sessionsOf<T>(group: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(group.length / maxFilesPerSession) }, (_, part) =>
    group.slice(part * maxFilesPerSession, (part + 1) * maxFilesPerSession),
  );
}

function foldersOf(storage: StorageRow, paths: readonly string[]): string[] {
  const { photos } = pathsOf(storage);
  return [...new Set(paths.map((path) => dirname(join(photos, path))))].toSorted();
}

/** Writes down that a decision brought a session. @param session with `revs` when it was taken from its index */
export function journalSession(
  context: Context,
  storage: StorageRow,
  session: { readonly id: number; readonly uuid: string; readonly title: string; readonly revs?: number },
  findingIds: readonly number[],
  by: 'import' | 'adopt' = 'import',
): Promise<number> {
  const change = { sessionId: session.id, uuid: session.uuid, ...(session.revs === undefined ? {} : { revs: session.revs }) };
  return journal(context, storage, findingIds, {
    title:
      by === 'import'
        ? `Decided: ${findingIds.length} added as “${session.title}”`
        : `Decided: session “${session.title}” taken from its index`,
    changes: [{ change: 'add_session', ...change }],
    inverse: [{ change: 'drop_session', ...change }],
  });
}

/**
 * Files that were registered in a session of their own go over into one that was there. A kill before leaves them in
 * theirs, complete and with its index: nothing is lost, and nothing is done twice.
 */
async function mergeInto(
  context: Context,
  storage: StorageRow,
  own: { readonly id: number },
  target: { readonly id: number; readonly title: string },
  findingIds: readonly number[],
): Promise<number> {
  const { read } = context.catalog;
  const { index_file: indexFile } = await read
    .selectFrom('session')
    .select('index_file')
    .where('id', '=', own.id)
    .executeTakeFirstOrThrow();
  const files = await read.selectFrom('image_file').select('id').where('session_id', '=', own.id).execute();
  const change = { sessionId: target.id, fileIds: files.map(({ id }) => id) };
  const entry = await journal(
    context,
    storage,
    findingIds,
    {
      title: `Decided: ${findingIds.length} added to “${target.title}”`,
      changes: [{ change: 'add_files', ...change }],
      inverse: [{ change: 'drop_files', ...change }],
    },
    [
      read.updateTable('image_file').set({ session_id: target.id }).where('session_id', '=', own.id),
      read.deleteFrom('session_reference').where('session_id', '=', own.id),
      read.deleteFrom('import_item').where('session_id', '=', own.id),
      read.deleteFrom('import_problem').where('session_id', '=', own.id),
      read.deleteFrom('session').where('id', '=', own.id),
      read
        .updateTable('session')
        .set((set) => ({ generation: set('generation', '+', 1), changed_at: instant(context.clock) }))
        .where('id', '=', target.id),
    ],
  );
  await context.indexes.writeSession(target.id);
  await retireIndex(context, storage, indexFile);
  context.emit('session.changed', { session_id: target.id });
  return entry;
}

/** One entry of the history, in one transaction with what it is about. @returns its number */
async function journal(
  { catalog, clock }: Context,
  storage: StorageRow,
  findingIds: readonly number[],
  entry: { readonly title: string; readonly changes: readonly CatalogChange[]; readonly inverse: readonly CatalogChange[] },
  queries: readonly Compilable[] = [],
): Promise<number> {
  const uuid = clock.newUuid();
  await catalog.write([
    catalog.read.insertInto('journal').values({
      uuid,
      storage_id: storage.id,
      title: entry.title,
      counts_json: JSON.stringify({ import: findingIds.length }),
      changes_json: JSON.stringify(entry.changes),
      inverse_json: JSON.stringify(entry.inverse),
      created_at: instant(clock),
      undone_at: null,
    }),
    ...queries,
    ...findingIds.map((id) =>
      catalog.read
        .updateTable('finding')
        .set((set) => ({
          status: 'resolved',
          resolution: 'import',
          journal_id: set.selectFrom('journal').select('journal.id').where('uuid', '=', uuid),
        }))
        .where('id', '=', id),
    ),
  ]);
  return (await catalog.read.selectFrom('journal').select('id').where('uuid', '=', uuid).executeTakeFirstOrThrow()).id;
}
