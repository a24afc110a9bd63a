/** Answers that take what an index says of a photo or a session: edits like those of a person, with their undo. */
import type { Refusal } from '#contract/resolve.ts';
import { PhotoChange } from '#contract/organize.ts';
import { toWireError } from '#contract/errors.ts';
import type { Context } from '../context.ts';
import { photoIdsOf } from '../organize/find-photos.ts';
import { editPhotos } from '../organize/photo-edit.ts';
import { editSession } from '../sessions.ts';
import type { answersOf } from './plan-decisions.ts';

/** Carries out those of the answers that are words; what cannot be taken is returned. */
export async function takeWords(context: Context, answered: ReturnType<typeof answersOf>) {
  const done: number[] = [];
  const returned: Refusal[] = [];
  for (const { question, answer } of answered) {
    if (!answer.words) continue;
    const { finding, decision } = question;
    const { hothash, sessionId, change } = answer.words;
    try {
      if (hothash === null) await editSession(context, sessionId, change);
      else await editPhotos(context, await photoIdsOf(context, { hothashes: [hothash] }), PhotoChange.parse(change));
    } catch (error) {
      returned.push({ finding_id: finding.id, path: finding.path, reason: toWireError(error).message });
      continue;
    }
    const { read } = context.catalog;
    await context.catalog.write([
      read.updateTable('finding').set({ status: 'resolved', resolution: decision.as }).where('id', '=', finding.id),
    ]);
    done.push(finding.id);
  }
  return { done, returned };
}
