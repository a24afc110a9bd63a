/**
 * Plans that were shown and wait to be confirmed. Kept in memory on purpose: a plan does not outlive the process that
 * showed it, and what is destructive can only be done by naming one.
 */
import { ImaLinkError } from '#contract/errors.ts';
import type { Decision, TrashBatch } from '#contract/resolve.ts';
import { perEngine, type Context } from '../context.ts';

const validForMs = 30 * 60_000;
const mostPlans = 50;

export type KeptPlan =
  | { readonly kind: 'resolve'; readonly decisions: readonly Decision[]; readonly fingerprint: ReadonlyMap<number, string> }
  | {
      readonly kind: 'undo-import';
      /** One session, or all that the import was split into. */
      readonly parts: readonly {
        readonly sessionId: number;
        readonly fingerprint: ReadonlyMap<number, string>;
        /** Paths that were said to stay. */
        readonly left: ReadonlySet<string>;
      }[];
    }
  | { readonly kind: 'empty-trash'; readonly batches: readonly TrashBatch[] };

const plansOf = perEngine(() => new Map<string, { readonly plan: KeptPlan; readonly expiresMs: number }>());

export function keepPlan(context: Context, plan: KeptPlan): { readonly planId: string; readonly expiresAt: string } {
  const plans = plansOf(context);
  const planId = context.clock.newUuid();
  const expiresMs = context.clock.now().getTime() + validForMs;
  plans.set(planId, { plan, expiresMs });
  for (const oldest of [...plans.keys()].slice(0, Math.max(0, plans.size - mostPlans))) plans.delete(oldest);
  return { planId, expiresAt: new Date(expiresMs).toISOString() };
}

/** Takes a plan off the shelf: each is carried out once. @throws ImaLinkError plan-expired */
export function takePlan<K extends KeptPlan['kind']>(context: Context, planId: string, kind: K): Extract<KeptPlan, { kind: K }> {
  const plans = plansOf(context);
  const found = plans.get(planId);
  plans.delete(planId);
  if (found?.plan.kind !== kind || found.expiresMs < context.clock.now().getTime())
    throw new ImaLinkError('plan-expired', undefined, { details: { plan_id: planId } });
  return found.plan as Extract<KeptPlan, { kind: K }>;
}
