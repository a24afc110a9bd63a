/** What scans found, kept until it is resolved or gone: the inbox. */
import { sql, type Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { Conflict } from '#contract/scan.ts';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { Finding } from '#domain/reconcile/types.ts';
import type { Context } from '../context.ts';
import type { StorageRow } from '../storage-rows.ts';

/** Queries that bring the kept findings of a storage in line with a new plan. Resolved ones stay resolved. */
export function keepFindings(
  catalog: Catalog,
  storageId: number,
  findings: readonly Finding[],
  subtree: string,
  now: string,
): Compilable[] {
  const latest = sql<number>`(select max(id) from journal where storage_id = ${storageId})`;
  return [
    // What this plan no longer says has gone by itself; a scan of a folder says nothing about the rest.
    catalog.read
      .updateTable('finding')
      .set({ status: 'gone' })
      .where('storage_id', '=', storageId)
      .where('status', '=', 'open')
      .$if(subtree !== '', (query) =>
        query.where((where) => where.or([where('path', '=', subtree), where('path', 'like', `${subtree.replace(/[%_\\]/g, '\\$&')}/%`)])),
      ),
    ...findings.map((finding) => {
      const isApplied = finding.lane !== 'ask' && finding.changes.length > 0;
      const facts = {
        kind: finding.kind,
        path: finding.path,
        reason: finding.reason,
        lane: finding.lane,
        default_resolution: finding.default,
        resolutions_json: JSON.stringify(finding.resolutions),
        changes_json: JSON.stringify(finding.changes),
        facts_json: JSON.stringify(finding.facts),
        last_seen: now,
      };
      return catalog.read
        .insertInto('finding')
        .values({
          ...facts,
          storage_id: storageId,
          key: finding.key,
          status: isApplied ? 'applied' : 'open',
          resolution: null,
          journal_id: isApplied ? latest : null,
          first_seen: now,
        })
        .onConflict((conflict) =>
          conflict.columns(['storage_id', 'key']).doUpdateSet({
            ...facts,
            status: isApplied ? 'applied' : sql<'open'>`case when finding.status = 'resolved' then 'resolved' else 'open' end`,
            journal_id: isApplied ? latest : sql<number>`finding.journal_id`,
          }),
        );
    }),
  ];
}

type FindingRow = Selectable<CatalogSchema['finding']> & { storage_uuid: string };

function findingRows(catalog: Catalog) {
  return catalog.read
    .selectFrom('finding')
    .innerJoin('storage', 'storage.id', 'finding.storage_id')
    .selectAll('finding')
    .select('storage.uuid as storage_uuid');
}

/** Open findings, what needs a person first. */
export async function listConflicts(
  context: Context,
  filter: {
    readonly kind?: string | undefined;
    readonly storage?: StorageRow | undefined;
    readonly status?: 'open' | 'later' | 'applied' | 'ignored';
  },
): Promise<Conflict[]> {
  let query = findingRows(context.catalog).orderBy('finding.lane').orderBy('finding.kind').orderBy('finding.path');
  const { status = 'open' } = filter;
  query =
    status === 'ignored'
      ? query.where('finding.status', '=', 'resolved').where('finding.resolution', '=', 'ignore')
      : query.where('finding.status', '=', status);
  if (status === 'applied') query = query.where('finding.last_seen', '>=', monthAgo(context));
  if (filter.kind !== undefined) query = query.where('finding.kind', '=', filter.kind);
  if (filter.storage) query = query.where('finding.storage_id', '=', filter.storage.id);
  return (await query.execute()).map(toConflict);
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
