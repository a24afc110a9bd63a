/** What a scan found, and findings in a table, as the command line prints them. */
import type { Conflict, ScanResult } from '#contract/scan.ts';
import { table } from '../terminal.ts';

export const listedConflicts = (conflicts: readonly Conflict[]): string =>
  table([
    ['ID', 'KIND', 'PATH', 'SUGGESTION'],
    ...conflicts.map((conflict) => [conflict.id ?? '-', conflict.kind, conflict.path, conflict.default]),
  ]);

/** @returns the text, and how many findings wait for a person */
export function scanText(value: ScanResult, isDry: boolean): { readonly text: string; readonly waiting: number } {
  const waiting = value.conflicts.filter((conflict) => conflict.lane === 'ask' || conflict.lane === 'suggest');
  const text = [
    value.changes_detected ? (isDry ? 'Nothing was changed. This scan would find:' : 'Found:') : 'Everything matches.',
    table(Object.entries(value.counts)),
    ...(value.applied.journal_id === null
      ? []
      : [`Applied as entry ${value.applied.journal_id}; take it back with: imalink history undo ${value.applied.journal_id}`]),
    ...(value.deferred === 0 ? [] : [`${value.deferred} files were still being written; scan again to follow them.`]),
    ...(waiting.length === 0 ? [] : ['Waiting for you:', listedConflicts(waiting)]),
  ].join('\n');
  return { text, waiting: waiting.length };
}
