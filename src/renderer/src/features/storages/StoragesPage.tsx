import { FolderPlus, HardDrive, Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { scanPromiseId } from '#renderer/api/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { Copies } from './Copies.tsx';
import { FindStoragesDialog } from './FindStoragesDialog.tsx';
import { openStorageDialog } from './storage-dialog.ts';
import { StorageCard } from './StorageCard.tsx';
import { LibraryStats } from './StorageStats.tsx';
import styles from './Storages.module.css';

interface StorageLinks {
  readonly onSession: (id: number) => void;
  readonly onRegister: (storage: StorageDto) => void;
  readonly onRestore: (path: string) => void;
  readonly onSamplesRemoved: () => void;
}

/** All storages: how they are, what they hold, and what to do when one is away. */
export function StoragesPage({ focused, ...links }: StorageLinks & { focused: string | undefined }) {
  const { value, error, load } = useStorages();
  const isLoaded = value != null;
  useEffect(() => {
    if (isLoaded && focused != null) document.getElementById(`storage-${focused}`)?.scrollIntoView({ block: 'start' });
  }, [focused, isLoaded]);
  return (
    <PageState
      value={value}
      error={error}
      onRetry={() => void load()}
      name={t.common.storagesTitle}
      icon={HardDrive}
      errorTitle={t.storages.notListed}
      skeleton={[0, 1].map((n) => (
        <Skeleton key={n} height={220} />
      ))}
      skeletonClass={styles.page}
    >
      {(storages) => (storages.length === 0 ? <NoStorage onRestore={links.onRestore} /> : <StorageCards storages={storages} {...links} />)}
    </PageState>
  );
}

function NoStorage({ onRestore }: { onRestore: (path: string) => void }) {
  const [isFinding, setFinding] = useState(false);
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

function StorageCards({
  storages,
  onSession,
  onRegister,
  onRestore,
  onSamplesRemoved,
}: StorageLinks & { storages: readonly StorageDto[] }) {
  const [isFinding, setFinding] = useState(false);
  const watch = useCall('watch.status', {}, ['watch.changed', 'storage.changed']).value;
  return (
    <div className={styles.page}>
      <p id={scanPromiseId} className={styles.promise}>
        {t.errors.scanPromise}
      </p>
      {storages.map((storage) => (
        <StorageCard
          key={storage.uuid}
          storage={storage}
          watch={watch?.storages.find(({ storage_uuid }) => storage_uuid === storage.uuid)}
          onSession={onSession}
          onRegister={onRegister}
          onSamplesRemoved={onSamplesRemoved}
        />
      ))}
      {storages.filter((storage) => storage.total_files > 0).length > 1 && <LibraryStats onSession={onSession} />}
      {storages.some((storage) => storage.total_files > 0) && <Copies />}
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
