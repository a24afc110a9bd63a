/** How a storage is, in words. Pure. */
import type { DiscoveredStorage, StorageDto, WatchStatus } from '#contract/storage.ts';
import { plural } from '#renderer/i18n/numbers.ts';
import { formatInstant } from '#renderer/ui/format.ts';

/** What waits or went wrong there, worst first; null for a healthy storage. */
export function healthWords({ health }: Pick<StorageDto, 'health'>): string | null {
  const { corrupt_files, missing_files, open_findings, stale_indexes } = health;
  const parts = [
    corrupt_files > 0 ? plural(corrupt_files, 'damaged file') : null,
    missing_files > 0 ? plural(missing_files, 'missing file') : null,
    open_findings > 0 ? plural(open_findings, 'finding waits for you', 'findings wait for you') : null,
    stale_indexes > 0
      ? `${plural(stale_indexes, 'session')} to be written to ${stale_indexes === 1 ? 'its index' : 'their indexes'}`
      : null,
  ].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** `All is well` only where someone has looked: a storage that was never scanned has no health to speak of. */
export const wellWords = ({ last_scan }: Pick<StorageDto, 'last_scan'>): string =>
  last_scan == null ? 'Not scanned yet' : 'Everything matched at the last scan';

/** How changes in its folders are noticed, and when it is looked at next. */
export function watchWords(status: WatchStatus | undefined): string | null {
  if (status == null) return null;
  const next = status.next_scan_at == null ? '' : ` Next scan ${formatInstant(status.next_scan_at)}.`;
  if (status.state === 'watching') return `Changes are followed as they happen.${next}`;
  if (status.state === 'periodic') return `${status.notice ?? 'Scanned now and then.'}${next}`;
  return status.notice == null ? 'Changes are not followed.' : `Changes are not followed. ${status.notice}`;
}

export const relationWords: Record<DiscoveredStorage['relation'], string> = {
  known: 'In your library',
  moved: 'Moved',
  clone: 'There twice',
  new: 'Not in your library',
};
