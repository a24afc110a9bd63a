import { ArrowLeft, FolderOpen, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { chooseFolder } from '#renderer/api/choose-folder.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Figures } from './Figures.tsx';
import styles from './Restore.module.css';
import { addPath, closeRestore, removePath, useRestore } from './restore-store.ts';
import { holdsNothing, isAllKnown, progressShare, progressWords, restoreButton } from './restore-words.ts';
import { Step } from './Step.tsx';
import { useLook } from './use-recover.ts';

/** The first step: which folders, and what would come back from them. */
export function Choosing({ paths, isLost }: { paths: readonly string[]; isLost: boolean }) {
  const look = useLook(paths);
  const [failure, setFailure] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>): void => {
    setFailure(null);
    work().catch((thrown: unknown) => setFailure(errorWords(thrown)));
  };
  const choose = (): void =>
    attempt(async () => {
      const path = await chooseFolder(t.restore.whereIsStorage, t.restore.lookHere);
      if (path != null) addPath(path);
    });
  const restore = (): void =>
    attempt(async () => {
      const { job_id: jobId } = await api.call('recover.start', { paths: [...paths] });
      useRestore.setState({ jobId });
    });
  const back = (
    <Button variant="ghost" className={styles.back ?? ''} onClick={closeRestore}>
      <ArrowLeft size={16} strokeWidth={1.5} aria-hidden /> {isLost ? t.restore.beginEmpty : t.app.back}
    </Button>
  );
  return (
    <Step
      name={paths.length === 0 ? 'choose' : 'look'}
      before={back}
      title={isLost ? t.restore.catalogLost : t.firstRun.restore}
      lead={`${isLost ? `${t.restore.leadLost} ` : ''}${t.restore.lead}`}
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
          <FolderOpen size={16} strokeWidth={1.5} aria-hidden /> {t.restore.chooseFolder}
        </Button>
      </div>
    );
  return (
    <div className={styles.places}>
      <ul className={styles.paths} aria-label={t.restore.chosenFolders}>
        {paths.map((path) => (
          <li key={path} className={styles.place}>
            <span className={styles.path}>{path}</span>
            <IconButton icon={X} label={t.restore.leaveOut(path)} onClick={() => removePath(path)} />
          </li>
        ))}
      </ul>
      <Button onClick={onChoose}>
        <Plus size={16} strokeWidth={1.5} aria-hidden /> {t.restore.addFolder}
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
          <Button onClick={look.again}>{t.common.tryAgain}</Button>
        </div>
      </div>
    );
  if (result == null)
    return (
      <div className={styles.looking}>
        <ProgressBar value={job == null ? null : progressShare(job)} label={t.restore.lookingWhatComesBack} thin />
        <p className={styles.progress} role="status">
          {job == null ? t.restore.lookingForStorages : progressWords(job)}
        </p>
      </div>
    );
  if (holdsNothing(result))
    return (
      <div role="alert" className={styles.nothing}>
        <p>{t.restore.nothingThere}</p>
        <Button onClick={onChoose}>{t.restore.chooseAnother}</Button>
      </div>
    );
  return (
    <>
      <h2 className={styles.heading} role="status">
        {isAllKnown(result) ? t.restore.allKnown : t.restore.wouldComeBack}
      </h2>
      <Figures result={result} />
      <div className={styles.actions}>
        <Button variant="accent" size="large" onClick={onRestore}>
          {restoreButton(result)}
        </Button>
        <span className={styles.quiet}>{t.restore.noPhotoMoved}</span>
      </div>
    </>
  );
}
