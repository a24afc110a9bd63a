import { FolderPlus, HardDrive, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { scanPromiseId } from '#renderer/api/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { Copies } from './Copies.tsx';
import { FindStoragesDialog } from './FindStoragesDialog.tsx';
import { openStorageDialog } from './storage-dialog.ts';
import { StorageCard } from './StorageCard.tsx';
import { LibraryStats } from './StorageStats.tsx';
import styles from './Storages.module.css';

/** All storages: how they are, what they hold, and what to do when one is away. */
export function StoragesPage({
  focused,
  onSession,
  onRegister,
  onRestore,
  onSamplesRemoved,
}: {
  focused: string | undefined;
  onSession: (id: number) => void;
  onRegister: (storage: StorageDto) => void;
  onRestore: (path: string) => void;
  onSamplesRemoved: () => void;
}) {
  const { status, value, error, load } = useStorages();
  const [isFinding, setFinding] = useState(false);
  const watch = useCall('watch.status', {}, ['watch.changed', 'storage.changed']).value;
  const isLoaded = value != null;
  useEffect(() => {
    if (isLoaded && focused != null) document.getElementById(`storage-${focused}`)?.scrollIntoView({ block: 'start' });
  }, [focused, isLoaded]);
  if (value == null && status === 'error')
    return (
      <EmptyState
        isError
        icon={HardDrive}
        title={t.storages.notListed}
        action={<Button onClick={() => void load()}>{t.common.tryAgain}</Button>}
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
        title={t.storages.noStorage}
        action={
          <>
            <Button variant="accent" onClick={openStorageDialog}>
              {t.storages.startNew}
            </Button>
            <Button onClick={() => setFinding(true)}>{t.storages.findStoragesMore}</Button>
          </>
        }
      >
        {t.storages.anyDrive}
        {isFinding && <FindStoragesDialog onRestore={onRestore} onClose={() => setFinding(false)} />}
      </EmptyState>
    );
  }
  return (
    <div className={styles.page}>
      <p id={scanPromiseId} className={styles.promise}>
        {t.errors.scanPromise}
      </p>
      {value.map((storage) => (
        <StorageCard
          key={storage.uuid}
          storage={storage}
          watch={watch?.storages.find(({ storage_uuid }) => storage_uuid === storage.uuid)}
          onSession={onSession}
          onRegister={onRegister}
          onSamplesRemoved={onSamplesRemoved}
        />
      ))}
      {value.filter((storage) => storage.total_files > 0).length > 1 && <LibraryStats onSession={onSession} />}
      {value.some((storage) => storage.total_files > 0) && <Copies />}
      <div className={styles.buttons}>
        <Button onClick={openStorageDialog}>
          <FolderPlus size={16} strokeWidth={1.5} aria-hidden /> {t.storages.newStorage}
        </Button>
        <Button onClick={() => setFinding(true)}>
          <Search size={16} strokeWidth={1.5} aria-hidden /> {t.storages.findStoragesMore}
        </Button>
      </div>
      {isFinding && <FindStoragesDialog onRestore={onRestore} onClose={() => setFinding(false)} />}
    </div>
  );
}
