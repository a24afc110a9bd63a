/** Carrying out an undo of an import that was shown: looked at once more, journaled, set aside, recorded. */
import type { Refusal, ResolveResult } from '#contract/resolve.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { BatchItem } from '../resolve/batch.ts';
import { journalAndCarry } from '../resolve/journal-batch.ts';
import { takePlan, type KeptPlan } from '../resolve/plan-store.ts';
import { requireWritable } from '../storage-rows.ts';
import { concludeUndo, fingerprintOf, requireSettled } from './plan-undo.ts';

/** @throws ImaLinkError plan-expired */
export function startUndo(context: Context, planId: string): { job_id: string } {
  const plan = takePlan(context, planId, 'undo-import');
  return {
    job_id: context.jobs.start({ kind: 'resolve', title: `Undo the import of session ${plan.sessionId}` }, (control) =>
      applyUndo(context, control, plan),
    ),
  };
}

/** What would do something else now than was shown is left alone and returned. The entry in the history takes it back. */
async function applyUndo(
  context: Context,
  control: JobControl,
  { sessionId, fingerprint, left: shown }: Extract<KeptPlan, { kind: 'undo-import' }>,
): Promise<ResolveResult> {
  const { storage } = await requireSettled(context, sessionId);
  const result = await oneAtATime(context, storage.id, async () => {
    const { plan } = await concludeUndo(context, sessionId);
    const now = fingerprintOf(plan);
    const same = plan.items.filter(({ photoId }) => now.get(photoId) === fingerprint.get(photoId));
    const stale = plan.items.filter((item) => !same.includes(item));
    control.progress({ phase: 'applying', total_files: same.length, done_files: 0 });
    if (same.some((item) => item.steps.length > 0)) await requireWritable(storage);
    const items = same.map((item, at): BatchItem => ({
      // No finding asked: below zero there is none.
      findingId: -1 - at,
      kind: 'import',
      path: item.path,
      as: 'undo_import',
      steps: item.steps,
      changes: item.changes,
      remember: [],
    }));
    const carried = await journalAndCarry(context, control, storage, items, `Undid the import of session ${sessionId}`);
    await context.indexes.flush();
    const left = [...stale, ...plan.left.filter(({ path }) => !shown.has(path))];
    return { carried, left: left.map(({ path }) => ({ path, reason: 'It has changed since the preview.' })) };
  });
  context.emit('photos.changed', { reason: 'scan', session_id: sessionId });
  context.emit('session.changed', { session_id: sessionId });
  context.emit('storage.changed', { storage_uuid: storage.uuid });
  return resultOf(result.carried.done, [...result.carried.returned, ...result.left], result.carried.journalIds);
}

function resultOf(
  done: readonly BatchItem[],
  left: readonly { readonly path: string; readonly reason: string }[],
  journalIds: readonly number[],
): ResolveResult {
  const steps = done.flatMap((item) => item.steps);
  return {
    journal_ids: [...journalIds],
    headline: {
      files_set_aside: steps.length,
      bytes_set_aside: steps.reduce((sum, step) => sum + step.sizeBytes, 0),
      files_restored: 0,
      files_moved: 0,
      records_changed: done.length,
      indexes_rewritten: done.length > 0 ? 1 : 0,
    },
    resolved: [],
    returned: left.map(({ path, reason }): Refusal => ({ finding_id: 0, path, reason })),
  };
}
