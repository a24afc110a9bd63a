import { ArrowLeft, FolderOpen, Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Figures } from './Figures.tsx';
import styles from './Restore.module.css';
import { addPath, closeRestore, removePath, useRestore } from './restore-store.ts';
import { holdsNothing, isAllKnown, progressShare, progressWords, reportTitle, restoreButton } from './restore-words.ts';
import { stop, useLook, useRecovering, type Recovering } from './use-recover.ts';

/** From the folders of storages to the library they hold: choose, see what comes back, restore, read the report. */
export function RestoreScreen({ isLost, onShowLibrary }: { isLost: boolean; onShowLibrary: () => void }) {
  const { paths, jobId } = useRestore();
  const restoring = useRecovering(jobId);
  const showLibrary = async (): Promise<void> => {
    // The library opens with the storages, not on the first screen.
    await useStorages.getState().load();
    onShowLibrary();
    closeRestore();
  };
  if (restoring.result != null)
    return (
      <Step
        name="report"
        title={reportTitle(restoring.result)}
        lead="Everything the storages know is in your library. No photo was moved or changed."
      >
        <Figures result={restoring.result} />
        <div className={styles.actions}>
          <Button variant="accent" size="large" onClick={() => void showLibrary()}>
            Show library
          </Button>
        </div>
      </Step>
    );
  if (jobId != null) return <Restoring jobId={jobId} restoring={restoring} />;
  return <Choosing paths={paths} isLost={isLost} />;
}

function Restoring({ jobId, restoring: { job, error } }: { jobId: string; restoring: Recovering }) {
  if (error != null)
    return (
      <Step name="stopped" title="The restore stopped" lead="Nothing in the storages was changed by that.">
        <p className={styles.failure} role="alert">
          {error}
        </p>
        <div className={styles.actions}>
          <Button variant="accent" onClick={() => useRestore.setState({ jobId: null })}>
            Look again
          </Button>
          <Button onClick={closeRestore}>Close</Button>
        </div>
      </Step>
    );
  return (
    <Step name="restoring" title="Restoring…" lead="The photos stay where they are and are not changed.">
      <ProgressBar value={job == null ? null : progressShare(job)} label="Progress of the restore" />
      <p className={styles.progress} role="status">
        {job == null ? 'Beginning…' : progressWords(job)}
      </p>
      <p className={styles.path}>{job?.progress.current}</p>
      <div className={styles.actions}>
        <Button onClick={() => stop(jobId)}>Cancel</Button>
      </div>
    </Step>
  );
}

function Choosing({ paths, isLost }: { paths: readonly string[]; isLost: boolean }) {
  const look = useLook(paths);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>): void => {
    setFailure(null);
    work().catch((thrown: unknown) => setFailure(errorWords(thrown)));
  };
  const choose = (): void =>
    attempt(async () => {
      const path = await chooseFolder('Where is the storage?', 'Look here');
      if (path != null) addPath(path);
    });
  const restore = (): void =>
    attempt(async () => {
      const { job_id: jobId } = await api.call('recover.start', { paths: [...paths] });
      useRestore.setState({ jobId });
    });
  const back = (
    <Button variant="ghost" className={styles.back ?? ''} onClick={closeRestore}>
      <ArrowLeft size={16} strokeWidth={1.5} aria-hidden /> {isLost ? 'Begin with an empty library' : 'Back'}
    </Button>
  );
  return (
    <Step
      name={paths.length === 0 ? 'choose' : 'look'}
      before={back}
      title={isLost ? 'The catalog was lost, your photos were not' : 'Restore from an ImaLink storage'}
      lead={`${isLost ? 'It is gone or cannot be read any more; what is left of it was set aside. ' : ''}Every storage knows its sessions, ratings, tags and albums. Choose its folder, or the drive that holds it: you see what comes back before anything is done.`}
    >
      <Places paths={paths} onChoose={choose} />
      {failure != null && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {paths.length > 0 && <Look look={look} onRestore={restore} onChoose={choose} />}
    </Step>
  );
}

function Places({ paths, onChoose }: { paths: readonly string[]; onChoose: () => void }) {
  if (paths.length === 0)
    return (
      <div className={styles.actions}>
        <Button variant="accent" size="large" onClick={onChoose}>
          <FolderOpen size={16} strokeWidth={1.5} aria-hidden /> Choose a folder or drive…
        </Button>
      </div>
    );
  return (
    <div className={styles.places}>
      <ul className={styles.paths} aria-label="Chosen folders">
        {paths.map((path) => (
          <li key={path} className={styles.place}>
            <span className={styles.path}>{path}</span>
            <IconButton icon={X} label={`Leave out ${path}`} onClick={() => removePath(path)} />
          </li>
        ))}
      </ul>
      <Button onClick={onChoose}>
        <Plus size={16} strokeWidth={1.5} aria-hidden /> Add another folder…
      </Button>
    </div>
  );
}

function Look({ look, onRestore, onChoose }: { look: ReturnType<typeof useLook>; onRestore: () => void; onChoose: () => void }) {
  const { job, result, error } = look;
  if (error != null)
    return (
      <div role="alert">
        <p className={styles.failure}>{error}</p>
        <div className={styles.actions}>
          <Button onClick={look.again}>Try again</Button>
        </div>
      </div>
    );
  if (result == null)
    return (
      <div className={styles.looking}>
        <ProgressBar value={job == null ? null : progressShare(job)} label="Looking what would come back" thin />
        <p className={styles.progress} role="status">
          {job == null ? 'Looking for storages…' : progressWords(job)}
        </p>
      </div>
    );
  if (holdsNothing(result))
    return (
      <div role="alert" className={styles.nothing}>
        <p>There is no storage in there, and no photo. A storage is a folder with index.json and .imalink in it.</p>
        <Button onClick={onChoose}>Choose another folder…</Button>
      </div>
    );
  return (
    <>
      <h2 className={styles.heading} role="status">
        {isAllKnown(result) ? 'All of this is in your library already' : 'This would come back'}
      </h2>
      <Figures result={result} />
      <div className={styles.actions}>
        <Button variant="accent" size="large" onClick={onRestore}>
          {restoreButton(result)}
        </Button>
        <span className={styles.quiet}>No photo is moved or changed.</span>
      </div>
    </>
  );
}

/** One step. Its heading takes the focus when the step begins: a screen reader says where one is. */
function Step({
  name,
  title,
  lead,
  before,
  children,
}: {
  name: string;
  title: string;
  lead: string;
  before?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [name]);
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        {before}
        <h1 ref={heading} tabIndex={-1} className={styles.headline}>
          {title}
        </h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
    </main>
  );
}
