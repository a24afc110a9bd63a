import { useEffect, useState } from 'react';
import type { DiscoveredStorage } from '#contract/storage.ts';
import type { JobDto } from '#contract/job.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useOwnJob } from '#renderer/api/use-own-job.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { relocateTo } from './storage-calls.ts';
import styles from './Lifecycle.module.css';

/** Looks for storages on every disk, or in a folder, and offers what to do with each. */
export function FindStoragesDialog({ onRestore, onClose }: { onRestore: (path: string) => void; onClose: () => void }) {
  const [roots, setRoots] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const { job, error, again } = useOwnJob('storage.discover', { roots: [...roots] });
  const choose = (): void => {
    chooseFolder(t.storages.whereToLook, t.restore.lookHere).then(
      (path) => {
        if (path == null) return;
        setFailure(null);
        if (path === roots[0]) again();
        setRoots([path]);
      },
      (thrown: unknown) => setFailure(errorWords(thrown)),
    );
  };
  return (
    <Modal
      width={720}
      onClose={onClose}
      title={t.storages.findStorages}
      description={roots[0] ?? t.storages.looksEverywhere}
      foot={
        <>
          <Button onClick={choose}>{t.storages.lookInFolder}</Button>
          <Button onClick={onClose}>{t.common.close}</Button>
        </>
      }
    >
      {(failure ?? error) == null ? <Findings job={job} onRestore={onRestore} onClose={onClose} /> : <p role="alert">{failure ?? error}</p>}
    </Modal>
  );
}

function Findings({ job, onRestore, onClose }: { job: JobDto | null; onRestore: (path: string) => void; onClose: () => void }) {
  useEffect(() => {
    // A storage that is there twice was noted by the search.
    if (job?.status === 'done') void useStorages.getState().load();
  }, [job?.status]);
  if (job?.status === 'failed') return <p role="alert">{job.error?.message}</p>;
  if (job?.status !== 'done')
    return (
      <div className={styles.searching} role="status">
        <ProgressBar value={null} label={t.storages.lookingFor} thin />
        <p>{job == null ? t.storages.looking : t.storages.foldersLookedAt(job.progress.done_files)}</p>
        <p className={styles.path}>{job?.progress.current}</p>
      </div>
    );
  const { found } = job.result as { found: readonly DiscoveredStorage[] };
  if (found.length === 0) return <p role="status">{t.storages.noneFound}</p>;
  return (
    <ul className={styles.found} aria-label={t.storages.storagesFound}>
      {found.map((storage) => (
        <Found key={storage.path} storage={storage} onRestore={onRestore} onClose={onClose} />
      ))}
    </ul>
  );
}

function Found({ storage, onRestore, onClose }: { storage: DiscoveredStorage; onRestore: (path: string) => void; onClose: () => void }) {
  const { relation, display_name: name, path } = storage;
  const act = async (work: Promise<boolean>): Promise<void> => {
    if (await work) onClose();
  };
  return (
    <li className={styles.foundItem}>
      <div className={styles.foundText}>
        <p>
          <strong>{name}</strong>{' '}
          <Chip tone={relation === 'clone' || relation === 'moved' ? 'warn' : 'neutral'}>{t.storages.relations[relation]}</Chip>
        </p>
        <p className={styles.path}>{path}</p>
        <p className={styles.quiet}>
          {t.restore.contents(storage.sessions, storage.files)}
          {relation === 'moved' && storage.known_path != null && t.storages.wasAt(storage.known_path)}
        </p>
      </div>
      {relation === 'moved' && (
        <Button variant="accent" onClick={() => void act(relocateTo(storage, path))}>
          {t.storages.useThisPlace}
        </Button>
      )}
      {relation === 'new' && <Button onClick={() => (onClose(), onRestore(path))}>{t.storages.restore}</Button>}
      {relation === 'clone' && <Button onClick={onClose}>{t.storages.sayWhatItIs}</Button>}
    </li>
  );
}
