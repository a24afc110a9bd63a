/** Carrying out a plan that was shown: looked at once more, journaled, done, recorded. */
import type { Decision, Refusal, ResolveResult } from '#contract/resolve.ts';
import type { Context } from '../context.ts';
import type { JobControl } from '../jobs.ts';
import { answerStorage } from './answer-storage.ts';
import { adoptSessions } from '../index-merge/adopt-sessions.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { requireWritable, type StorageRow } from '../storage-rows.ts';
import type { BatchItem } from './batch.ts';
import { fetchContents } from './fetch-contents.ts';
import { journalAndCarry } from './journal-batch.ts';
import { answersOf, concludeFor, headlineOf, questionsByStorage, refusalsOf, type StorageOutcomes } from './plan-decisions.ts';
import { takePlan } from './plan-store.ts';
import { registerAnswers } from './register-answers.ts';
import { takeWords } from './take-words.ts';

/** Starts a scan of a folder of a storage: some answers are that a file shall be looked at again. @returns its job */
export type Rescan = (storage: StorageRow, folder: string, isFull: boolean) => Promise<string | null>;

/** @throws ImaLinkError plan-expired */
export function startApply(context: Context, planId: string, rescan: Rescan): { job_id: string } {
  const plan = takePlan(context, planId, 'resolve');
  const title = `Resolve ${plan.decisions.length} ${plan.decisions.length === 1 ? 'finding' : 'findings'}`;
  return {
    job_id: context.jobs.start({ kind: 'resolve', title }, (control) =>
      applyDecisions(context, control, plan.decisions, plan.fingerprint, rescan),
    ),
  };
}

/**
 * Applies decisions, storage by storage.
 * @param fingerprint what was shown; what would do something else now is returned. Null: nothing was shown (a rule)
 */
export async function applyDecisions(
  context: Context,
  control: JobControl,
  decisions: readonly Decision[],
  fingerprint: ReadonlyMap<number, string> | null,
  rescan: Rescan = async () => null,
): Promise<ResolveResult> {
  control.progress({ phase: 'applying', total_files: decisions.length, done_files: 0 });
  const results: ResolveResult[] = [];
  for (const { storage, questions } of await questionsByStorage(context, decisions)) {
    results.push(
      await oneAtATime(context, storage.id, () => applyToStorage(context, control, { storage, questions }, fingerprint, rescan)),
    );
    context.emit('conflicts.changed', { storage_uuid: storage.uuid });
    context.emit('storage.changed', { storage_uuid: storage.uuid });
  }
  context.emit('photos.changed', { reason: 'scan', session_id: null });
  const sum = (key: keyof ResolveResult['headline']): number => results.reduce((total, result) => total + result.headline[key], 0);
  return {
    journal_ids: results.flatMap((result) => result.journal_ids),
    headline: {
      files_set_aside: sum('files_set_aside'),
      bytes_set_aside: sum('bytes_set_aside'),
      files_restored: sum('files_restored'),
      files_moved: sum('files_moved'),
      records_changed: sum('records_changed'),
      indexes_rewritten: sum('indexes_rewritten'),
    },
    resolved: results.flatMap((result) => result.resolved),
    returned: results.flatMap((result) => result.returned),
    scan_jobs: results.flatMap((result) => result.scan_jobs ?? []),
  };
}

async function applyToStorage(
  context: Context,
  control: JobControl,
  { storage, questions }: Pick<StorageOutcomes, 'storage' | 'questions'>,
  fingerprint: ReadonlyMap<number, string> | null,
  rescan: Rescan,
): Promise<ResolveResult> {
  // Looked up inside the queue: a scan may have run since the preview.
  const planned = await concludeFor(context, storage, questions);
  const answers = answersOf(planned);
  const isAsShown = ({ question, answer }: (typeof answers)[number]): boolean =>
    fingerprint === null || fingerprint.get(question.finding.id) === JSON.stringify(answer);
  const same = answers.filter(isAsShown);
  const stale: Refusal[] = answers
    .filter((each) => !isAsShown(each))
    .map(({ question: { finding } }) => ({ finding_id: finding.id, path: finding.path, reason: 'It has changed since the preview.' }));
  const touching = same.some(({ answer }) => answer.steps.length > 0 || answer.register !== undefined || answer.adoptIndex !== undefined);
  if (touching) await requireWritable(storage);
  const items = same
    .filter(
      ({ answer }) =>
        answer.register === undefined &&
        (answer.rescan === undefined || answer.changes.length > 0) &&
        answer.words === undefined &&
        answer.adoptIndex === undefined &&
        answer.storage === undefined,
    )
    .map(({ question, answer }) => itemOf(question, answer));
  const carried = await journalAndCarry(context, control, storage, items);
  const registered = await registerAnswers(context, control, storage, same);
  const taken = await takeWords(context, same);
  const adopted = await adoptSessions(context, storage, same);
  const fetched = await fetchContents(context, control, storage, same);
  const scanJobs = await startRescans(storage, same, rescan);
  const whole = await answerStorage(context, storage, same);
  // A storage that is away or read-only gets its indexes when it is back.
  await context.indexes.flush();
  const done = new Set([...carried.done.map((item) => item.findingId), ...registered.done, ...taken.done, ...adopted.done, ...whole.done]);
  return {
    journal_ids: [...carried.journalIds, ...registered.journalIds, ...adopted.journalIds],
    headline: headlineOf(same.filter(({ question }) => done.has(question.finding.id))),
    resolved: [...done],
    returned: [
      ...refusalsOf(planned),
      ...stale,
      ...carried.returned,
      ...registered.returned,
      ...taken.returned,
      ...fetched,
      ...whole.returned,
    ],
    scan_jobs: scanJobs,
  };
}

/** One scan for each folder that is to be looked at again; one of them that reads every file is enough. */
async function startRescans(storage: StorageRow, answered: ReturnType<typeof answersOf>, rescan: Rescan): Promise<string[]> {
  const folders = new Map<string, boolean>();
  for (const { question, answer } of answered) {
    if (answer.rescan === undefined) continue;
    const folder = folderOf(question.finding.kind, answer.rescan);
    folders.set(folder, folders.get(folder) === true || answer.isFullScan === true);
  }
  const jobs: string[] = [];
  for (const [folder, isFull] of folders) {
    const jobId = await rescan(storage, folder, isFull);
    if (jobId !== null) jobs.push(jobId);
  }
  return jobs;
}

function itemOf(
  question: StorageOutcomes['questions'][number],
  answer: { steps: BatchItem['steps']; changes: BatchItem['changes']; remember: BatchItem['remember'] },
): BatchItem {
  const { finding, decision } = question;
  const { steps, changes, remember } = answer;
  return { findingId: finding.id, kind: finding.kind, path: finding.path, as: decision.as, steps, changes, remember };
}

/** A file is read again with the folder it is in. */
const folderOf = (kind: string, path: string): string =>
  kind === 'mass_missing' ? path : path.slice(0, Math.max(0, path.lastIndexOf('/')));
