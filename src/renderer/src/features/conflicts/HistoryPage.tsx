import { ChevronDown, ChevronRight, History, Undo2 } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { TrashBatch } from '#contract/resolve.ts';
import type { JournalEntry } from '#contract/scan.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatBytes, formatInstant } from '#renderer/ui/format.ts';
import { PageState } from '#renderer/ui/PageState.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { changeWords, entryActor, entryTitle, isNote, isOfScan } from './history-words.ts';
import styles from './History.module.css';
import { SetAsideStore } from './SetAsideStore.tsx';
import { undoHistory } from './undo-history.ts';

const hints = ['storage.changed', 'photos.changed', 'conflicts.changed'] as const;
/** More lines nobody reads here; the command line has them all. */
const shownAtMost = 500;

/** What scans and decisions changed, newest first; each can be taken back, until what was set aside is emptied. */
export function HistoryPage() {
  const { value, error, reload } = useCall('history.list', {}, hints);
  const trash = useCall('trash.list', {}, hints);
  const reloadAll = (): void => {
    reload();
    trash.reload();
  };
  const batches = trash.value?.batches ?? [];
  return (
    <PageState
      value={value}
      error={error}
      onRetry={reload}
      name={t.common.history}
      icon={History}
      errorTitle={t.conflicts.historyNotRead}
      skeleton={[0, 1].map((n) => (
        <Skeleton key={n} height={64} />
      ))}
      skeletonClass={styles.page}
    >
      {({ entries }) =>
        entries.length === 0 ? (
          <EmptyState icon={History} title={t.conflicts.nothingChangedYet}>
            {t.conflicts.whatHistoryIs}
          </EmptyState>
        ) : (
          <div className={styles.page}>
            {trash.value != null && <SetAsideStore batches={batches} onChanged={reloadAll} />}
            <ol aria-label={t.common.history}>
              {entries.map((entry) => (
                <Entry
                  key={entry.id}
                  entry={entry}
                  batches={batches.filter(({ journal_id }) => journal_id === entry.id)}
                  onChanged={reloadAll}
                />
              ))}
            </ol>
          </div>
        )
      }
    </PageState>
  );
}

function Entry({ entry, batches, onChanged }: { entry: JournalEntry; batches: readonly TrashBatch[]; onChanged: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const [showsFiles, setShowsFiles] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const id = useId();
  const isUndone = entry.undone_at != null;
  const title = entryTitle(entry);
  const aside = batches.reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  const Chevron = showsFiles ? ChevronDown : ChevronRight;
  const undo = async (): Promise<void> => {
    setBusy(true);
    // The button goes with the undo; the focus stays with its entry.
    if (await undoHistory(entry.id, !isOfScan(entry))) item.current?.focus();
    setBusy(false);
    onChanged();
  };
  return (
    <li ref={item} tabIndex={-1} className={styles.entry} data-undone={isUndone ? '' : undefined}>
      <div className={styles.line}>
        <div className={styles.words}>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.facts}>
            {entryActor(entry)} · {formatInstant(entry.created_at)} · {t.conflicts.changes(entry.change_count)}
            {aside > 0 && t.conflicts.bytesSetAside(formatBytes(aside))}
          </p>
        </div>
        {!isNote(entry) && (
          <Button
            variant="ghost"
            aria-expanded={showsFiles}
            aria-controls={`${id}-files`}
            aria-label={t.conflicts.showFilesOf(title)}
            onClick={() => setShowsFiles(!showsFiles)}
          >
            <Chevron size={16} strokeWidth={1.5} aria-hidden /> {t.conflicts.showFiles}
          </Button>
        )}
        {entry.undone_at != null ? (
          <span className={styles.undone}>
            <span className={styles.facts}>{formatInstant(entry.undone_at)}</span> <Chip>{t.conflicts.undone}</Chip>
          </span>
        ) : (
          !isNote(entry) && (
            <Button aria-label={t.conflicts.undoBatchOf(title)} aria-disabled={isBusy} onClick={() => !isBusy && void undo()}>
              <Undo2 size={16} strokeWidth={1.5} aria-hidden /> {t.conflicts.undoBatch}
            </Button>
          )
        )}
      </div>
      <div id={`${id}-files`} hidden={!showsFiles}>
        {showsFiles && <Files entry={entry} batches={batches} />}
      </div>
    </li>
  );
}

/** The files of an entry: those that lie set aside, else what was changed, path by path. */
function Files({ entry, batches }: { entry: JournalEntry; batches: readonly TrashBatch[] }) {
  const call = useCall('history.show', { id: entry.id });
  const aside = batches.flatMap(({ files }) => files.map(({ path }) => path));
  return (
    <PartState call={call} label={t.storages.files} height={40}>
      {({ changes }) => <Lines lines={aside.length > 0 ? aside : [...new Set(changes.map(changeWords))]} />}
    </PartState>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className={styles.files} tabIndex={0} aria-label={t.storages.files}>
      {lines.slice(0, shownAtMost).map((line) => (
        <li key={line}>{line}</li>
      ))}
      {lines.length > shownAtMost && <li className={styles.facts}>{t.conflicts.andMore(lines.length - shownAtMost)}</li>}
    </ul>
  );
}
