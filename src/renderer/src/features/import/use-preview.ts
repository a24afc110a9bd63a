import type { ImportPreview } from '#contract/import.ts';
import type { JobDto } from '#contract/job.ts';
import type { Input } from '#contract/procedures.ts';
import { failureWords } from '#renderer/api/error-words.ts';
import { useOwnJob } from '#renderer/api/use-own-job.ts';
import { t } from '#renderer/i18n/t.ts';

export interface Preview {
  readonly state: 'nothing' | 'counting' | 'ready' | 'failed';
  readonly job: JobDto | null;
  readonly preview: ImportPreview | null;
  readonly error: string | null;
}

/** Folders that are chosen one after the other are counted together. */
const settlesAfterMs = 150;

/** Counts what an import would do, anew whenever the request changes; the count before is stopped. */
export function usePreview(request: Input<'import.preview'> | null): Preview {
  const { job, error } = useOwnJob('import.preview', request, settlesAfterMs);
  const preview = job?.status === 'done' ? (job.result as ImportPreview | null) : null;
  const failure = error ?? (job?.status === 'failed' ? (job.error == null ? t.imports.notCounted : failureWords(job.error)) : null);
  const state = request == null ? 'nothing' : failure != null ? 'failed' : preview != null ? 'ready' : 'counting';
  return { state, job, preview, error: failure };
}
