/** When a storage was last reachable: noted at most once a minute, so that looking does not write all the time. */
import type { StorageState } from '#contract/storage.ts';
import { instant, type Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';

const noteEveryMs = 60_000;

/** Notes that storages were seen. No-op in read-only engines and for what was seen a moment ago. */
export async function noteSeen(
  context: Context,
  seen: readonly { readonly row: StorageRow; readonly state: StorageState }[],
): Promise<void> {
  if (context.readOnly) return;
  const now = context.clock.now().getTime();
  const ids = seen
    .filter(({ state }) => state === 'online' || state === 'read-only')
    .filter(({ row }) => row.last_seen === null || Math.abs(now - Date.parse(row.last_seen)) >= noteEveryMs)
    .map(({ row }) => row.id);
  if (ids.length === 0) return;
  await context.catalog.write([
    context.catalog.read
      .updateTable('storage')
      .set({ last_seen: instant(context.clock) })
      .where('id', 'in', ids),
  ]);
}
