/** New files that join the library where they stand: one session for each title, undone as a whole. */
import { dirname, join } from 'node:path';
import { ImaLinkError, toWireError } from '#contract/errors.ts';
import type { Refusal } from '#contract/resolve.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { Answer } from '#domain/resolve/types.ts';
import { instant, type Context } from '../context.ts';
import { registerFiles } from '../import/start-import.ts';
import type { JobControl } from '../jobs.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
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
    ({ answer }) => answer.register?.title ?? '',
  );
  const done: number[] = [];
  const journalIds: number[] = [];
  const returned: Refusal[] = [];
  for (const [title, group] of groups) {
    const paths = group.map(({ answer }) => answer.register?.path ?? '');
    try {
      const session = await registerFiles(context, control, storage, { title, paths, folders: foldersOf(storage, paths) });
      const ids = group.map(({ question }) => question.finding.id);
      journalIds.push(await journalSession(context, storage, session, ids));
      done.push(...ids);
    } catch (error) {
      if (error instanceof ImaLinkError && error.code === 'cancelled') throw error;
      const reason = toWireError(error).message;
      for (const { question } of group) returned.push({ finding_id: question.finding.id, path: question.finding.path, reason });
    }
  }
  return { done, journalIds, returned };
}

function foldersOf(storage: StorageRow, paths: readonly string[]): string[] {
  const { photos } = pathsOf(storage);
  return [...new Set(paths.map((path) => dirname(join(photos, path))))].toSorted();
}

async function journalSession(
  context: Context,
  storage: StorageRow,
  session: { readonly id: number; readonly uuid: string; readonly title: string },
  findingIds: readonly number[],
): Promise<number> {
  const { catalog, clock } = context;
  const uuid = clock.newUuid();
  const change = { sessionId: session.id, uuid: session.uuid };
  const changes: CatalogChange[] = [{ change: 'add_session', ...change }];
  const inverse: CatalogChange[] = [{ change: 'drop_session', ...change }];
  await catalog.write([
    catalog.read.insertInto('journal').values({
      uuid,
      storage_id: storage.id,
      title: `Decided: ${findingIds.length} added as “${session.title}”`,
      counts_json: JSON.stringify({ import: findingIds.length }),
      changes_json: JSON.stringify(changes),
      inverse_json: JSON.stringify(inverse),
      created_at: instant(clock),
      undone_at: null,
    }),
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
