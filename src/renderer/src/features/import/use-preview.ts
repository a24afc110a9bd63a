import { useEffect, useState } from 'react';
import type { ImportPreview } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import type { Input } from '#contract/procedures.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useJob } from '#renderer/api/use-job.ts';
import { t } from '#renderer/i18n/t.ts';

export interface Preview {
  readonly state: 'nothing' | 'counting' | 'ready' | 'failed';
  readonly job: JobDto | null;
  readonly preview: ImportPreview | null;
  readonly error: string | null;
}

/** Counts what an import would do, anew whenever the request changes; the count before is stopped. */
export function usePreview(request: Input<'import.preview'> | null): Preview {
  const key = request == null ? null : JSON.stringify(request);
  const [jobId, setJobId] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const job = useJob(jobId);

  useEffect(() => {
    setJobId(null);
    setError(null);
    if (key == null) return;
    let started: string | null = null;
    let gone = false;
    const stop = (id: string): void => void api.call('job.cancel', { job_id: id }).catch(() => undefined);
    const timer = setTimeout(() => {
      api.call('import.preview', JSON.parse(key) as Input<'import.preview'>).then(
        ({ job_id: id }) => {
          if (gone) return stop(id);
          started = id;
          setJobId(id);
        },
        (thrown: unknown) => !gone && setError(errorWords(thrown)),
      );
    }, 150);
    return () => {
      gone = true;
      clearTimeout(timer);
      if (started != null) stop(started);
    };
  }, [key]);

  const preview = job?.status === 'done' ? (job.result as ImportPreview | null) : null;
  const failure = error ?? (job?.status === 'failed' ? (job.error?.message ?? t.imports.notCounted) : null);
  const state = key == null ? 'nothing' : failure != null ? 'failed' : preview != null ? 'ready' : 'counting';
  return { state, job, preview, error: failure };
}
