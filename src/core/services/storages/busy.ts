/** Work that must not meet: what changes a storage waits, or is refused, while a job works on it. */
import { ImaLinkError } from '#contract/errors.ts';
import type { JobDto } from '#contract/job.ts';
import { isUnderWay } from '#contract/names.ts';
import type { Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';

/** Jobs that only look, and may take hours, keep nobody waiting. */
const harmless: ReadonlySet<JobDto['kind']> = new Set(['discover', 'import-preview', 'recover-preview', 'verify']);

/** The job that works on a storage right now, if any. */
export function busyJob(context: Context, storageUuid: string): JobDto | undefined {
  return context.jobs.list().find((job) => job.storage_uuid === storageUuid && !harmless.has(job.kind) && isUnderWay(job));
}

/** Waits until no job works on the storage. */
export async function whenIdle(context: Context, storageUuid: string): Promise<void> {
  for (;;) {
    const job = busyJob(context, storageUuid);
    if (!job) return;
    // How it ended is told by its own report.
    await context.jobs.outcome(job.job_id).catch(() => undefined);
  }
}

/** @throws ImaLinkError storage-locked */
export function requireIdle(context: Context, row: StorageRow): void {
  const job = busyJob(context, row.uuid);
  if (!job) return;
  throw new ImaLinkError('storage-locked', `${job.title} is working on ${row.display_name}. Wait until it is done, or cancel it first.`, {
    details: { storage: row.uuid, job_id: job.job_id },
  });
}
