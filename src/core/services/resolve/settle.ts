/** After a kill: batches that were being carried out, or taken back, are brought to an end. */
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { requireWritable } from '../storage-rows.ts';
import { parseFiles } from './batch.ts';
import { carryOut } from './carry-out.ts';
import { undoFiles } from './undo-batch.ts';

const log = createLogger('resolve');

/** Settles every unfinished batch of reachable storages. Idempotent; a storage that is away is settled another time. */
export async function settleBatches(context: Context): Promise<void> {
  const { read } = context.catalog;
  const open = await read.selectFrom('journal').selectAll().where('status', '<>', 'done').orderBy('id').execute();
  if (open.length === 0) return;
  const storages = await read.selectFrom('storage').selectAll().execute();
  for (const journal of open) {
    const storage = storages.find((row) => row.id === journal.storage_id);
    const files = parseFiles(journal.files_json);
    if (!storage || !files) continue;
    try {
      await requireWritable(storage);
      await oneAtATime(context, storage.id, async () => {
        if (journal.status === 'applying') await carryOut(context, storage, journal.id, files);
        else await undoFiles(context, storage, journal.id);
      });
    } catch (error) {
      log.warn('a batch could not be settled yet', { journal: journal.id, error: String(error) });
    }
  }
}
