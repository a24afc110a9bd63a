import { useEffect, useState } from 'react';
import type { JobDto } from '#contract/job.ts';
import type { Input } from '#contract/procedures.ts';
import { api } from './client.ts';
import { endJob } from './control-job.ts';
import { errorWords } from './error-words.ts';
import { useJob } from './use-job.ts';

export interface OwnJob {
  readonly job: JobDto | null;
  /** Why it did not begin. */
  readonly error: string | null;
  readonly again: () => void;
}

/**
 * A job of one component: begun anew whenever its input changes (by value), ended when nobody waits for it any more.
 * `input` null begins nothing. @param afterMs an input that lives shorter begins nothing either
 */
export function useOwnJob<K extends 'import.preview' | 'recover.start' | 'storage.discover'>(
  name: K,
  input: Input<K> | null,
  afterMs = 0,
): OwnJob {
  const key = input == null ? null : JSON.stringify(input);
  const [attempt, setAttempt] = useState(0);
  const [jobId, setJobId] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    setJobId(null);
    setError(null);
    if (key == null) return;
    let started: string | null = null;
    let isOver = false;
    const timer = setTimeout(() => {
      api.call(name, JSON.parse(key) as Input<K>).then(
        ({ job_id: id }) => {
          started = id;
          if (isOver) endJob(id);
          else setJobId(id);
        },
        (thrown: unknown) => !isOver && setError(errorWords(thrown)),
      );
    }, afterMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
      if (started != null) endJob(started);
    };
  }, [name, key, attempt, afterMs]);
  return { job: useJob(jobId), error, again: () => setAttempt((n) => n + 1) };
}
