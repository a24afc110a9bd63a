/** What scans found, kept until it is resolved or gone: the inbox. */
import { sql, type Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Conflict } from '#contract/scan.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { isAsked } from '#domain/reconcile/changes.ts';
import type { Finding } from '#domain/reconcile/types.ts';
import type { Context } from '../context.ts';
import { readNumberCursor, writeCursor } from '../cursor.ts';
import type { StorageRow } from '../storage-rows.ts';
import { kindsOfOthers } from './kinds-of-others.ts';

/** What a scan may say about findings it did not make again. */
export interface Reach {
  /** Folder that was scanned; empty for all of the storage. */
  readonly subtree: string;
  /** False when something could not be read: then nothing is over merely because it was not seen. */
  readonly mayClose: boolean;
}

/**
 * Queries that bring the kept findings of a storage in line with a new plan, made one at a time: those of many findings take
 * longer than a main thread may be held. What a person put off or decided stays so while it holds; what no longer holds is
 * gone, and asks anew should it come back.
 */
export function* keepFindings(
  catalog: Catalog,
  storageId: number,
  findings: readonly Finding[],
  reach: Reach,
  now: string,
): Generator<Compilable> {
  for (let start = 0; start < findings.length; start += pageSize)
    yield keepPage(catalog, storageId, findings.slice(start, start + pageSize), now);
  if (reach.mayClose) yield closeFindings(catalog, storageId, reach.subtree, now);
}

/** Findings per statement. */
const pageSize = 2000;

function keepPage(catalog: Catalog, storageId: number, findings: readonly Finding[], now: string): Compilable {
  const rows = findings.map((finding) => ({
    key: finding.key,
    kind: finding.kind,
    path: finding.path,
    reason: finding.reason,
    lane: finding.lane,
    preset: finding.default,
    resolutions: JSON.stringify(finding.resolutions),
    changes: JSON.stringify(finding.changes),
    facts: JSON.stringify(finding.facts),
    status: !isAsked(finding.lane) && finding.changes.length > 0 ? 'applied' : 'open',
  }));
  const query = sql`
    insert into finding (storage_id, key, kind, path, reason, lane, default_resolution, resolutions_json, changes_json, facts_json,
      status, resolution, journal_id, first_seen, last_seen)
    select ${storageId}, v.value ->> 'key', v.value ->> 'kind', v.value ->> 'path', v.value ->> 'reason', v.value ->> 'lane', v.value ->> 'preset',
      v.value ->> 'resolutions', v.value ->> 'changes', v.value ->> 'facts', v.value ->> 'status', null,
      case when v.value ->> 'status' = 'applied' then (select max(id) from journal where storage_id = ${storageId}) end, ${now}, ${now}
    from json_each(${JSON.stringify(rows)}) as v where true
    on conflict (storage_id, key) do update set
      kind = excluded.kind, path = excluded.path, reason = excluded.reason, lane = excluded.lane,
      default_resolution = excluded.default_resolution, resolutions_json = excluded.resolutions_json,
      changes_json = excluded.changes_json, facts_json = excluded.facts_json, last_seen = excluded.last_seen,
      status = case when excluded.status = 'open' and finding.status in ('later', 'resolved') then finding.status else excluded.status end,
      journal_id = coalesce(excluded.journal_id, finding.journal_id)`;
  return { compile: () => query.compile(catalog.read) };
}

/** What this scan did not say again is over. */
function closeFindings(catalog: Catalog, storageId: number, subtree: string, now: string): Compilable {
  const prefix = `${subtree}/`;
  return catalog.read
    .updateTable('finding')
    .set({ status: 'gone' })
    .where('storage_id', '=', storageId)
    .where('last_seen', '<>', now)
    .where('status', 'in', ['open', 'later', 'resolved'])
    .where((where) => where.or([where('resolution', 'is', null), where('resolution', '<>', 'ignore')]))
    .where('kind', 'not in', kindsOfOthers)
    .$if(subtree !== '', (query) => query.where(sql<boolean>`(path = ${subtree} or substr(path, 1, ${prefix.length}) = ${prefix})`));
}

/** Keys of everything that is told already. */
export async function keysOfFindings({ read }: Catalog, storageId: number): Promise<ReadonlySet<string>> {
  const rows = await read.selectFrom('finding').select('key').where('storage_id', '=', storageId).where('status', '<>', 'gone').execute();
  return new Set(rows.map((row) => row.key));
}

