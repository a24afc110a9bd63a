/** From decisions to a plan that a person can read: what each would do, nothing done yet. */
import { ImaLinkError } from '#contract/errors.ts';
import type { Decision, Headline, ResolveAction, ResolvePlan } from '#contract/resolve.ts';
import { join } from 'node:path';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { FindingKind } from '#domain/reconcile/types.ts';
import { guardCopies } from '#domain/resolve/guard-copies.ts';
import { resolveFinding } from '#domain/resolve/resolve-finding.ts';
import type { Answer, FileStep, OpenFinding, Outcome } from '#domain/resolve/types.ts';
import type { Context } from '../context.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { gatherEvidence, type Question } from './evidence.ts';
import { keepPlan } from './plan-store.ts';

/** The questions of one storage with what was concluded. */
export interface StorageOutcomes {
  readonly storage: StorageRow;
  readonly questions: readonly Question[];
  readonly outcomes: ReadonlyMap<number, Outcome>;
}

/** @throws ImaLinkError conflict-not-found, bad-input when a finding is named twice */
export async function planDecisions(context: Context, decisions: readonly Decision[]): Promise<ResolvePlan> {
  const planned: StorageOutcomes[] = [];
  for (const { storage, questions } of await questionsByStorage(context, decisions))
    planned.push(await concludeFor(context, storage, questions));
  const { planId, expiresAt } = keepPlan(context, { kind: 'resolve', decisions, fingerprint: fingerprintOf(planned) });
  return {
    plan_id: planId,
    expires_at: expiresAt,
    headline: headlineOf(planned.flatMap(answersOf)),
    actions: planned.flatMap(actionsOf),
    refused: planned.flatMap(refusalsOf),
  };
}

/** Decisions by the storage they are about. @throws ImaLinkError conflict-not-found, bad-input */
export async function questionsByStorage(
  context: Context,
  decisions: readonly Decision[],
): Promise<readonly { readonly storage: StorageRow; readonly questions: readonly Question[] }[]> {
  const byStorage = Map.groupBy(await readQuestions(context, decisions), (question) => question.storageId);
  const storages = await context.catalog.read.selectFrom('storage').selectAll().execute();
  return storages.flatMap((storage) => {
    const questions = byStorage.get(storage.id);
    return questions ? [{ storage, questions }] : [];
  });
}

/** What every decision leads to as things are now. */
export async function concludeFor(context: Context, storage: StorageRow, questions: readonly Question[]): Promise<StorageOutcomes> {
  const evidence = await gatherEvidence(context, storage, questions);
  const outcomes = new Map<number, Outcome>();
  for (const { finding, decision } of questions) {
    const known = evidence.get(finding.id);
    if (known) outcomes.set(finding.id, resolveFinding(finding, decision, known));
  }
  const { photos } = pathsOf(storage);
  return { storage, questions, outcomes: guardCopies(outcomes, (path) => `${photos}/${path}`) };
}

async function readQuestions(context: Context, decisions: readonly Decision[]): Promise<(Question & { readonly storageId: number })[]> {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  if (byId.size !== decisions.length) throw new ImaLinkError('bad-input', 'A finding is named twice; decide each one once.');
  const ids = [...byId.keys()];
  const rows = [];
  for (let start = 0; start < ids.length; start += 1000)
    rows.push(
      ...(await context.catalog.read
        .selectFrom('finding')
        .selectAll()
        .where('id', 'in', ids.slice(start, start + 1000))
        .execute()),
    );
  const known = new Set(rows.map((row) => row.id));
  const absent = ids.find((id) => !known.has(id));
  if (absent !== undefined)
    throw new ImaLinkError('conflict-not-found', `There is no finding ${absent}. \`imalink conflicts list\` shows the open ones.`, {
      details: { id: absent },
    });
  return rows
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    .map((row) => ({
      storageId: row.storage_id,
      decision: byId.get(row.id) as Decision,
      finding: {
        id: row.id,
        kind: row.kind as FindingKind,
        path: row.path,
        facts: JSON.parse(row.facts_json) as OpenFinding['facts'],
        changes: JSON.parse(row.changes_json) as CatalogChange[],
        isOver: isOver(row),
      },
    }));
}

