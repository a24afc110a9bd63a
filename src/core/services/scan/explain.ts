/** What a kind of finding means: the texts of the domain, by name. */
import { ImaLinkError } from '#contract/errors.ts';
import { explainKind } from '#domain/reconcile/explain-kind.ts';
import { findingKinds, type FindingKind } from '#domain/reconcile/types.ts';

/** @throws ImaLinkError conflict-not-found for a kind that does not exist */
export function explain(kind: string) {
  if (!(findingKinds as readonly string[]).includes(kind)) {
    throw new ImaLinkError('conflict-not-found', `There is no kind ${JSON.stringify(kind)}. Kinds are: ${findingKinds.join(', ')}.`, {
      details: { kind },
    });
  }
  const { title, why, whatYouCanDo } = explainKind(kind as FindingKind);
  return { kind, title, why, what_you_can_do: [...whatYouCanDo] };
}
