/** The finding `locked`: writing indexes waits for another host. It goes by itself. */
import { instant, type Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';

/** @param hostName who has the lease; null when nobody else has */
export async function tellLocked(context: Context, storage: StorageRow, hostName: string | null): Promise<void> {
  const { read } = context.catalog;
  const open = await read
    .selectFrom('finding')
    .select('id')
    .where('storage_id', '=', storage.id)
    .where('kind', '=', 'locked')
    .where('status', '=', 'open')
    .executeTakeFirst();
  if ((open === undefined) === (hostName === null)) return;
  const now = instant(context.clock);
  const values = {
    kind: 'locked',
    path: '',
    reason: `${hostName ?? ''} is writing to ${storage.display_name}. What you change is kept, and written there when it has ended.`,
    lane: 'info' as const,
    default_resolution: 'keep',
    resolutions_json: JSON.stringify(['keep', 'retry']),
    changes_json: '[]',
    facts_json: JSON.stringify({ host_name: hostName }),
    status: 'open' as const,
    resolution: null,
    last_seen: now,
  };
  await context.catalog.write([
    hostName === null
      ? read.updateTable('finding').set({ status: 'gone' }).where('storage_id', '=', storage.id).where('kind', '=', 'locked')
      : read
          .insertInto('finding')
          .values({ ...values, storage_id: storage.id, key: 'locked', journal_id: null, first_seen: now })
          .onConflict((conflict) => conflict.columns(['storage_id', 'key']).doUpdateSet(values)),
  ]);
  context.emit('conflicts.changed', { storage_uuid: storage.uuid });
}
