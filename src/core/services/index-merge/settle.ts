/** Before the indexes of a storage are written: what somebody else wrote to them since is taken into the catalog. */
import { createLogger } from '#core/log.ts';
import { instant, type Context } from '../context.ts';
import { runRecover } from '../recover/run-recover.ts';
import { setAside } from '../recover/start-recover.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { changedIndexes } from './known-indexes.ts';
import { tellMerges } from './tell-merges.ts';

const log = createLogger('indexes');

/** Looks at sizes and times of the index files, and merges those with other bytes. The storage must be there. */
export async function settleIndexes(context: Context, storage: StorageRow): Promise<void> {
  const only = await changedIndexes(context.catalog, storage);
  if (only.length === 0) return;
  log.info('somebody else wrote indexes', { storage: storage.uuid, files: only.length });
  await takeIndexes(context, storage, only);
}

/** Takes indexes of sessions in that no master lists, because a person said so. */
export function adoptIndexes(context: Context, storage: StorageRow, files: readonly string[]): Promise<void> {
  return takeIndexes(context, storage, files, true);
}

async function takeIndexes(context: Context, storage: StorageRow, only: readonly string[], adopts = false): Promise<void> {
  const options = {
    paths: [storage.full_path],
    isDryRun: false,
    now: instant(context.clock),
    host: context.host,
    bases: context.home.bases,
    only,
    adopts,
  };
  const control = { checkpoint: async () => undefined, progress: () => undefined };
  const signal = new AbortController().signal;
  const { followUps, merges } = await (context.runsInThreads
    ? (await import('../recover/in-thread.ts')).recoverInThread(context.home.catalog, options, {
        ...control,
        signal,
        problem: () => undefined,
      })
    : runRecover(context.catalog, options, control));
  for (const followUp of followUps) await setAside(pathsOf(storage), followUp);
  await tellMerges(context, merges);
  context.emit('photos.changed', { reason: 'import', session_id: null });
  context.emit('organize.changed', {});
  context.emit('storage.changed', { storage_uuid: storage.uuid });
}
