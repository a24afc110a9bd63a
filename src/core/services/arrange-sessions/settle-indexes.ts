/** After photos were shared out anew: indexes say so on disk, and those of sessions that are no more step aside. */
import { createLogger } from '#core/log.ts';
import type { Context } from '../context.ts';
import { forgetIndex } from '../index-merge/known-indexes.ts';
import { retireIndex } from '../retire-index.ts';
import { requireWritable } from '../storage-rows.ts';
import type { SessionSnapshot } from './snapshot.ts';

const log = createLogger('sessions');

/** Writes at once where that is possible; a storage that is away is written when it comes back. */
export async function settleIndexes(context: Context, from: SessionSnapshot, to: SessionSnapshot): Promise<void> {
  const { catalog } = context;
  const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', to.storage_id).executeTakeFirstOrThrow();
  try {
    await requireWritable(storage);
    await context.indexes.flush();
    for (const { row } of from.sessions) {
      await catalog.write([forgetIndex(catalog, storage.id, row.index_file)]);
      await retireIndex(context, storage, row.index_file);
    }
  } catch (error) {
    log.info('indexes of sessions are written later', { storage: storage.uuid, error: String(error) });
    context.indexes.schedule();
  }
  for (const id of new Set([...from.files, ...to.files].map(([, session]) => session))) context.emit('session.changed', { session_id: id });
  context.emit('photos.changed', { reason: 'edit', session_id: null });
  context.emit('storage.changed', { storage_uuid: storage.uuid });
}
