/** How a storage is, in words. Pure. */
import type { StorageDto, WatchStatus } from '#contract/storage.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatInstant } from '#renderer/ui/format.ts';

/** What waits or went wrong there, worst first; null for a healthy storage. */
export function healthWords({ health }: Pick<StorageDto, 'health'>): string | null {
  const { corrupt_files, missing_files, open_findings, stale_indexes } = health;
  const parts = [
    corrupt_files > 0 ? t.storages.damagedFiles(corrupt_files) : null,
    missing_files > 0 ? t.storages.missingFiles(missing_files) : null,
    open_findings > 0 ? t.storages.findingsWait(open_findings) : null,
    stale_indexes > 0 ? t.storages.sessionsToWrite(stale_indexes) : null,
  ].filter((part) => part != null);
  return parts.length === 0 ? null : parts.join(', ');
}

/** `All is well` only where someone has looked: a storage that was never scanned has no health to speak of. */
export const wellWords = ({ last_scan }: Pick<StorageDto, 'last_scan'>): string =>
  last_scan == null ? t.storages.notScanned : t.storages.allMatched;

/** How changes in its folders are noticed, and when it is looked at next. */
export function watchWords(status: WatchStatus | undefined): string | null {
  if (status == null) return null;
  const next = status.next_scan_at == null ? '' : t.storages.nextScan(formatInstant(status.next_scan_at));
  if (status.state === 'watching') return `${t.storages.followed}${next}`;
  if (status.state === 'periodic') return `${status.notice == null ? t.storages.nowAndThen : t.storages.watchNotice(status.notice)}${next}`;
  return status.notice == null ? t.storages.notFollowed : `${t.storages.notFollowed} ${t.storages.watchNotice(status.notice)}`;
}
