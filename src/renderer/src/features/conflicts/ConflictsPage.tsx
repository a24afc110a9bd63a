import { CircleCheck, History, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Conflict } from '#contract/scan.ts';
import { scanPromise, scanPromiseId, startScan, useIsScanning } from '#renderer/api/scan.ts';
import { useConflicts, useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { groupByKind } from './conflict-words.ts';
import { ConflictGroup } from './ConflictGroup.tsx';
import styles from './Conflicts.module.css';

/** What scans found: first what needs a person, then what is good to know. */
export function ConflictsPage({ onHistory }: { onHistory: () => void }) {
  const { status, value, error, load } = useConflicts();
  if (value == null && status === 'error')
    return (
      <EmptyState
        isError
        icon={TriangleAlert}
        title="The findings could not be listed"
        action={<Button onClick={() => void load()}>Try again</Button>}
      >
        {error}
      </EmptyState>
    );
  if (value == null)
    return (
      <div className={styles.page}>
        <Skeleton height={96} />
        <Skeleton height={96} />
      </div>
    );
  const asking = value.filter((conflict) => conflict.lane === 'ask');
  const known = value.filter((conflict) => conflict.lane !== 'ask');
  const head = <Head onHistory={onHistory} />;
  if (value.length === 0)
    return (
      <div className={styles.page}>
        {head}
        <EmptyState icon={CircleCheck} title="Everything matches.">
          No scan has left a question. Scan whenever you have moved or renamed files; what a scan changed is in the history.
        </EmptyState>
      </div>
    );
  return (
    <div className={styles.page}>
      {head}
      {asking.length === 0 ? (
        <p className={styles.matches}>
          <CircleCheck size={16} strokeWidth={1.5} aria-hidden /> Nothing waits for you.
        </p>
      ) : (
        <Lane title="Waits for you" conflicts={asking}>
          For now you see here what was found and what ImaLink suggests; deciding about it here comes in a later version. Until then nothing
          changes by itself.
        </Lane>
      )}
      {known.length > 0 && (
        <Lane title="Good to know" conflicts={known} isQuiet>
          Nothing of this needs an answer.
        </Lane>
      )}
    </div>
  );
}

function Head({ onHistory }: { onHistory: () => void }) {
  const isScanning = useIsScanning();
  const storages = (useStorages((state) => state.value) ?? []).filter((storage) => storage.is_accessible);
  const scan = async (): Promise<void> => {
    for (const failure of await startScan(storages)) toast({ ...failure, tone: 'bad' });
  };
  return (
    <div className={styles.head}>
      <p id={scanPromiseId} className={styles.promise}>
        {scanPromise}
      </p>
      <Button variant="ghost" onClick={onHistory}>
        <History size={16} strokeWidth={1.5} aria-hidden /> History
      </Button>
      <Button
        disabled={storages.length === 0}
        aria-disabled={isScanning}
        aria-describedby={scanPromiseId}
        onClick={() => !isScanning && void scan()}
      >
        {isScanning ? 'Scanning…' : 'Scan now'}
      </Button>
    </div>
  );
}

function Lane({
  title,
  conflicts,
  isQuiet = false,
  children,
}: {
  title: string;
  conflicts: readonly Conflict[];
  isQuiet?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={styles.lane} data-quiet={isQuiet ? '' : undefined} aria-label={title}>
      <h2 className={styles.laneTitle}>{title}</h2>
      <p className={styles.quiet}>{children}</p>
      {groupByKind(conflicts).map((group) => (
        <ConflictGroup key={group.kind} group={group} isQuiet={isQuiet} />
      ))}
    </section>
  );
}
