import { ShieldCheck } from 'lucide-react';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import type { StorageDto } from '#contract/storage.ts';
import { controlJob, type JobAction } from '#renderer/api/control-job.ts';
import { useJobs } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { PauseButtons } from '#renderer/ui/PauseButtons.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Care.module.css';
import { careProgress } from './care-words.ts';
import { verify } from './storage-calls.ts';
import { Verified } from './Verified.tsx';

/** Reads every file of a storage on request, says what it saw, and repairs from verified copies. */
export function Verification({ storage }: { storage: StorageDto }) {
  const job = useJobs((state) => state.jobs.find(({ kind, storage_uuid }) => kind === 'verify' && storage_uuid === storage.uuid) ?? null);
  const isActive = job != null && isUnderWay(job);
  const canStart = storage.is_accessible && storage.is_active && storage.total_files > 0;
  return (
    <section className={styles.care} aria-label={t.storages.verificationOf(storage.display_name)}>
      <div className={styles.head}>
        <h3 className={styles.title}>{t.storages.integrity}</h3>
        {isActive ? <Running job={job} /> : <Start storage={storage} job={job} isDisabled={!canStart} />}
      </div>
      {isActive && (
        <>
          <ProgressBar value={shareOf(job)} label={t.storages.verifying(storage.display_name)} paused={job.status === 'paused'} thin />
          <p className={styles.quiet}>{careProgress(job)}</p>
        </>
      )}
      {job != null && !isActive && <Verified storage={storage} job={job} />}
      {job == null && <p className={styles.quiet}>{t.storages.whatVerifyDoes}</p>}
    </section>
  );
}

const shareOf = ({ progress }: JobDto): number | null =>
  progress.total_files == null || progress.total_files === 0 ? null : Math.min(1, progress.done_files / progress.total_files);

function Start({ storage, job, isDisabled }: { storage: StorageDto; job: JobDto | null; isDisabled: boolean }) {
  const isCut = job?.status === 'cancelled' || job?.status === 'failed';
  return (
    <span className={styles.buttons}>
      {isCut && (
        <Button disabled={isDisabled} onClick={() => void verify(storage, { resume: true })}>
          {t.storages.goOn}
        </Button>
      )}
      <Button disabled={isDisabled} onClick={() => void verify(storage)}>
        <ShieldCheck size={16} strokeWidth={1.5} aria-hidden /> {t.storages.verify}
      </Button>
    </span>
  );
}

function Running({ job }: { job: JobDto }) {
  const control = async (action: JobAction): Promise<void> => {
    const failure = await controlJob(action, job.job_id);
    if (failure != null) toast({ ...failure, tone: 'bad' });
  };
  return (
    <span className={styles.buttons}>
      <PauseButtons status={job.status} endWords={t.storages.stop} onDo={(action) => void control(action)} />
    </span>
  );
}
