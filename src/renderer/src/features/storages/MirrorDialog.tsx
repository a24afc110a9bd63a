import { useState } from 'react';
import type { JobDto } from '#contract/job.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useSessions, useStorages } from '#renderer/api/stores.ts';
import { useJob } from '#renderer/api/use-job.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import styles from './Care.module.css';
import { careProgress, mirrorResult, mirrorSentence } from './care-words.ts';

/** Copies a session to a second storage, verified; asked again, only what is new is copied. */
export function MirrorDialog({ onClose }: { onClose: () => void }) {
  const storages = useStorages((state) => state.value) ?? [];
  const sessions = useSessions((state) => state.value) ?? [];
  const [session, setSession] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const job = useJob(jobId);
  const from = sessions.find(({ id }) => String(id) === session)?.storage_uuid;
  const isRunning = jobId != null && (job == null || job.status === 'running' || job.status === 'paused');
  const result = mirrorResult(job);
  const targets = storages.filter(({ uuid, state }) => uuid !== from && state === 'online');
  const start = async (): Promise<void> => {
    if (session == null || target == null || from == null) return;
    setFailure(null);
    try {
      setJobId((await api.call('mirror.start', { storage: from, session_id: Number(session), to: target })).job_id);
    } catch (thrown) {
      setFailure(errorWords(thrown));
    }
  };
  return (
    <Modal
      title={t.storages.mirrorTitle}
      description={t.storages.mirrorMeans}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{isRunning ? t.storages.inBackground : t.common.close}</Button>
          {result == null && (
            <Button
              variant="accent"
              disabled={session == null || target == null || target === from || isRunning}
              onClick={() => void start()}
            >
              {t.storages.mirror}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.fields}>
        <Picker
          label={t.common.session}
          value={session}
          options={sessions.map(({ id, title, file_count, storage_uuid }) => ({
            value: String(id),
            label: title,
            note: t.storages.sessionNote(file_count, storages.find(({ uuid }) => uuid === storage_uuid)?.display_name ?? ''),
          }))}
          onChange={setSession}
        />
        <Picker
          label={t.storages.toStorage}
          value={target}
          options={targets.map(({ uuid, display_name }) => ({ value: uuid, label: display_name }))}
          onChange={setTarget}
        />
        {session != null && targets.length === 0 && <p className={styles.quiet}>{t.storages.noSecond}</p>}
        {failure != null && <p role="alert">{failure}</p>}
        {job != null && <Copying job={job} />}
      </div>
    </Modal>
  );
}

/** How far it is, then what came of it. */
function Copying({ job }: { job: JobDto }) {
  const result = mirrorResult(job);
  if (job.status === 'failed') return <p role="alert">{job.error?.message}</p>;
  if (result == null)
    return (
      <>
        <ProgressBar value={null} label={t.storages.mirroring} paused={job.status === 'paused'} thin />
        <p className={styles.quiet}>{careProgress(job)}</p>
      </>
    );
  return (
    <>
      <p role="status">{mirrorSentence(result)}</p>
      <ProblemList problems={result.problems} />
    </>
  );
}
