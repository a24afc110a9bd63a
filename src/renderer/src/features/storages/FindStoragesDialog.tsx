import { useEffect, useState } from 'react';
import type { DiscoveredStorage } from '#contract/storage.ts';
import type { JobDto } from '#contract/job.ts';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { useJob } from '#renderer/api/use-job.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { relocateTo } from './storage-calls.ts';
import { relationWords } from './storage-words.ts';
import styles from './Lifecycle.module.css';

/** Looks for storages on every disk, or in a folder, and offers what to do with each. */
export function FindStoragesDialog({ onRestore, onClose }: { onRestore: (path: string) => void; onClose: () => void }) {
  const [roots, setRoots] = useState<readonly string[]>([]);
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const job = useJob(jobId);
  useEffect(() => {
    let started: string | null = null;
    let isOver = false;
    api.call('storage.discover', { roots: [...roots] }).then(
      ({ job_id }) => {
        started = job_id;
        if (isOver) stop(job_id);
        else setJobId(job_id);
      },
      (thrown: unknown) => setFailure(errorWords(thrown)),
    );
    return () => {
      isOver = true;
      if (started != null) stop(started);
    };
  }, [roots]);
  const choose = (): void => {
    chooseFolder('Where shall storages be looked for?', 'Look here').then(
      (path) => {
        if (path == null) return;
        setJobId(null);
        setFailure(null);
        setRoots([path]);
      },
      (thrown: unknown) => setFailure(errorWords(thrown)),
    );
  };
  return (
    <Modal
      width={720}
      onClose={onClose}
      title="Find storages"
      description={roots[0] ?? 'Your home folder and every connected disk are looked through. Links and hidden folders are passed over.'}
      foot={
        <>
          <Button onClick={choose}>Look in a folder…</Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {failure == null ? <Findings job={job} onRestore={onRestore} onClose={onClose} /> : <p role="alert">{failure}</p>}
    </Modal>
  );
}

/** A search that nobody waits for any more. */
const stop = (job_id: string): void => void api.call('job.cancel', { job_id }).catch(() => undefined);

function Findings({ job, onRestore, onClose }: { job: JobDto | null; onRestore: (path: string) => void; onClose: () => void }) {
  useEffect(() => {
    // A storage that is there twice was noted by the search.
    if (job?.status === 'done') void useStorages.getState().load();
  }, [job?.status]);
  if (job?.status === 'failed') return <p role="alert">{job.error?.message}</p>;
  if (job?.status !== 'done')
    return (
      <div className={styles.searching} role="status">
        <ProgressBar value={null} label="Looking for storages" thin />
        <p>{job == null ? 'Looking…' : `${plural(job.progress.done_files, 'folder')} looked at`}</p>
        <p className={styles.path}>{job?.progress.current}</p>
      </div>
    );
  const { found } = job.result as { found: readonly DiscoveredStorage[] };
  if (found.length === 0) return <p role="status">No storage was found. Connect its drive, or look in a folder of your choice.</p>;
  return (
    <ul className={styles.found} aria-label="Storages that were found">
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
          <Chip tone={relation === 'clone' || relation === 'moved' ? 'warn' : 'neutral'}>{relationWords[relation]}</Chip>
        </p>
        <p className={styles.path}>{path}</p>
        <p className={styles.quiet}>
          {plural(storage.files, 'file')} · {plural(storage.sessions, 'session')}
          {relation === 'moved' && storage.known_path != null && ` · was at ${storage.known_path}`}
        </p>
      </div>
      {relation === 'moved' && (
        <Button variant="accent" onClick={() => void act(relocateTo(storage, path))}>
          Use this place
        </Button>
      )}
      {relation === 'new' && <Button onClick={() => (onClose(), onRestore(path))}>Restore…</Button>}
      {relation === 'clone' && <Button onClick={onClose}>Say what it is…</Button>}
    </li>
  );
}
