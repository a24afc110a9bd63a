/** Carrying out an undo of an import that was shown: looked at once more, journaled, set aside, recorded. */
import type { Refusal, ResolveResult } from '#contract/resolve.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { BatchItem } from '../resolve/batch.ts';
import { journalAndCarry } from '../resolve/journal-batch.ts';
import { takePlan } from '../resolve/plan-store.ts';
import { requireWritable } from '../storage-rows.ts';
import { concludeUndo, fingerprintOf, requireSettled, type PartPlan } from './plan-undo.ts';

interface Undone {
  readonly done: readonly BatchItem[];
  readonly returned: readonly { readonly path: string; readonly reason: string }[];
  readonly journalIds: readonly number[];
}

/** @throws ImaLinkError plan-expired */
export function startUndo(context: Context, planId: string): { job_id: string } {
  const { parts } = takePlan(context, planId, 'undo-import');
  const [first] = parts;
  const words = parts.length === 1 ? `session ${first?.sessionId}` : `${parts.length} sessions`;
  return {
    job_id: context.jobs.start({ kind: 'resolve', title: `Undo the import of ${words}` }, (control) => applyUndo(context, control, parts)),
  };
}

/** One part after the other, each a batch and an entry of the history by itself: what a kill leaves undone is shown by the next plan. */
async function applyUndo(context: Context, control: JobControl, parts: readonly PartPlan[]): Promise<ResolveResult> {
  const total = parts.reduce((sum, { fingerprint }) => sum + fingerprint.size, 0);
  const undone: Undone[] = [];
  let doneFiles = 0;
  for (const part of parts) {
    await control.checkpoint();
    control.progress({ phase: 'applying', total_files: total, done_files: doneFiles });
    undone.push(await applyPart(context, partControl(control, doneFiles), part));
    // Those that were left alone too.
    doneFiles += part.fingerprint.size;
  }
  control.progress({ done_files: doneFiles });
  return resultOf(undone);
}

/** A part counts its own photos; people see those of all. */
const partControl = (control: JobControl, before: number): JobControl => ({
  signal: control.signal,
  checkpoint: () => control.checkpoint(),
  problem: (problem) => control.problem(problem),
  progress: ({ done_files: done, ...change }) => control.progress({ ...change, ...(done == null ? {} : { done_files: before + done }) }),
});

/** What would do something else now than was shown is left alone and returned. The entry in the history takes it back. */
async function applyPart(context: Context, control: JobControl, { sessionId, fingerprint, left: shown }: PartPlan): Promise<Undone> {
  const { storage } = await requireSettled(context, sessionId);
  const result = await oneAtATime(context, storage.id, async () => {
    const { plan } = await concludeUndo(context, sessionId);
    const now = await fingerprintOf(plan);
    const isSame = ({ photoId }: { readonly photoId: number }): boolean => now.get(photoId) === fingerprint.get(photoId);
    const same = plan.items.filter(isSame);
    const stale = plan.items.filter((item) => !isSame(item));
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
  const { done, returned, journalIds } = result.carried;
  return { done, returned: [...returned, ...result.left], journalIds };
}

function resultOf(undone: readonly Undone[]): ResolveResult {
  const done = undone.flatMap((each) => each.done);
  const steps = done.flatMap((item) => item.steps);
  return {
    journal_ids: undone.flatMap(({ journalIds }) => journalIds),
    headline: {
      files_set_aside: steps.length,
      bytes_set_aside: steps.reduce((sum, step) => sum + step.sizeBytes, 0),
      files_restored: 0,
      files_moved: 0,
      records_changed: done.length,
      indexes_rewritten: undone.filter((each) => each.done.length > 0).length,
    },
    resolved: [],
    returned: undone.flatMap(({ returned }) => returned.map(({ path, reason }): Refusal => ({ finding_id: 0, path, reason }))),
  };
}
