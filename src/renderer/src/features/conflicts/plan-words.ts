/** Plans and their results in words and numbers. Pure. */
import type { Headline, ResolveAction, ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import { formatList, formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';

/** True when nothing but the catalog would change: such a plan may be applied without its preview. */
export const touchesNoFiles = ({ headline, actions }: Pick<ResolvePlan, 'headline' | 'actions'>): boolean =>
  headline.files_set_aside + headline.files_moved + headline.files_restored === 0 &&
  actions.every(
    ({ action, files_on_record: tracked = 0 }) => (action === 'record' || action === 'remember' || action === 'scan') && tracked === 0,
  );

/** The words of the button, with the numbers one agrees to: `Set aside 36 files`. */
export function confirmWords({ headline, actions }: Pick<ResolvePlan, 'headline' | 'actions'>): string {
  const fetched = actions.filter(({ action }) => action === 'fetch');
  const remembered = actions.filter(({ action }) => action === 'remember').length;
  const parts = [
    headline.files_set_aside > 0 ? t.conflicts.confirmAside(headline.files_set_aside) : null,
    headline.files_restored > 0 ? t.conflicts.confirmRestore(headline.files_restored) : null,
    headline.files_moved > 0 ? t.conflicts.confirmMove(headline.files_moved) : null,
    fetched.length > 0
      ? t.conflicts.confirmFetch(fetched.length, formatBytes(fetched.reduce((sum, { file_size: bytes }) => sum + bytes, 0)))
      : null,
  ].filter((part) => part != null);
  if (parts.length > 0) return sentence(formatList(parts));
  if (headline.records_changed > 0) return t.conflicts.confirmRecords(headline.records_changed);
  return remembered > 0 ? t.conflicts.confirmRemember(remembered) : t.conflicts.confirmCarryOut(actions.length);
}

/** Label and number of each headline; nothing is ever overwritten, and that is said. */
export function headlineFacts(headline: Headline): { readonly label: string; readonly value: string; readonly note?: string }[] {
  return [
    {
      label: t.conflicts.headline.setAside,
      value: formatNumber(headline.files_set_aside),
      ...(headline.bytes_set_aside > 0 ? { note: formatBytes(headline.bytes_set_aside) } : {}),
    },
    { label: t.conflicts.headline.moved, value: formatNumber(headline.files_moved) },
    { label: t.conflicts.headline.restored, value: formatNumber(headline.files_restored) },
    { label: t.conflicts.headline.overwritten, value: '0', note: t.conflicts.headline.never },
    { label: t.conflicts.headline.records, value: formatNumber(headline.records_changed) },
    { label: t.conflicts.headline.indexes, value: formatNumber(headline.indexes_rewritten) },
  ];
}

/** Why a step is taken; of an ignored folder what stays in the library. */
export const stepWhy = ({ action, why, files_on_record: tracked = 0 }: ResolveAction): string =>
  tracked > 0 ? t.conflicts.onRecordStay(tracked) : t.findings.planWhy(action, why);

/** One line per action, with tabs, for a spreadsheet or a mail. */
export function planAsText({ headline, actions, refused }: ResolvePlan): string {
  return [
    ...headlineFacts(headline).map(({ label, value, note }) => `${label}\t${value}${note == null ? '' : ` (${note})`}`),
    '',
    t.conflicts.columnsAsText,
    ...actions.map((step) => [t.conflicts.actions[step.action], step.from ?? '', step.to ?? '', stepWhy(step)].join('\t')),
    ...(refused.length === 0 ? [] : ['', t.conflicts.refusedAsText, ...refused.map(({ path, reason }) => `${path}\t${reason}`)]),
    '',
  ].join('\n');
}

/** What was done, in one line: `36 files set aside`. */
export function resultWords({ headline, resolved }: Pick<ResolveResult, 'headline' | 'resolved'>): string {
  const parts = [
    headline.files_set_aside > 0 ? t.conflicts.wereSetAside(headline.files_set_aside) : null,
    headline.files_restored > 0 ? t.conflicts.wereRestored(headline.files_restored) : null,
    headline.files_moved > 0 ? t.conflicts.wereMoved(headline.files_moved) : null,
  ].filter((part) => part != null);
  return parts.length > 0
    ? parts.join(', ')
    : resolved.length === 0
      ? headline.records_changed > 0
        ? t.conflicts.recordsTaken(headline.records_changed)
        : t.conflicts.nothingChanged
      : t.conflicts.resolved(resolved.length);
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
