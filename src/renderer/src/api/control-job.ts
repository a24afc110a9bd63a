/** Pausing, continuing and ending jobs. */
import { t } from '#renderer/i18n/t.ts';
import { api } from './client.ts';
import { errorWords } from './error-words.ts';

export type JobAction = 'pause' | 'unpause' | 'cancel';

/** @returns what to tell when it did not work */
export async function controlJob(
  action: JobAction,
  jobId: string,
): Promise<{ readonly title: string; readonly description: string } | null> {
  try {
    await api.call(`job.${action}`, { job_id: jobId });
    return null;
  } catch (thrown) {
    return { title: t.jobs.didNotWork, description: errorWords(thrown) };
  }
}

/** Ends a job that nobody waits for; one that has ended already is left alone. */
export const endJob = (jobId: string): void => void api.call('job.cancel', { job_id: jobId }).catch(() => undefined);
