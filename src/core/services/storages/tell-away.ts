/**
 * A storage that is not where it was, as a finding: `offline` when nothing stands there, `wrong_storage` when another one
 * does. It is told when somebody looks, and goes when the storage is back; no record of it changes meanwhile.
 */
import type { Conflict } from '#contract/scan.ts';
import type { StorageState } from '#contract/storage.ts';
import { makeFinding } from '#domain/reconcile/offers.ts';
import { instant, type Context } from '../context.ts';
import { keepFindings, listConflicts } from '../scan/findings.ts';
import type { StorageRow } from '../storage-rows.ts';

const kinds = ['offline', 'wrong_storage'] as const;

function kindOf(state: StorageState): (typeof kinds)[number] | null {
  if (state === 'wrong-uuid') return 'wrong_storage';
  return state === 'offline' || state === 'no-marker' || state === 'denied' ? 'offline' : null;
}

/**
 * Brings the finding in line with what was seen. A storage at rest is not asked about.
 * @returns the open finding
 */
export async function tellAway(context: Context, row: StorageRow, state: StorageState, hint: string | null): Promise<Conflict | null> {
  const { catalog } = context;
  if (context.readOnly) return null;
  const kind = row.is_active === 1 ? kindOf(state) : null;
  const told = await catalog.read
    .selectFrom('finding')
    .select(['kind', 'path', 'status'])
    .where('storage_id', '=', row.id)
    .where('kind', 'in', kinds)
    .where('status', '<>', 'gone')
    .execute();
  const isTold = kind === null ? told.length === 0 : told.length === 1 && told[0]?.kind === kind && told[0].path === row.full_path;
  if (!isTold) {
    const now = instant(context.clock);
    await catalog.write([
      catalog.read.updateTable('finding').set({ status: 'gone' }).where('storage_id', '=', row.id).where('kind', 'in', kinds),
      ...(kind === null ? [] : keepFindings(catalog, row.id, [findingOf(row, kind, hint)], { subtree: '', mayClose: false }, now)),
    ]);
    context.emit('conflicts.changed', { storage_uuid: row.uuid });
  }
  return kind === null ? null : ((await listConflicts(context, { storage: row, kind }))[0] ?? null);
}

/**
 * Storages whose absence is ignored. One that is there again is quiet no more: the next time it is away, that is told.
 * @param seen storages that were just looked at
 */
export async function quietStorages(
  context: Context,
  seen: readonly { readonly row: StorageRow; readonly state: StorageState }[],
): Promise<ReadonlySet<number>> {
  const rows = await context.catalog.read
    .selectFrom('finding')
    .select('storage_id')
    .where('kind', 'in', kinds)
    .where('status', '=', 'resolved')
    .where('resolution', '=', 'ignore_until_seen')
    .execute();
  const quiet = new Set(rows.map((each) => each.storage_id));
  for (const { row, state } of seen) {
    if (!quiet.has(row.id) || kindOf(state) !== null) continue;
    await tellAway(context, row, state, null);
    quiet.delete(row.id);
  }
  return quiet;
}

function findingOf(row: StorageRow, kind: (typeof kinds)[number], hint: string | null) {
  return makeFinding({
    key: row.full_path,
    kind,
    path: row.full_path,
    reason: `${row.display_name}: ${hint ?? 'it is not there.'} Nothing in it counts as missing.`,
    // A drive that is away is nothing to decide; another one in its place is.
    lane: kind === 'offline' ? 'info' : 'ask',
    facts: { storage_name: row.display_name },
  });
}
