/** The recovery job: merges storages into the catalog, then mends what was damaged in them. */
import { access, constants, link, mkdir, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import type { RecoverResult } from '#contract/recover.ts';
import { createLogger } from '#core/log.ts';
import { numberedName } from '#domain/rel-path.ts';
import type { StoragePaths } from '#core/storage/storage-paths.ts';
import { instant, type Context } from '../context.ts';
import { tellMerges } from '../index-merge/tell-merges.ts';
import { startImport } from '../import/start-import.ts';
import type { JobControl } from '../jobs.ts';
import { pathsOf } from '../storage-rows.ts';
import { runRecover, type FollowUp } from './run-recover.ts';

const log = createLogger('recover');

/** Starts a recovery; its result is a RecoverResult. Running it twice changes nothing the second time. */
export function startRecover(
  context: Context,
  request: { readonly paths: readonly string[]; readonly dry_run: boolean },
): { job_id: string } {
  const title = `${request.dry_run ? 'Preview of recovering' : 'Recover'} ${request.paths.map((path) => basename(path)).join(', ')}`;
  return {
    job_id: context.jobs.start({ kind: request.dry_run ? 'recover-preview' : 'recover', title }, (control) =>
      recover(context, control, request),
    ),
  };
}

async function recover(
  context: Context,
  control: JobControl,
  request: { readonly paths: readonly string[]; readonly dry_run: boolean },
): Promise<RecoverResult> {
  const options = {
    paths: request.paths,
    isDryRun: request.dry_run,
    now: instant(context.clock),
    host: context.host,
    bases: context.home.bases,
  };
  const { result, followUps, merges } = await (context.runsInThreads
    ? (await import('./in-thread.ts')).recoverInThread(context.home.catalog, options, control)
    : runRecover(context.catalog, options, control));
  if (request.dry_run) return result;
  control.progress({ phase: 'writing-index' });
  await tellMerges(context, merges);
  let adopted = 0;
  for (const followUp of followUps) adopted += await mend(context, followUp);
  await context.indexes.flush();
  context.emit('photos.changed', { reason: 'import', session_id: null });
  context.emit('organize.changed', {});
  for (const { storageUuid } of followUps) context.emit('storage.changed', { storage_uuid: storageUuid });
  return { ...result, sessions: result.sessions + adopted };
}

/** @returns the number of sessions that were made for photos no index named */
async function mend(context: Context, followUp: FollowUp): Promise<number> {
  const storage = await context.catalog.read
    .selectFrom('storage')
    .selectAll()
    .where('id', '=', followUp.storageId)
    .executeTakeFirstOrThrow();
  const paths = pathsOf(storage);
  const isWritable = await access(followUp.root, constants.W_OK).then(
    () => true,
    () => false,
  );
  // A medium that cannot be written to is read as it is, and stays as it is.
  if (!isWritable) return 0;
  await setAside(paths, followUp);
  if (followUp.lostIndexes.length > 0)
    await context.catalog.write([
      context.catalog.read
        .updateTable('session')
        .set({ generation: sql<number>`generation + 1` })
        .where('storage_id', '=', storage.id)
        .whereRef('generation', '=', 'index_generation')
        .where('index_file', 'in', followUp.lostIndexes),
      context.catalog.read
        .updateTable('storage')
        .set({ metadata_generation: sql<number>`metadata_generation + 1` })
        .where('id', '=', storage.id),
    ]);
  if (!followUp.needsMaster && !followUp.needsAdoption) return 0;
  for (const folder of [paths.photos, paths.imports, paths.hotpreviews, paths.metadata, paths.staging, paths.history])
    await mkdir(folder, { recursive: true });
  await context.indexes.writeMaster(storage.id);
  if (!followUp.needsAdoption) return 0;
  const { job_id: jobId } = await startImport(context, {
    sources: [paths.photos],
    storage: storage.uuid,
    title: `Adopted ${instant(context.clock).slice(0, 10)}`,
    mode: 'register',
    layout: 'keep',
    duplicates: 'skip',
    same_picture: 'keep',
    elsewhere: 'keep',
    verify: true,
    companions: true,
  });
  await context.jobs.outcome(jobId);
  return 1;
}

/** Damaged indexes, and conflict copies that were merged, go to quarantine. */
export async function setAside(paths: StoragePaths, followUp: Pick<FollowUp, 'root' | 'damaged' | 'mergedCopies'>): Promise<void> {
  for (const path of [...followUp.damaged.map((file) => file.path), ...followUp.mergedCopies])
    await quarantine(paths.system, followUp.root, path);
}

/** Moves a damaged file of ours aside under a free name; it is never deleted. */
async function quarantine(system: string, root: string, path: string): Promise<void> {
  const folder = join(system, 'quarantine');
  await mkdir(folder, { recursive: true });
  for (let attempt = 0; ; attempt++) {
    const target = join(folder, numberedName(basename(path), attempt));
    try {
      await link(join(root, path), target);
      await unlink(join(root, path));
      log.info('an index was set aside', { path: join(root, path), target });
      return;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      // It stays where it is; the index that is written over it is kept as a former generation first.
      log.warn('an index could not be set aside', { path: join(root, path), error: String(error) });
      return;
    }
  }
}
