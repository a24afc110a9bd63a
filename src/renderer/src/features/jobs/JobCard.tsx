import { useEffect, useState, type ReactNode } from 'react';
import type { JobDto } from '#contract/job.ts';
import { api } from '#renderer/api/client.ts';
import { controlJob, type JobAction } from '#renderer/api/control-job.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useSessions } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { formatInstant } from '#renderer/ui/format.ts';
import { PauseButtons } from '#renderer/ui/PauseButtons.tsx';
import { ProblemList } from '#renderer/ui/ProblemList.tsx';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { importResult, isActive, jobShare, outcome, progressLine, titleOf } from './job-words.ts';
import { retryFailed } from './retry-failed.ts';
import styles from './Jobs.module.css';

/** A job: how far it is, or what came of it, and what can be done with it. */
export function JobCard({ job, onSession }: { job: JobDto; onSession: (id: number) => void }) {
  const [showProblems, setShowProblems] = useState(false);
  const running = isActive(job);
  useTick(running);
  return (
    <li className={styles.card} data-status={job.status}>
      <div className={styles.cardHead}>
        <h3 className={styles.cardTitle}>{titleOf(job)}</h3>
        <StatusChip job={job} />
        <span className={styles.when}>{formatInstant(job.finished_at ?? job.started_at)}</span>
        <JobButtons job={job} onSession={onSession} />
      </div>
      {running ? (
        <>
          <ProgressBar value={jobShare(job)} label={t.jobs.progressOf(titleOf(job))} paused={job.status === 'paused'} />
          <p className={styles.words}>{progressLine(job, Date.now())}</p>
          {job.progress.current != null && <p className={styles.current}>{job.progress.current}</p>}
        </>
      ) : (
        <p className={styles.words} role={job.status === 'failed' ? 'alert' : undefined}>
          {outcome(job)}
        </p>
      )}
      {job.problems.length > 0 && (
        <>
          <Button
            variant="ghost"
            className={styles.toggle ?? ''}
            aria-expanded={showProblems}
            onClick={() => setShowProblems(!showProblems)}
          >
            {(showProblems ? t.jobs.hideProblems : t.jobs.showProblems)(Math.max(job.progress.problem_count, job.problems.length))}
          </Button>
          {showProblems && <ProblemList problems={job.problems} total={job.progress.problem_count} />}
        </>
      )}
    </li>
  );
}

function StatusChip({ job }: { job: JobDto }) {
  const chips: Record<JobDto['status'], ReactNode> = {
    waiting: <Chip>{t.jobs.waiting}</Chip>,
    running: null,
    paused: <Chip>{t.jobs.paused}</Chip>,
    done: job.progress.problem_count > 0 ? <Chip tone="warn">{t.jobs.doneWithProblems}</Chip> : <Chip tone="ok">{t.jobs.done}</Chip>,
    failed: <Chip tone="bad">{t.jobs.failed}</Chip>,
    cancelled: <Chip>{t.jobs.cancelled}</Chip>,
  };
  return chips[job.status];
}

function JobButtons({ job, onSession }: { job: JobDto; onSession: (id: number) => void }) {
  const incomplete = useSessions((state) =>
    (state.value ?? []).some((session) => session.id === job.session_id && session.status === 'incomplete'),
  );
  const resume = (id: number): void => {
    api
      .call('session.resume', { session_id: id })
      .catch((thrown: unknown) => toast({ title: t.jobs.notResumed, description: errorWords(thrown), tone: 'bad' }));
  };
  const { session_id } = job;
  return (
    <span className={styles.buttons}>
      {isActive(job) && <PauseButtons status={job.status} endWords={t.common.cancel} onDo={(action) => void control(action, job)} />}
      {(job.status === 'failed' || job.status === 'cancelled') && incomplete && session_id != null && (
        <Button onClick={() => resume(session_id)}>{t.jobs.resume}</Button>
      )}
      {job.status === 'done' && job.kind === 'import' && session_id != null && (importResult(job)?.counts.failed ?? 0) > 0 && (
        <Button onClick={() => void retryFailed(session_id)}>{t.jobs.retryFailed}</Button>
      )}
      {!isActive(job) && session_id != null && (
        <Button variant="ghost" onClick={() => onSession(session_id)}>
          {t.jobs.showSession}
        </Button>
      )}
    </span>
  );
}

async function control(action: JobAction, { job_id }: JobDto): Promise<void> {
  const failure = await controlJob(action, job_id);
  if (failure != null) toast({ ...failure, tone: 'bad' });
}

/** Renders once a second while something runs, so that the rest time appears when it should. */
function useTick(active: boolean): void {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!active) return;
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, [active]);
}
