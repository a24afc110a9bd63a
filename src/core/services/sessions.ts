/** Sessions: listing, showing, editing what a person wrote about them. */
import { sql, type RawBuilder } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { SessionDetail, SessionSummary } from '#contract/session.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { instant, type Context } from './context.ts';
import { byPath } from './import/by-path.ts';
import { parseRequest, readProblems } from './import/journal.ts';
import { nameQueries } from './organize/edit-queries.ts';
import { refreshSearch } from './search-text.ts';
import { readSessionTotals, type SessionTotals } from './session-totals.ts';
import { findStorage } from './storage-rows.ts';

/** All sessions, newest first, optionally of one storage. */
export async function listSessions(context: Context, storageReference?: string): Promise<SessionSummary[]> {
  const storage = storageReference === undefined ? null : await findStorage(context.catalog, storageReference);
  let query = summaries(context.catalog).orderBy('session.imported_at', 'desc').orderBy('session.id', 'desc');
  if (storage) query = query.where('session.storage_id', '=', storage.id);
  const rows = await query.execute();
  const ids = rows.map((row) => row.id);
  const [totals, covers, faults] = await Promise.all([
    readSessionTotals(context.catalog, null),
    readCovers(context.catalog, ids),
    readFaults(context.catalog),
  ]);
  return rows.map((row) => toSummary(row, totals.get(row.id), covers.get(row.id) ?? [], faults.get(row.id)));
}

type SummaryRow = Awaited<ReturnType<ReturnType<typeof summaries>['executeTakeFirstOrThrow']>>;

function summaries(catalog: Catalog) {
  return catalog.read
    .selectFrom('session')
    .innerJoin('storage', 'storage.id', 'session.storage_id')
    .leftJoin('author', 'author.id', 'session.author_id')
    .selectAll('session')
    .select(['storage.uuid as storage_uuid', 'storage.display_name as storage_name', 'author.name as author'])
    .select((select) =>
      select
        .selectFrom('import_problem')
        .select((inner) => inner.fn.countAll<number>().as('n'))
        .whereRef('import_problem.session_id', '=', 'session.id')
        .as('problem_count'),
    );
}

function toSummary(row: SummaryRow, totals: SessionTotals | undefined, cover: string[], faults: Faults = soundFiles): SessionSummary {
  return {
    id: row.id,
    uuid: row.uuid,
    title: row.title,
    notes: row.notes,
    author: row.author,
    storage_uuid: row.storage_uuid,
    storage_name: row.storage_name,
    imported_at: row.imported_at,
    status: row.status,
    photo_count: totals?.photos ?? 0,
    file_count: totals?.files ?? 0,
    size_bytes: totals?.bytes ?? 0,
    problem_count: row.problem_count ?? 0,
    missing_count: faults.missing,
    corrupt_count: faults.corrupt,
    taken_from: totals?.takenFrom ?? null,
    taken_to: totals?.takenTo ?? null,
    cover,
  };
}

interface Faults {
  readonly missing: number;
  readonly corrupt: number;
}
const soundFiles: Faults = { missing: 0, corrupt: 0 };

/**
 * Files that are missing or damaged, by session. One look at all that are not there, which are few: `+` keeps SQLite from reading
 * the others in order of sessions.
 */
async function readFaults(catalog: Catalog): Promise<Map<number, Faults>> {
  const { rows } = await sql<{ session_id: number } & Faults>`
    select session_id, sum(status = 'missing') as missing, sum(status = 'corrupt') as corrupt
    from image_file where status <> 'present' group by +session_id`.execute(catalog.read);
  return new Map(rows.map((row) => [row.session_id, row]));
}

/** A photo may have several paths, and `distinct` would not say which of them counts. */
const mostCoverPaths = 16;

