/** From decisions to their plan, its preview and the job that carries it out. */
import { create } from 'zustand';
import type { Decision, ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import type { Conflict } from '#contract/scan.ts';
import type { JobDto } from '#contract/job.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { touchesNoFiles } from './plan-words.ts';

interface Previewed {
  readonly plan: ResolvePlan;
  readonly decisions: readonly Decision[];
}

/** What was decided in one go, as far as a rule could repeat it. */
export interface Applied {
  readonly kind: string;
  readonly folder: string;
  readonly as: Decision['as'];
}

interface PlanState {
  readonly isPlanning: boolean;
  /** The plan that is being looked at. */
  readonly preview: Previewed | null;
}

/** The plan that waits for a yes. */
export const usePlan = create<PlanState>(() => ({ isPlanning: false, preview: null }));

/** Decisions of the jobs that were started here, for what may follow them. */
const applied = new Map<string, Applied | null>();
let starting: Applied | null = null;
const uniform = new WeakMap<readonly Decision[], Applied | null>();

/**
 * Asks what the decisions would do. What touches files is shown first; what only changes the catalog is done at once
 * when `mayApply` says so, and can be undone.
 */
export async function decide(decisions: readonly Decision[], conflicts: readonly Conflict[], mayApply = true): Promise<void> {
  if (decisions.length === 0 || usePlan.getState().isPlanning) return;
  usePlan.setState({ isPlanning: true });
  uniform.set(decisions, sameDecision(decisions, conflicts));
  try {
    const plan = await api.call('conflict.plan', { decisions: [...decisions] });
    if (mayApply && plan.refused.length === 0 && touchesNoFiles(plan)) await apply(plan, decisions);
    else usePlan.setState({ preview: { plan, decisions } });
  } catch (thrown) {
    toast({ title: t.conflicts.cannotDecide, description: errorWords(thrown), tone: 'bad' });
  } finally {
    usePlan.setState({ isPlanning: false });
  }
}

/** Leaves everything as it is. */
export const closePreview = (): void => usePlan.setState({ preview: null });

/** Carries out the plan that is being looked at, as it was shown. */
export async function confirmPlan(): Promise<void> {
  const { preview } = usePlan.getState();
  if (preview == null) return;
  closePreview();
  try {
    await apply(preview.plan, preview.decisions);
  } catch (thrown) {
    toast({ title: t.conflicts.nothingChanged, description: errorWords(thrown), tone: 'bad' });
  }
}

/** What was decided in a job that ended, when it was one decision many times over. A quick job ends before its id is known here. */
export const appliedBy = (jobId: string): Applied | null => (applied.has(jobId) ? (applied.get(jobId) ?? null) : starting);

/** The result document of a job that carried out a plan. */
export function resolveResult(job: JobDto): ResolveResult | null {
  const { result } = job;
  return job.kind === 'resolve' && typeof result === 'object' && result != null && 'journal_ids' in result
    ? (result as ResolveResult)
    : null;
}

/** Puts findings off, or brings them back; the toast takes it back. */
export async function postpone(ids: readonly number[], isPostponed = true): Promise<void> {
  if (ids.length === 0) return;
  try {
    const { changed } = await api.call('conflict.postpone', { ids: [...ids], postponed: isPostponed });
    toast({
      title: isPostponed ? t.conflicts.puttingOff(changed) : t.conflicts.broughtBack(changed),
      ...(isPostponed ? { description: t.conflicts.findUnderLater } : {}),
      action: { label: t.common.undo, run: () => void postpone(ids, !isPostponed) },
    });
  } catch (thrown) {
    toast({ title: t.conflicts.notPutOff, description: errorWords(thrown), tone: 'bad' });
  }
}

async function apply(plan: ResolvePlan, decisions: readonly Decision[]): Promise<void> {
  starting = uniform.get(decisions) ?? null;
  const { job_id } = await api.call('conflict.apply', { plan_id: plan.plan_id });
  applied.set(job_id, uniform.get(decisions) ?? null);
}

function sameDecision(decisions: readonly Decision[], conflicts: readonly Conflict[]): Applied | null {
  const byId = new Map(conflicts.map((conflict) => [conflict.id, conflict]));
  const [first] = decisions;
  const kind = byId.get(first?.id ?? 0)?.kind;
  if (first == null || kind == null) return null;
  const isUniform = decisions.every((decision) => decision.as === first.as && byId.get(decision.id)?.kind === kind);
  if (!isUniform) return null;
  const paths = decisions.map(({ id }) => byId.get(id)?.path ?? '');
  return { kind, as: first.as, folder: commonFolder(paths) };
}

function commonFolder(paths: readonly string[]): string {
  let folder = (paths[0] ?? '').split('/').slice(0, -1);
  for (const path of paths) {
    const names = path.split('/');
    const same = folder.findIndex((name, n) => names[n] !== name);
    if (same >= 0) folder = folder.slice(0, same);
  }
  return folder.join('/');
}
