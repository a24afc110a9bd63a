/** Rules in words. Pure. */
import type { Decision } from '#contract/resolve.ts';
import { t } from '#renderer/i18n/t.ts';

/** What a rule does, as one says it: “Set byte-identical copies aside”. */
export const ruleTitle = ({ kind, as }: { readonly kind: string; readonly as: Decision['as'] }): string => t.findings.rule(kind, as);