/** A copy that was put on record without asking may still be decided: both files stand. */
function isOver({ status, kind }: { readonly status: string; readonly kind: string }): boolean {
  return status === 'gone' || status === 'resolved' || (status === 'applied' && kind !== 'duplicate');
}

/** Equal exactly when every decision would still do what it would have done. */
export function fingerprintOf(planned: readonly StorageOutcomes[]): ReadonlyMap<number, string> {
  return new Map(planned.flatMap(({ outcomes }) => [...outcomes].map(([id, outcome]) => [id, JSON.stringify(outcome)] as const)));
}

interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

export function answersOf({ questions, outcomes }: StorageOutcomes): Answered[] {
  return questions.flatMap((question) => {
    const outcome = outcomes.get(question.finding.id);
    return outcome && !('refused' in outcome) ? [{ question, answer: outcome }] : [];
  });
}

export function refusalsOf({ questions, outcomes }: StorageOutcomes) {
  return questions.flatMap(({ finding }) => {
    const outcome = outcomes.get(finding.id);
    return outcome && 'refused' in outcome ? [{ finding_id: finding.id, path: finding.path, reason: outcome.refused }] : [];
  });
}

export function headlineOf(answered: readonly Answered[]): Headline {
  const steps = answered.flatMap(({ answer }) => answer.steps);
  const aside = steps.filter((step) => step.step === 'set_aside');
  const changes = answered.flatMap(({ answer }) => answer.changes);
  return {
    files_set_aside: aside.length,
    bytes_set_aside: aside.reduce((sum, step) => sum + step.sizeBytes, 0),
    files_restored: steps.filter((step) => step.step === 'copy_in').length,
    files_moved: steps.filter((step) => step.step === 'move').length,
    records_changed: changes.length,
    indexes_rewritten: new Set(changes.flatMap(sessionOf)).size,
  };
}

/** Sessions that a change surely touches; a lower bound is enough for a headline. */
function sessionOf(change: CatalogChange): number[] {
  if ('record' in change) return [change.record.file.sessionId, ...change.record.referencedBy];
  if (change.change === 'give_file') return [change.from, change.to];
  return 'sessionId' in change ? [change.sessionId] : [];
}

function actionsOf(planned: StorageOutcomes): ResolveAction[] {
  return answersOf(planned).flatMap(({ question, answer }) => {
    const base = { finding_id: question.finding.id, why: answer.why };
    const touching = answer.steps.map((step) => ({ ...base, ...wordsOf(step), file_size: step.sizeBytes }));
    if (touching.length > 0) return touching;
    return [
      {
        ...base,
        action: actionOf(answer),
        from: question.finding.path,
        to: targetOf(answer),
        file_size: answer.fetch?.sizeBytes ?? 0,
        ...(answer.tracked === undefined ? {} : { files_on_record: answer.tracked }),
      },
    ];
  });
}

/** What an answer without a step with files is. */
function actionOf({ fetch, rescan, remember, changes }: Answer): ResolveAction['action'] {
  if (fetch) return 'fetch';
  if (changes.length > 0) return 'record';
  return rescan !== undefined ? 'scan' : remember.length > 0 ? 'remember' : 'record';
}

function wordsOf(step: FileStep): Pick<ResolveAction, 'action' | 'from' | 'to'> {
  if (step.step === 'set_aside') return { action: 'set_aside', from: step.path, to: join('.imalink', 'trash') };
  if (step.step === 'move') return { action: 'move', from: step.from, to: step.to };
  return { action: 'restore', from: step.source, to: step.to };
}

function targetOf({ changes }: Answer): string | null {
  const moved = changes.find((change) => change.change === 'move_file');
  return moved?.change === 'move_file' ? moved.to : null;
}