/** Up to four photos with a hotpreview per session, the first by their paths. */
async function readCovers(catalog: Catalog, sessionIds: readonly number[]): Promise<Map<number, string[]>> {
  const firstPaths = (files: RawBuilder<unknown>): RawBuilder<unknown> => sql`select * from (
    select photo.hothash, file.path from ${files} join photo on photo.id = file.photo_id
    where photo.has_hotpreview = 1 order by file.path, photo.hothash limit ${mostCoverPaths})`;
  const covers = new Map<number, string[]>();
  for (const id of sessionIds) {
    // Each by its own index: in the view of both (session_file) all paths of a session would be sorted.
    const own = sql`(select photo_id, path from image_file where session_id = ${id}) file`;
    const referred = sql`(select photo_id, path from session_reference join image_file on image_file.id = file_id
      where session_reference.session_id = ${id}) file`;
    const { rows } = await sql<{ hothash: string }>`
      ${firstPaths(own)} union all ${firstPaths(referred)} order by path, hothash limit ${mostCoverPaths}`.execute(catalog.read);
    covers.set(id, [...new Set(rows.map((row) => row.hothash))].slice(0, 4));
  }
  return covers;
}

/** @throws ImaLinkError session-not-found */
export async function showSession(context: Context, sessionId: number): Promise<SessionDetail> {
  const row = await summaries(context.catalog).where('session.id', '=', sessionId).executeTakeFirst();
  if (!row)
    throw new ImaLinkError('session-not-found', `There is no session ${sessionId}. \`imalink session list\` shows them all.`, {
      details: { session_id: sessionId },
    });
  const { catalog } = context;
  const [totals, covers, problems, faults] = await Promise.all([
    readSessionTotals(catalog, sessionId),
    readCovers(catalog, [sessionId]),
    readProblems(catalog, sessionId),
    readFaults(catalog),
  ]);
  const request = parseRequest(row.request_json);
  return {
    ...toSummary(row, totals.get(sessionId), covers.get(sessionId) ?? [], faults.get(sessionId)),
    sources: [...request.sources],
    mode: request.mode,
    layout: request.layout,
    index_file: row.index_file,
    problems: await byPath(problems),
  };
}

/** Changes title, notes or author; the session's index follows within two seconds. @throws ImaLinkError session-not-found */
export async function editSession(
  context: Context,
  sessionId: number,
  change: { readonly title?: string | undefined; readonly notes?: string | undefined; readonly author?: string | null | undefined },
): Promise<SessionDetail> {
  await showSession(context, sessionId);
  const { catalog } = context;
  const update = catalog.read
    .updateTable('session')
    .set({ generation: sql<number>`generation + 1`, changed_at: instant(context.clock) })
    .where('id', '=', sessionId);
  const author = change.author?.normalize('NFC') ?? null;
  await catalog.write([
    ...nameQueries(catalog, { author }, () => context.clock.newUuid()),
    update
      .$if(change.author !== undefined, (query) =>
        query.set({ author_id: author === null ? null : sql<number>`(select id from author where name = ${author})` }),
      )
      .$if(change.title !== undefined, (query) => query.set({ title: change.title as string }))
      .$if(change.notes !== undefined, (query) => query.set({ notes: change.notes as string })),
  ]);
  if (change.title !== undefined) await refreshSessionWords(catalog, sessionId);
  context.indexes.schedule();
  context.emit('session.changed', { session_id: sessionId });
  return showSession(context, sessionId);
}

/** Session titles are searchable: every photo of the session gets its words anew, in bounded batches. */
async function refreshSessionWords(catalog: Catalog, sessionId: number): Promise<void> {
  const photos = await catalog.read
    .selectFrom('session_file')
    .innerJoin('photo', 'photo.id', 'session_file.photo_id')
    .select('photo.hothash')
    .distinct()
    .where('session_id', '=', sessionId)
    .execute();
  for (let start = 0; start < photos.length; start += 200)
    await catalog.write(photos.slice(start, start + 200).flatMap(({ hothash }) => refreshSearch(catalog, hothash)));
}