type FindingRow = Selectable<CatalogSchema['finding']> & { storage_uuid: string };

function findingRows(catalog: Catalog) {
  return catalog.read
    .selectFrom('finding')
    .innerJoin('storage', 'storage.id', 'finding.storage_id')
    .selectAll('finding')
    .select('storage.uuid as storage_uuid');
}

export interface FindingFilter {
  readonly kind?: string | undefined;
  readonly storage?: StorageRow | undefined;
  readonly status?: 'open' | 'later' | 'applied' | 'ignored';
}

/** Answers that leave something alone, for good or until it changes. */
const ignoring = ['ignore', 'skip_version', 'ignore_until_seen'];

/** All of them, in the order of the inbox. */
export async function listConflicts(context: Context, filter: FindingFilter): Promise<Conflict[]> {
  const query = filteredRows(context, filter).orderBy('finding.lane').orderBy('finding.kind').orderBy('finding.path');
  return (await query.execute()).map(toConflict);
}

/** The same in pages, oldest first, where a limit is given. @throws ImaLinkError bad-input for a cursor of another list */
export async function pageConflicts(
  context: Context,
  { limit, cursor, ...filter }: FindingFilter & { readonly limit?: number | undefined; readonly cursor?: string | undefined },
) {
  if (limit === undefined) return { conflicts: await listConflicts(context, filter), next_cursor: null };
  const found = await filteredRows(context, filter)
    .$if(cursor !== undefined, (query) => query.where('finding.id', '>', readNumberCursor('conflicts', cursor ?? '')))
    .orderBy('finding.id')
    .limit(limit)
    .execute();
  const last = found.length < limit ? undefined : found.at(-1);
  return { conflicts: found.map(toConflict), next_cursor: last ? writeCursor('conflicts', last.id) : null };
}

function filteredRows(context: Context, { status = 'open', kind, storage }: FindingFilter) {
  let query = findingRows(context.catalog);
  query =
    status === 'ignored'
      ? query.where('finding.status', '=', 'resolved').where('finding.resolution', 'in', ignoring)
      : query.where('finding.status', '=', status);
  if (status === 'applied') query = query.where('finding.last_seen', '>=', monthAgo(context));
  if (kind !== undefined) query = query.where('finding.kind', '=', kind);
  return storage ? query.where('finding.storage_id', '=', storage.id) : query;
}

/** What was done without asking stays in sight this long (docs/design/ui.md). */
function monthAgo({ clock }: Context): string {
  return new Date(clock.now().getTime() - 30 * 86_400_000).toISOString();
}

/** @throws ImaLinkError conflict-not-found */
export async function findConflict(context: Context, id: number): Promise<{ readonly row: FindingRow; readonly conflict: Conflict }> {
  const row = await findingRows(context.catalog).where('finding.id', '=', id).executeTakeFirst();
  if (!row)
    throw new ImaLinkError('conflict-not-found', `There is no finding ${id}. \`imalink conflicts list\` shows the open ones.`, {
      details: { id },
    });
  return { row, conflict: toConflict(row) };
}

/** Puts findings off, or brings them back. What is over stays over. */
export async function postpone(context: Context, ids: readonly number[], postponed: boolean): Promise<{ changed: number }> {
  const { catalog } = context;
  const from = postponed ? 'open' : 'later';
  let changed = 0;
  for (let start = 0; start < ids.length; start += 1000) {
    const page = ids.slice(start, start + 1000);
    const rows = await catalog.read.selectFrom('finding').select('id').where('id', 'in', page).where('status', '=', from).execute();
    changed += rows.length;
    await catalog.write([
      catalog.read
        .updateTable('finding')
        .set({ status: postponed ? 'later' : 'open' })
        .where('id', 'in', page)
        .where('status', '=', from),
    ]);
  }
  const storages = await catalog.read.selectFrom('storage').select('uuid').execute();
  for (const { uuid } of storages) context.emit('conflicts.changed', { storage_uuid: uuid });
  return { changed };
}

function toConflict(row: FindingRow): Conflict {
  return {
    id: row.id,
    kind: row.kind,
    path: row.path,
    reason: row.reason,
    lane: row.lane,
    default: row.default_resolution,
    resolutions: JSON.parse(row.resolutions_json) as string[],
    status: row.status,
    facts: JSON.parse(row.facts_json) as Record<string, unknown>,
    storage_uuid: row.storage_uuid,
    first_seen: row.first_seen,
    last_seen: row.last_seen,
  };
}
