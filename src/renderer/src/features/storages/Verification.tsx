import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import type { StorageDto } from '#contract/storage.ts';
import { api } from '#renderer/api/client.ts';
import { controlJob, type JobAction } from '#renderer/api/control-job.ts';
import { errorWords, failureWords } from '#renderer/api/error-words.ts';
import { useConflicts, useJobs } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Confirm } from '#renderer/ui/Confirm.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { formatInstant } from '#renderer/ui/format.ts';
import { PauseButtons } from '#renderer/ui/PauseButtons.tsx';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Care.module.css';
import { careProgress, repairable, verifyFigures, verifyResult, verifySentence } from './care-words.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { PhotoThumb } from '#renderer/ui/PhotoThumb.tsx';

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
      {job != null && !isActive && <Ended storage={storage} job={job} />}
      {job == null && <p className={styles.quiet}>{t.storages.whatVerifyDoes}</p>}
    </section>
  );
}

const shareOf = ({ progress }: JobDto): number | null =>
  progress.total_files == null || progress.total_files === 0 ? null : Math.min(1, progress.done_files / progress.total_files);

async function start(storage: StorageDto, more: { readonly resume?: boolean; readonly repair?: boolean } = {}): Promise<void> {
  try {
    await api.call('verify.start', { storage: storage.uuid, ...more });
    await useJobs.getState().load();
  } catch (thrown) {
    toast({ title: t.storages.notVerifiedStorage(storage.display_name), description: errorWords(thrown), tone: 'bad' });
  }
}

function Start({ storage, job, isDisabled }: { storage: StorageDto; job: JobDto | null; isDisabled: boolean }) {
  const isCut = job?.status === 'cancelled' || job?.status === 'failed';
  return (
    <span className={styles.buttons}>
      {isCut && (
        <Button disabled={isDisabled} onClick={() => void start(storage, { resume: true })}>
          {t.storages.goOn}
        </Button>
      )}
      <Button disabled={isDisabled} onClick={() => void start(storage)}>
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

function Ended({ storage, job }: { storage: StorageDto; job: JobDto }) {
  const [isAsking, setAsking] = useState(false);
  const result = verifyResult(job);
  if (job.status === 'cancelled') return <p className={styles.quiet}>{t.storages.stoppedAfter(job.progress.done_files)}</p>;
  if (result == null) return <p role="alert">{job.error == null ? t.storages.noResult : failureWords(job.error)}</p>;
  const wrong = repairable(result);
  return (
    <>
      <p className={styles.quiet}>
        {verifySentence(result)} {job.finished_at != null && formatInstant(job.finished_at)}
      </p>
      <dl className={styles.figures}>
        {verifyFigures(result).map(({ label, count, tone }) => (
          <div key={label} data-tone={tone}>
            <dt>{label}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {wrong > 0 && <Damaged storage={storage} />}
      <ProblemList problems={result.problems} />
      {wrong > 0 && (
        <Button variant="accent" className={styles.repair ?? ''} onClick={() => setAsking(true)}>
          {t.storages.repairFrom}
        </Button>
      )}
      {isAsking && (
        <Confirm
          title={t.storages.repairAsk(wrong, storage.display_name)}
          description={t.storages.repairMeans}
          button={t.storages.repair}
          onConfirm={() => void start(storage, { repair: true })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Pictures shown of what is damaged or missing; the inbox has them all. */
const shownPictures = 12;

function Damaged({ storage }: { storage: StorageDto }) {
  const conflicts = useConflicts((state) => state.value) ?? [];
  const own = conflicts.filter(({ kind, storage_uuid }) => storage_uuid === storage.uuid && (kind === 'corrupt' || kind === 'missing'));
  if (own.length === 0) return null;
  return (
    <ul className={styles.pictures} aria-label={t.storages.damagedPhotos}>
      {own.slice(0, shownPictures).map((conflict) => (
        <li key={conflict.id}>
          <PhotoThumb
            src={pictureOf(conflict.facts)}
            label={`${conflict.kind === 'corrupt' ? t.storages.verifyFigures.corrupt : t.storages.verifyFigures.missing}: ${conflict.path}`}
          />
        </li>
      ))}
    </ul>
  );
}

function pictureOf(facts: Readonly<Record<string, unknown>>): string | null {
  const before = facts['before'] as { readonly hothash?: unknown } | undefined;
  // The bytes that stand there now have no preview; the photo that was there has.
  const hothash = before?.hothash ?? facts['hothash'];
  return typeof hothash === 'string' ? hotpreviewUrl(hothash) : null;
}
