/** The two recoveries of the screen: the one that only looks, and the one that is done. */
import type { JobDto } from '#contract/job.ts';
import type { RecoverResult } from '#contract/recover.ts';
import { failureWords } from '#renderer/api/error-words.ts';
import { useJob } from '#renderer/api/use-job.ts';
import { useOwnJob } from '#renderer/api/use-own-job.ts';
import { t } from '#renderer/i18n/t.ts';

export interface Recovering {
  readonly job: JobDto | null;
  readonly result: RecoverResult | null;
  readonly error: string | null;
}

/** Looks what would come back from these folders, anew whenever they change; a look that nobody waits for is stopped. */
export function useLook(paths: readonly string[] | null): Recovering & { readonly again: () => void } {
  const isAsked = paths != null && paths.length > 0;
  const { job, error, again } = useOwnJob('recover.start', isAsked ? { paths: [...paths], dry_run: true } : null);
  const looking = recoveringOf(job);
  return { ...looking, error: error ?? looking.error, again };
}

/** A recovery by its job. */
export function useRecovering(jobId: string | null): Recovering {
  return recoveringOf(useJob(jobId));
}

function recoveringOf(job: JobDto | null): Recovering {
  return { job, result: job?.status === 'done' ? (job.result as RecoverResult) : null, error: job == null ? null : failureOf(job) };
}

function failureOf({ status, error }: JobDto): string | null {
  if (status === 'cancelled') return t.restore.cancelled;
  if (status !== 'failed') return null;
  return error == null ? t.restore.itStopped : failureWords(error);
}
