/** After a backup took the catalog's place: what the storages know since then comes back, before anything is written to them. */
import { existsSync } from 'node:fs';
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { startRecover } from '../recover/start-recover.ts';

const log = createLogger('catalog');

/** Storages that are not there now are merged by `imalink recover` when they are. */
export async function mergeStorages(context: Context): Promise<void> {
  const rows = await context.catalog.read.selectFrom('storage').select('full_path').where('is_active', '=', 1).execute();
  const paths = rows.map((row) => row.full_path).filter((path) => existsSync(path));
  if (paths.length === 0) return;
  const { job_id: jobId } = startRecover(context, { paths, dry_run: false });
  await context.jobs.outcome(jobId).catch((error: unknown) => log.warn('the storages could not be merged', { error: String(error) }));
}
