import { useState, type ReactNode } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { scanPromiseId, startScan, useIsScanning } from '#renderer/api/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Storages.module.css';

/** What can be done with a storage as a whole. */
export function StorageActions({
  storage,
  onRegister,
  onSamplesRemoved,
  children,
}: {
  storage: StorageDto;
  onRegister: (storage: StorageDto) => void;
  onSamplesRemoved: () => void;
  /** What stands last in the row. */
  children?: ReactNode;
}) {
  const isScanning = useIsScanning(storage.uuid);
  return (
    <span className={styles.check}>
      {storage.photos_dir === '.' && storage.state === 'online' && (
        <Button onClick={() => onRegister(storage)}>{t.storages.addPhotos}</Button>
      )}
      {isSamples(storage) && <RemoveSamples onRemoved={onSamplesRemoved} />}
      <Button variant="ghost" onClick={() => void check(storage)}>
        {t.storages.checkNow}
      </Button>
      <Button
        disabled={!storage.is_accessible || !storage.is_active}
        aria-disabled={isScanning}
        aria-describedby={scanPromiseId}
        onClick={() => !isScanning && void scan(storage)}
      >
        {isScanning ? t.storages.scanning : t.storages.scanNow}
      </Button>
      {children}
    </span>
  );
}

async function scan(storage: StorageDto): Promise<void> {
  for (const failure of await startScan([storage])) toast({ ...failure, tone: 'bad' });
}

async function check(storage: StorageDto): Promise<void> {
  try {
    const found = await api.call('storage.check', { storage: storage.uuid });
    await useStorages.getState().load();
    if (found.clone_path != null)
      return toast({ title: t.storages.atTwoPlaces(storage.display_name), description: found.clone_path, tone: 'bad' });
    toast(
      found.state === 'online'
        ? { title: t.storages.isOnline(storage.display_name), tone: 'ok' }
        : { title: `${storage.display_name}: ${t.storages.states[found.state].toLowerCase()}` },
    );
  } catch (thrown) {
    toast({ title: t.storages.notChecked, description: errorWords(thrown), tone: 'bad' });
  }
}

/** The storage that `samples.start` makes; an ordinary one, but for this button. */
function isSamples({ display_name, base_path }: StorageDto): boolean {
  return display_name === 'Sample photos' && /[\\/]samples$/.test(base_path);
}

function RemoveSamples({ onRemoved }: { onRemoved: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    try {
      await api.call('samples.remove', {});
      toast({ title: t.storages.samplesRemoved, tone: 'ok' });
      await useStorages.getState().load();
      onRemoved();
    } catch (thrown) {
      toast({ title: t.storages.samplesNotRemoved, description: errorWords(thrown), tone: 'bad' });
    }
  };
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        {t.storages.removeSamples}
      </Button>
      {asking && (
        <Confirm
          title={t.storages.removeSamplesAsk}
          description={t.storages.removeSamplesMeans}
          button={t.storages.removeSamples}
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
