import { History, Search } from 'lucide-react';
import { use, type ReactNode } from 'react';
import { scanPromiseId, startScan, useIsScanning } from '#renderer/api/scan.ts';
import { useJobs, useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { formatInstant } from '#renderer/ui/format.ts';
import { toast } from '#renderer/ui/toasts.ts';
import hidden from '#renderer/ui/Unseen.module.css';
import { filterBy, showOnly, useInbox } from './inbox-store.ts';
import type { Filter } from './inbox-rows.ts';
import styles from './InboxHead.module.css';
import { InboxLinksContext } from './links.ts';
import { listElement } from './list-element.ts';

/** When a scan last ended here: what the storages say, else what this run has seen. */
export function useLastScan(): string | null {
  const told = useStorages(
    (state) =>
      (state.value ?? [])
        .flatMap(({ last_scan }) => last_scan ?? [])
        .sort()
        .at(-1) ?? null,
  );
  const seen = useJobs((state) => state.jobs.find(({ kind, status }) => kind === 'scan' && status === 'done')?.finished_at ?? null);
  return told == null || (seen != null && seen > told) ? seen : told;
}

/** When was scanned last. */
export const lastScanWords = (instant: string): string => t.conflicts.lastScan(formatInstant(instant));

/** Above the list: when was scanned last, what may be done with the page, and the chips. */
export function InboxHead({
  chips,
  shown,
  scan,
  onRules,
}: {
  chips: readonly { readonly filter: Filter; readonly count: number }[];
  shown: number;
  scan: ReactNode;
  onRules: () => void;
}) {
  const { filter, text } = useInbox();
  const last = useLastScan();
  const { onHistory } = use(InboxLinksContext);
  return (
    <header className={styles.head}>
      <div className={styles.headLine}>
        <p id={scanPromiseId} className={styles.promise}>
          {last == null ? '' : `${lastScanWords(last)} `}
          {t.errors.scanPromise}
        </p>
        <Button variant="ghost" onClick={onRules}>
          {t.conflicts.rulesMore}
        </Button>
        <Button variant="ghost" onClick={onHistory}>
          <History size={16} strokeWidth={1.5} aria-hidden /> {t.common.history}
        </Button>
        <ScanNow />
      </div>
      {scan}
      {chips.some(({ count }) => count > 0) && (
        <div className={styles.headLine}>
          <div role="group" aria-label={t.common.show} className={styles.chips}>
            {chips.map(({ filter: each, count }) => (
              <button
                key={each}
                type="button"
                className={styles.chip}
                data-apart={each === 'later' || (each === 'ignored' && !chips.some((chip) => chip.filter === 'later')) ? '' : undefined}
                aria-pressed={each === filter}
                onClick={() => showOnly(each)}
              >
                {t.findings.filters[each]} <span className={styles.chipCount}>{formatNumber(count)}</span>
              </button>
            ))}
          </div>
          <div className={styles.filterField}>
            <Search size={14} strokeWidth={1.5} aria-hidden />
            <input
              type="text"
              aria-label={t.conflicts.filterFindings}
              placeholder={t.conflicts.filterByName}
              value={text}
              onChange={(event) => filterBy(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && text !== '') {
                  event.preventDefault();
                  filterBy('');
                }
                if (event.key === 'ArrowDown' || event.key === 'Enter') {
                  event.preventDefault();
                  listElement()?.focus();
                }
              }}
            />
          </div>
          <span className={hidden.unseen} role="status">
            {text === '' ? '' : t.conflicts.shown(shown)}
          </span>
        </div>
      )}
    </header>
  );
}

function ScanNow() {
  const isScanning = useIsScanning();
  const storages = (useStorages((state) => state.value) ?? []).filter((storage) => storage.is_accessible);
  const scan = async (): Promise<void> => {
    for (const failure of await startScan(storages)) toast({ ...failure, tone: 'bad' });
  };
  return (
    <Button
      disabled={storages.length === 0}
      aria-disabled={isScanning}
      aria-describedby={scanPromiseId}
      onClick={() => !isScanning && void scan()}
    >
      {isScanning ? t.storages.scanning : t.storages.scanNow}
    </Button>
  );
}
