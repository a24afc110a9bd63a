/** Answers about a storage as a whole: it is somewhere else, or let go. */
import { toWireError } from '#contract/errors.ts';
import type { Refusal } from '#contract/resolve.ts';
import type { Answer } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { forgetStorage } from '../storages/forget.ts';
import { relocateStorage } from '../storages/lifecycle.ts';
import type { StorageRow } from '../storage-rows.ts';
import type { Question } from './evidence.ts';

/** Comes last: the storage may be gone from the catalog then. @returns the findings that are answered */
export async function answerStorage(
  context: Context,
  storage: StorageRow,
  answered: readonly { readonly question: Question; readonly answer: Answer }[],
): Promise<{ readonly done: readonly number[]; readonly returned: readonly Refusal[] }> {
  const done: number[] = [];
  const returned: Refusal[] = [];
  let isForgotten = false;
  for (const { question, answer } of answered) {
    if (answer.storage === undefined || isForgotten) continue;
    const { id, path } = question.finding;
    try {
      if (answer.storage === 'forget') {
        await forgetStorage(context, storage.uuid, true);
        isForgotten = true;
      } else {
        await relocateStorage(context, storage.uuid, answer.storage.relocate);
        const { read } = context.catalog;
        await context.catalog.write([read.updateTable('finding').set({ status: 'resolved', resolution: 'relocate' }).where('id', '=', id)]);
      }
      done.push(id);
    } catch (error) {
      returned.push({ finding_id: id, path, reason: toWireError(error).message });
    }
  }
  return { done, returned };
}
