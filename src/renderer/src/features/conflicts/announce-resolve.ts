/** What is told when a plan has been carried out: what was done, Undo, and once, whether it is always to be done. */
import type { ResolveResult } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { expectScan } from '#renderer/api/scan.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { settle } from './inbox-store.ts';
import { folderWords } from './paths.ts';
import { appliedBy, type Applied } from './plan-store.ts';
import { resultWords } from './plan-words.ts';
import { ruleTitle } from './rule-words.ts';
import { undoEntries } from './undo-history.ts';

/** Tells the end of a job that carried out a plan; what came back is shown at its row. */
export function announceResolve(jobId: string, result: ResolveResult): void {
  settle(result.resolved, result.returned);
  const { journal_ids, returned, resolved, scan_jobs: scans = [] } = result;
  // What a scan found is told when it ends.
  for (const scan of scans) expectScan(scan);
  if (scans.length > 0 && resolved.length + returned.length === 0) return;
  const decided = appliedBy(jobId);
  const [journalId] = journal_ids;
  toast({
    title: resultWords(result),
    stays: true,
    ...(returned.length > 0 ? { description: t.conflicts.changedSince(returnedWords(returned)) } : { tone: 'ok' as const }),
    ...(journal_ids.length > 0 ? { action: { label: t.common.undo, run: () => void undoEntries(journal_ids) } } : {}),
    ...(decided != null && journalId != null && journal_ids.length === 1 && resolved.length > 0 && isRuleWorthy(decided)
      ? { also: { label: t.conflicts.alwaysDo, run: () => void alwaysDo(journalId, decided) } }
      : {}),
  });
}

/** An undo of an import answers no finding: what it left alone is a file. */
const returnedWords = (returned: ResolveResult['returned']): string =>
  returned.some(({ finding_id }) => finding_id > 0) ? t.conflicts.cameBack(returned.length) : t.conflicts.filesStayed(returned.length);

/** Questions about one file, or about a place one has to show, cannot be answered for all that is to come. */
const isRuleWorthy = ({ as }: Applied): boolean =>
  ['set_aside', 'keep_both', 'new_version', 'separate_photo', 'import', 'adopt', 'ignore'].includes(as);

async function alwaysDo(journal_id: number, { kind, as, folder }: Applied): Promise<void> {
  try {
    const { rules } = await api.call('rule.create', { journal_id, folder });
    const ids = rules.map(({ id }) => id);
    toast({
      title: t.conflicts.ruleMade(ruleTitle({ kind, as })),
      description: t.conflicts.ruleFor(folder === '' ? t.conflicts.theWholeStorage : folderWords(folder)),
      tone: 'ok',
      stays: true,
      ...(ids.length === 1 ? { action: { label: t.common.undo, run: () => void api.call('rule.remove', { id: ids[0] as number }) } } : {}),
    });
  } catch (thrown) {
    toast({ title: t.conflicts.noRuleMade, description: errorWords(thrown), tone: 'bad' });
  }
}
