/** Comparing storages with their folders: starting a scan, and whether one runs. What came of it is told when its job ends. */
import type { JobDto } from '#contract/job.ts';
import { t } from '#renderer/i18n/t.ts';
import { api } from './client.ts';
import { errorWords } from './error-words.ts';
import { useJobs } from './stores.ts';

/** The element that says what scanning does not do; it describes every button that scans. */
export const scanPromiseId = 'scan-promise';

const asked = new Set<string>();
/** Storages whose scan was asked for and whose job is not known yet: a quick one may end before the answer is here. */
const asking = new Set<string>();

/** True for a scan that this window started; others follow changes on disk, or come from elsewhere. */
export const wasAskedFor = ({ job_id, storage_uuid }: Pick<JobDto, 'job_id' | 'storage_uuid'>): boolean =>
  asked.has(job_id) || (storage_uuid != null && asking.has(storage_uuid));

/** A scan that a decision of this window asked for. */
export const expectScan = (jobId: string): void => void asked.add(jobId);

/**
 * Starts a scan of each storage, or of the folder `path` of it; one that cannot be scanned does not keep the others from it.
 * @returns what to tell of those that cannot
 */
export async function startScan(
  storages: readonly { readonly uuid: string; readonly display_name: string; readonly path?: string }[],
): Promise<{ readonly title: string; readonly description: string }[]> {
  const failures = [];
  for (const { uuid, display_name, path } of storages) {
    asking.add(uuid);
    try {
      asked.add((await api.call('scan.start', { storage: uuid, ...(path == null ? {} : { path }) })).job_id);
    } catch (thrown) {
      failures.push({ title: t.errors.notScanned(display_name), description: errorWords(thrown) });
    } finally {
      asking.delete(uuid);
    }
  }
  return failures;
}

/** True while a scan of this storage, or of any when none is named, is under way. */
export const useIsScanning = (storageUuid?: string): boolean =>
  useJobs((state) =>
    state.jobs.some(
      (job) =>
        job.kind === 'scan' &&
        (storageUuid == null || job.storage_uuid === storageUuid) &&
        (job.status === 'running' || job.status === 'paused'),
    ),
  );
