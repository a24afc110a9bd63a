/** Sessions whose index a person takes into the catalog. Nothing is lost by it, and the recovery of a storage does the same. */
import type { Answer } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import type { Question } from '../resolve/evidence.ts';
import type { StorageRow } from '../storage-rows.ts';
import { adoptIndexes } from './settle.ts';

/** @returns the findings that are answered by it */
export async function adoptSessions(
  context: Context,
  storage: StorageRow,
  answered: readonly { readonly question: Question; readonly answer: Answer }[],
): Promise<readonly number[]> {
  const adopted = answered.filter(({ answer }) => answer.adoptIndex !== undefined);
  if (adopted.length === 0) return [];
  await adoptIndexes(
    context,
    storage,
    adopted.flatMap(({ answer }) => answer.adoptIndex ?? []),
  );
  const ids = adopted.map(({ question }) => question.finding.id);
  const { catalog } = context;
  await catalog.write([catalog.read.updateTable('finding').set({ status: 'resolved', resolution: 'adopt' }).where('id', 'in', ids)]);
  return ids;
}
