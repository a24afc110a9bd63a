import { FolderPlus, HardDrive } from 'lucide-react';
import { useEffect } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { scanPromise, scanPromiseId } from '#renderer/api/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatBytes, formatShortDay, plural } from '#renderer/ui/format.ts';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { stateWords } from './state-words.ts';
import { StorageActions } from './StorageActions.tsx';
import { openStorageDialog } from './storage-dialog.ts';
import styles from './Storages.module.css';
import { StorageStats } from './StorageStats.tsx';

/** All storages: how they are, what they hold, and what to do when one is away. */
export function StoragesPage({
  focused,
  onSession,
  onRegister,
  onSamplesRemoved,
}: {
  focused: string | undefined;
  onSession: (id: number) => void;
  onRegister: (storage: StorageDto) => void;
  onSamplesRemoved: () => void;
}) {
  const { status, value, error, load } = useStorages();
  const isLoaded = value != null;
  useEffect(() => {
    if (isLoaded && focused != null) document.getElementById(`storage-${focused}`)?.scrollIntoView({ block: 'start' });
  }, [focused, isLoaded]);
  if (value == null && status === 'error')
    return (
      <EmptyState
        isError
        icon={HardDrive}
        title="The storages could not be listed"
        action={<Button onClick={() => void load()}>Try again</Button>}
      >
        {error}
      </EmptyState>
    );
  if (value == null)
    return (
      <div className={styles.page}>
        <Skeleton height={220} />
        <Skeleton height={220} />
      </div>
    );
  if (value.length === 0) {
    return (
      <EmptyState
        icon={HardDrive}
        title="No storage yet"
        action={
          <Button variant="accent" onClick={openStorageDialog}>
            Start a new storage…
          </Button>
        }
      >
        A storage is one folder that ImaLink looks after. It can be on any drive.
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <p id={scanPromiseId} className={styles.promise}>
        {scanPromise}
      </p>
      {value.map((storage) => (
        <StorageCard
          key={storage.uuid}
          storage={storage}
          onSession={onSession}
          onRegister={onRegister}
          onSamplesRemoved={onSamplesRemoved}
        />
      ))}
      <div>
        <Button onClick={openStorageDialog}>
          <FolderPlus size={16} strokeWidth={1.5} aria-hidden /> New storage…
        </Button>
      </div>
    </div>
  );
}

function StorageCard({
  storage,
  onSession,
  onRegister,
  onSamplesRemoved,
}: {
  storage: StorageDto;
  onSession: (id: number) => void;
  onRegister: (storage: StorageDto) => void;
  onSamplesRemoved: () => void;
}) {
  return (
    <article id={`storage-${storage.uuid}`} className={styles.card} aria-label={storage.display_name}>
      <header className={styles.head}>
        <StateDot state={storage.state} />
        <h2 className={styles.name}>{storage.display_name}</h2>
        <span className={styles.state} data-state={storage.state}>
          {stateWords[storage.state]}
        </span>
        <StorageActions storage={storage} onRegister={onRegister} onSamplesRemoved={onSamplesRemoved} />
      </header>
      <p className={styles.path}>{storage.full_path}</p>
      {storage.state !== 'online' && (
        <p className={styles.hint} role="status">
          {storage.state_hint ?? 'Connect its drive; ImaLink notices by itself.'}{' '}
          {storage.state === 'offline' && 'Photos are still shown from their previews, and nothing counts as missing.'}
        </p>
      )}
      {storage.warnings.map((warning) => (
        <p key={warning} className={styles.hint}>
          {warning}
        </p>
      ))}
      <dl className={styles.numbers}>
        <Figure label="Files" value={plural(storage.total_files, 'file')} />
        <Figure label="Size" value={formatBytes(storage.total_size_bytes)} />
        <Figure label="Sessions" value={plural(storage.session_count, 'session')} />
        <Figure label="Free" value={storage.free_space_bytes == null ? 'Not known' : formatBytes(storage.free_space_bytes)} />
        <Figure label="Since" value={formatShortDay(storage.created_at)} />
      </dl>
      {storage.total_files > 0 && <StorageStats uuid={storage.uuid} name={storage.display_name} onSession={onSession} />}
    </article>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
