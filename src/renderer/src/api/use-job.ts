import { useEffect } from 'react';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import { api } from './client.ts';
import { putJob, useJobs } from './stores.ts';

const pollMs = 1500;

/** A job by its id, as it goes on. Events tell; asking now and then covers those that were lost. */
export function useJob(jobId: string | null): JobDto | null {
  const job = useJobs((state) => state.jobs.find((each) => each.job_id === jobId) ?? null);
  const active = job == null || isUnderWay(job);
  useEffect(() => {
    if (jobId == null || !active) return;
    const ask = (): void => {
      api.call('job.show', { job_id: jobId }).then(putJob, () => undefined);
    };
    ask();
    const timer = setInterval(ask, pollMs);
    return () => clearInterval(timer);
  }, [jobId, active]);
  return job;
}
