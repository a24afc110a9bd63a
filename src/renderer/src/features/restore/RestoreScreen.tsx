import { endJob } from '#renderer/api/control-job.ts';
import { useStorages } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { Choosing } from './Choosing.tsx';
import { Figures } from './Figures.tsx';
import styles from './Restore.module.css';
import { closeRestore, useRestore } from './restore-store.ts';
import { progressShare, progressWords, reportTitle } from './restore-words.ts';
import { Step } from './Step.tsx';
import { useRecovering, type Recovering } from './use-recover.ts';

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
      <Step name="report" title={reportTitle(restoring.result)} lead={t.restore.everythingBack}>
        <Figures result={restoring.result} />
        <div className={styles.actions}>
          <Button variant="accent" size="large" onClick={() => void showLibrary()}>
            {t.restore.showLibrary}
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
      <Step name="stopped" title={t.restore.stopped} lead={t.restore.nothingChanged}>
        <p className={styles.failure} role="alert">
          {error}
        </p>
        <div className={styles.actions}>
          <Button variant="accent" onClick={() => useRestore.setState({ jobId: null })}>
            {t.restore.lookAgain}
          </Button>
          <Button onClick={closeRestore}>{t.common.close}</Button>
        </div>
      </Step>
    );
  return (
    <Step name="restoring" title={t.restore.restoring} lead={t.restore.photosStay}>
      <ProgressBar value={job == null ? null : progressShare(job)} label={t.restore.progress} />
      <p className={styles.progress} role="status">
        {job == null ? t.restore.beginning : progressWords(job)}
      </p>
      <p className={styles.path}>{job?.progress.current}</p>
      <div className={styles.actions}>
        <Button onClick={() => endJob(jobId)}>{t.common.cancel}</Button>
      </div>
    </Step>
  );
}
