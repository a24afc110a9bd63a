/** What is told when a plan has been carried out: what was done, Undo, and once, whether it is always to be done. */
import type { ResolveResult } from '#contract/resolve.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { plural } from '#renderer/i18n/numbers.ts';
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
  const { journal_ids, returned, resolved } = result;
  const decided = appliedBy(jobId);
  const [journalId] = journal_ids;
  toast({
    title: resultWords(result),
    stays: true,
    ...(returned.length > 0 ? { description: `${returnedWords(returned)}: changed since the preview.` } : { tone: 'ok' as const }),
    ...(journal_ids.length > 0 ? { action: { label: 'Undo', run: () => void undoEntries(journal_ids) } } : {}),
    ...(decided != null && journalId != null && journal_ids.length === 1 && resolved.length > 0 && isRuleWorthy(decided)
      ? { also: { label: 'Always do this…', run: () => void alwaysDo(journalId, decided) } }
      : {}),
  });
}

/** An undo of an import answers no finding: what it left alone is a file. */
const returnedWords = (returned: ResolveResult['returned']): string =>
  returned.some(({ finding_id }) => finding_id > 0)
    ? `${plural(returned.length, 'finding')} came back to the inbox`
    : `${plural(returned.length, 'file')} stayed`;

/** Questions about one file, or about a place one has to show, cannot be answered for all that is to come. */
const isRuleWorthy = ({ as }: Applied): boolean =>
  ['set_aside', 'keep_both', 'new_version', 'separate_photo', 'import', 'adopt', 'ignore'].includes(as);

async function alwaysDo(journal_id: number, { kind, as, folder }: Applied): Promise<void> {
  try {
    const { rules } = await api.call('rule.create', { journal_id, folder });
    const ids = rules.map(({ id }) => id);
    toast({
      title: `Rule made: ${ruleTitle({ kind, as })}`,
      description: `For ${folder === '' ? 'the whole storage' : folderWords(folder)}. It is listed under Rules.`,
      tone: 'ok',
      stays: true,
      ...(ids.length === 1 ? { action: { label: 'Undo', run: () => void api.call('rule.remove', { id: ids[0] as number }) } } : {}),
    });
  } catch (thrown) {
    toast({ title: 'No rule was made', description: errorWords(thrown), tone: 'bad' });
  }
}
