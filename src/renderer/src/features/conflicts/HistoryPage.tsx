import { History, Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { JournalEntry } from '#contract/scan.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatInstant, plural } from '#renderer/ui/format.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import styles from './Conflicts.module.css';
import { countWords } from './scan-words.ts';
import { undoHistory } from './undo-history.ts';

/** What scans changed in the catalog, newest first; each can be taken back. */
export function HistoryPage() {
  const { value, error, reload } = useCall('history.list', {}, ['storage.changed', 'photos.changed']);
  if (value == null && error != null)
    return (
      <EmptyState isError icon={History} title="The history could not be read" action={<Button onClick={reload}>Try again</Button>}>
        {error}
      </EmptyState>
    );
  if (value == null)
    return (
      <div className={styles.page}>
        <Skeleton height={64} />
        <Skeleton height={64} />
      </div>
    );
  if (value.entries.length === 0)
    return (
      <EmptyState icon={History} title="Nothing has been changed yet">
        When a scan follows photos that were moved, or records something else, it is listed here and can be undone.
      </EmptyState>
    );
  return (
    <div className={styles.page}>
      <p className={styles.promise}>Undo takes a change of the catalog back. Files are never touched by it.</p>
      <ol className={styles.entries} aria-label="History">
        {value.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onChanged={reload} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry, onChanged }: { entry: JournalEntry; onChanged: () => void }) {
  const [isBusy, setBusy] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const isUndone = entry.undone_at != null;
  const title = countWords(entry.counts) || entry.title;
  const undo = async (): Promise<void> => {
    setBusy(true);
    // The button goes with the undo; the focus stays with its entry.
    if (await undoHistory(entry.id)) item.current?.focus();
    setBusy(false);
    onChanged();
  };
  return (
    <li ref={item} tabIndex={-1} className={styles.entry} data-undone={isUndone ? '' : undefined}>
      <div className={styles.words}>
        <h2 className={styles.entryTitle}>{title}</h2>
        <p className={styles.entryFacts}>
          Scan of {entry.storage_name} · {formatInstant(entry.created_at)} · {plural(entry.change_count, 'change')}
        </p>
      </div>
      {entry.undone_at != null ? (
        <span className={styles.undone}>
          <span className={styles.entryFacts}>{formatInstant(entry.undone_at)}</span> <Chip>undone</Chip>
        </span>
      ) : (
        <Button aria-label={`Undo: ${title}`} aria-disabled={isBusy} onClick={() => !isBusy && void undo()}>
          <Undo2 size={16} strokeWidth={1.5} aria-hidden /> Undo
        </Button>
      )}
    </li>
  );
}
