/** Plans and their results in words and numbers. Pure. */
import type { Headline, ResolveAction, ResolvePlan, ResolveResult } from '#contract/resolve.ts';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { formatBytes } from '#renderer/ui/format.ts';

const allOf = new Intl.ListFormat('en', { type: 'conjunction' });

/** True when nothing but the catalog would change: such a plan may be applied without its preview. */
export const touchesNoFiles = ({ headline, actions }: Pick<ResolvePlan, 'headline' | 'actions'>): boolean =>
  headline.files_set_aside + headline.files_moved + headline.files_restored === 0 &&
  actions.every(({ action }) => action === 'record' || action === 'remember');

/** The words of the button, with the numbers one agrees to: `Set aside 36 files`. */
export function confirmWords({ headline, actions }: Pick<ResolvePlan, 'headline' | 'actions'>): string {
  const remembered = actions.filter(({ action }) => action === 'remember').length;
  const parts = [
    headline.files_set_aside > 0 ? `set aside ${plural(headline.files_set_aside, 'file')}` : null,
    headline.files_restored > 0 ? `restore ${plural(headline.files_restored, 'file')}` : null,
    headline.files_moved > 0 ? `move ${plural(headline.files_moved, 'file')}` : null,
  ].filter((part) => part != null);
  if (parts.length > 0) return sentence(allOf.format(parts));
  if (headline.records_changed > 0) return `Change ${plural(headline.records_changed, 'catalog record')}`;
  return remembered > 0 ? `Remember ${plural(remembered, 'decision')}` : `Carry out ${plural(actions.length, 'decision')}`;
}

/** Label and number of each headline; nothing is ever overwritten, and that is said. */
export function headlineFacts(headline: Headline): { readonly label: string; readonly value: string; readonly note?: string }[] {
  return [
    {
      label: 'Files set aside',
      value: formatNumber(headline.files_set_aside),
      ...(headline.bytes_set_aside > 0 ? { note: formatBytes(headline.bytes_set_aside) } : {}),
    },
    { label: 'Files moved', value: formatNumber(headline.files_moved) },
    { label: 'Files restored', value: formatNumber(headline.files_restored) },
    { label: 'Files overwritten', value: '0', note: 'never' },
    { label: 'Catalog records', value: formatNumber(headline.records_changed) },
    { label: 'Index files', value: formatNumber(headline.indexes_rewritten) },
  ];
}

export const actionWords: Readonly<Record<ResolveAction['action'], string>> = {
  set_aside: 'Set aside',
  restore: 'Restore',
  move: 'Move',
  record: 'Record',
  remember: 'Remember',
};

/** One line per action, with tabs, for a spreadsheet or a mail. */
export function planAsText({ headline, actions, refused }: ResolvePlan): string {
  return [
    ...headlineFacts(headline).map(({ label, value, note }) => `${label}\t${value}${note == null ? '' : ` (${note})`}`),
    '',
    'Action\tFrom\tTo\tWhy',
    ...actions.map(({ action, from, to, why }) => [actionWords[action], from ?? '', to ?? '', why].join('\t')),
    ...(refused.length === 0 ? [] : ['', 'Left in the inbox\tWhy', ...refused.map(({ path, reason }) => `${path}\t${reason}`)]),
    '',
  ].join('\n');
}

/** What was done, in one line: `36 files set aside`. */
export function resultWords({ headline, resolved }: Pick<ResolveResult, 'headline' | 'resolved'>): string {
  const parts = [
    headline.files_set_aside > 0 ? `${plural(headline.files_set_aside, 'file')} set aside` : null,
    headline.files_restored > 0 ? `${plural(headline.files_restored, 'file')} restored` : null,
    headline.files_moved > 0 ? `${plural(headline.files_moved, 'file')} moved` : null,
  ].filter((part) => part != null);
  return parts.length > 0
    ? parts.join(', ')
    : resolved.length === 0
      ? headline.records_changed > 0
        ? `${plural(headline.records_changed, 'record')} taken out of the library`
        : 'Nothing was changed'
      : `${plural(resolved.length, 'finding')} resolved`;
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
