import { useState, type ReactNode } from 'react';
import type { StorageDto } from '#contract/storage.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { scanPromiseId, startScan, useIsScanning } from '#renderer/api/scan.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { stateWords } from './state-words.ts';
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
      {storage.photos_dir === '.' && storage.state === 'online' && <Button onClick={() => onRegister(storage)}>Add its photos…</Button>}
      {isSamples(storage) && <RemoveSamples onRemoved={onSamplesRemoved} />}
      <Button variant="ghost" onClick={() => void check(storage)}>
        Check now
      </Button>
      <Button
        disabled={!storage.is_accessible || !storage.is_active}
        aria-disabled={isScanning}
        aria-describedby={scanPromiseId}
        onClick={() => !isScanning && void scan(storage)}
      >
        {isScanning ? 'Scanning…' : 'Scan now'}
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
      return toast({ title: `${storage.display_name} is at two places`, description: found.clone_path, tone: 'bad' });
    toast(
      found.state === 'online'
        ? { title: `${storage.display_name} is online`, tone: 'ok' }
        : { title: `${storage.display_name}: ${stateWords[found.state].toLowerCase()}` },
    );
  } catch (thrown) {
    toast({ title: 'The storage could not be checked', description: errorWords(thrown), tone: 'bad' });
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
      toast({ title: 'Sample photos removed', tone: 'ok' });
      await useStorages.getState().load();
      onRemoved();
    } catch (thrown) {
      toast({ title: 'The sample photos could not be removed', description: errorWords(thrown), tone: 'bad' });
    }
  };
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        Remove sample photos
      </Button>
      {asking && (
        <Confirm
          title="Remove the sample photos?"
          description="Removes the sample photos and their storage. Your own photos are not touched."
          button="Remove sample photos"
          onConfirm={() => void remove()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
