/** The two recoveries of the screen: the one that only looks, and the one that is done. */
import { useEffect, useState } from 'react';
import { ApiError } from '#contract/bridge.ts';
import type { ErrorCode } from '#contract/errors.ts';
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useJob } from '#renderer/api/use-job.ts';
import { t } from '#renderer/i18n/t.ts';

export interface Recovering {
  readonly job: JobDto | null;
  readonly result: RecoverResult | null;
  readonly error: string | null;
}

/** Looks what would come back from these folders, anew whenever they change; a look that nobody waits for is stopped. */
export function useLook(paths: readonly string[] | null): Recovering & { readonly again: () => void } {
  const [attempt, setAttempt] = useState(0);
  const key = paths == null || paths.length === 0 ? null : JSON.stringify(paths);
  const [jobId, setJobId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    setJobId(null);
    setFailure(null);
    if (key == null) return;
    let started: string | null = null;
    let isOver = false;
    api.call('recover.start', { paths: JSON.parse(key) as string[], dry_run: true }).then(
      ({ job_id }) => {
        started = job_id;
        if (isOver) stop(job_id);
        else setJobId(job_id);
      },
      (thrown: unknown) => !isOver && setFailure(errorWords(thrown)),
    );
    return () => {
      isOver = true;
      if (started != null) stop(started);
    };
  }, [key, attempt]);
  const recovering = useRecovering(jobId);
  return { ...recovering, error: failure ?? recovering.error, again: () => setAttempt((n) => n + 1) };
}

/** A recovery by its job. */
export function useRecovering(jobId: string | null): Recovering {
  const job = useJob(jobId);
  return { job, result: job?.status === 'done' ? (job.result as RecoverResult) : null, error: job == null ? null : failureOf(job) };
}

function failureOf({ status, error }: JobDto): string | null {
  if (status === 'cancelled') return t.restore.cancelled;
  if (status !== 'failed') return null;
  return error == null ? t.restore.itStopped : errorWords(new ApiError(error.code as ErrorCode, error.message, error.details));
}

/** Stops a recovery; one that has ended already is left alone. */
export const stop = (job_id: string): void => void api.call('job.cancel', { job_id }).catch(() => undefined);
