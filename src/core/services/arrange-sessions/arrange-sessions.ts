/** Sharing out photos among sessions: moving them, splitting a session, merging several. No file is touched. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { SessionsArranged } from '#contract/session.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { instant, type Context } from '../context.ts';
import { freeIndexFile } from '../free-index-file.ts';
import { logArrangement } from '../organize/arrange-log.ts';
import { listEdits } from '../organize/edit-log.ts';
import { refreshSearchOfAll } from '../search-text.ts';
import type { SessionRow } from '../session-document.ts';
import { queriesBetween, type SessionSnapshot } from './snapshot.ts';
import { settleIndexes } from './settle-indexes.ts';

/** Moves photos into a session: their files in its storage, of all sessions or of one. @throws ImaLinkError session-not-found, session-busy, resolution-refused */
export async function movePhotos(context: Context, photoIds: readonly number[], to: number, from?: number): Promise<SessionsArranged> {
  const target = await settledSession(context, to);
  const files = (await filesOf(context.catalog, target.storage_id, photoIds)).filter(
    (file) => file.session_id !== to && (from === undefined || file.session_id === from),
  );
  if (files.length === 0)
    throw new ImaLinkError(
      'resolution-refused',
      `None of these photos has a file that could move into “${target.title}”: a session holds photos of one storage.`,
      {
        details: { session_id: to },
      },
    );
  for (const id of new Set(files.map((file) => file.session_id))) await settledSession(context, id);
  const title = `Moved ${count(files.length)} to “${target.title}”`;
  return arrange(context, { title, target, files, dropped: [], made: null });
}

/** Makes a session of some photos of another one. @throws ImaLinkError session-not-found, session-busy, bad-input, resolution-refused */
export async function splitSession(
  context: Context,
  sessionId: number,
  photoIds: readonly number[],
  words: { readonly title: string; readonly notes?: string | undefined },
): Promise<SessionsArranged> {
  const source = await settledSession(context, sessionId);
  const files = (await filesOf(context.catalog, source.storage_id, photoIds)).filter((file) => file.session_id === sessionId);
  if (files.length === 0)
    throw new ImaLinkError('resolution-refused', `None of these photos is in “${source.title}”.`, { details: { session_id: sessionId } });
  const uuid = context.clock.newUuid();
  const { catalog } = context;
  const storage = await catalog.read.selectFrom('storage').selectAll().where('id', '=', source.storage_id).executeTakeFirstOrThrow();
  const { rows } = await sql<{ id: number; name: string }>`
    select coalesce((select seq from sqlite_sequence where name = 'session'), 0) + 1 as id, ${await freeIndexFile(catalog, storage.full_path, uuid)} as name`.execute(
    catalog.read,
  );
  const [{ id, name } = { id: 0, name: '' }] = rows;
  const made: SessionRow = {
    ...source,
    id,
    uuid,
    title: words.title,
    notes: words.notes ?? '',
    index_file: name,
    index_sha256: null,
    generation: 0,
    index_generation: 0,
    lineage_json: '{}',
    extra_json: '{}',
    // Made by a person, not by a limit.
    part_of: null,
    found: files.length,
    changed_at: instant(context.clock),
  };
  const title = `Split ${count(files.length)} from “${source.title}” into “${words.title}”`;
  return arrange(context, { title, target: made, files, dropped: [], made });
}

/** Puts all photos of sessions of one storage into one of them; the others are no more. @throws ImaLinkError session-not-found, session-busy, bad-input */
export async function mergeSessions(context: Context, into: number, others: readonly number[]): Promise<SessionsArranged> {
  const target = await settledSession(context, into);
  const dropped: SessionRow[] = [];
  for (const id of new Set(others)) {
    if (id === into) throw new ImaLinkError('bad-input', `Session ${into} cannot be merged with itself.`);
    const session = await settledSession(context, id);
    if (session.storage_id !== target.storage_id)
      throw new ImaLinkError(
        'bad-input',
        `“${session.title}” is in another storage than “${target.title}”: a session holds photos of one storage.`,
        {
          details: { session_id: id },
        },
      );
    dropped.push(session);
  }
  const ids = dropped.map(({ id }) => id);
  const files = await context.catalog.read
    .selectFrom('image_file')
    .select(['id', 'session_id', 'photo_id'])
    .where('session_id', 'in', ids)
    .execute();
  const title = `Merged ${dropped.map((session) => `“${session.title}”`).join(', ')} into “${target.title}”`;
  return arrange(context, { title, target, files, dropped, made: null });
}

interface FileOfSession {
  readonly id: number;
  readonly session_id: number;
  readonly photo_id: number;
}

interface Arrangement {
  readonly title: string;
  readonly target: SessionRow;
  readonly files: readonly FileOfSession[];
  readonly dropped: readonly SessionRow[];
  readonly made: SessionRow | null;
}

async function arrange(context: Context, { title, target, files, dropped, made }: Arrangement): Promise<SessionsArranged> {
  const { catalog, clock } = context;
  const now = instant(clock);
  const { before: referencesBefore, after: referencesAfter } = await references(catalog, target.id, files, dropped);
  const before: SessionSnapshot = {
    storage_id: target.storage_id,
    files: files.map((file) => [file.id, file.session_id]),
    references: referencesBefore,
    sessions: await Promise.all(dropped.map(async (row) => ({ row, problems: await problemsOf(catalog, row.id) }))),
  };
  const after: SessionSnapshot = {
    storage_id: target.storage_id,
    files: files.map((file) => [file.id, target.id]),
    references: referencesAfter,
    sessions: made ? [{ row: made, problems: [] }] : [],
  };
  const photoIds = [...new Set(files.map((file) => file.photo_id))];
  const entry = { kind: 'session', target: target.uuid, title, photoCount: photoIds.length, before, after } as const;
  await catalog.write([
    ...queriesBetween(catalog, before, after, now),
    ...refreshSearchOfAll(catalog, photoIds),
    ...logArrangement(catalog, entry, now),
  ]);
  await settleIndexes(context, before, after);
  const [edit] = await listEdits(catalog);
  return { session_id: target.id, photos: photoIds.length, files: files.length, edit_id: edit?.id ?? 0, title };
}

/** What sessions that go show of others is shown by the target, unless it is its own now. */
async function references(
  catalog: Catalog,
  target: number,
  files: readonly FileOfSession[],
  dropped: readonly SessionRow[],
): Promise<{ before: [number, number][]; after: [number, number][] }> {
  const own = new Set(files.map(({ id }) => id));
  const ids = [target, ...dropped.map(({ id }) => id)];
  const rows = await catalog.read
    .selectFrom('session_reference')
    .innerJoin('image_file', 'image_file.id', 'session_reference.file_id')
    .select(['session_reference.session_id', 'file_id', 'image_file.session_id as owner'])
    .where('session_reference.session_id', 'in', ids)
    .execute();
  const concerned = rows.filter((row) => row.session_id !== target || own.has(row.file_id));
  const kept = new Set(concerned.filter((row) => !own.has(row.file_id) && row.owner !== target).map((row) => row.file_id));
  return {
    before: concerned.map((row) => [row.session_id, row.file_id]),
    after: [...kept].map((file) => [target, file]),
  };
}

const filesOf = (catalog: Catalog, storageId: number, photoIds: readonly number[]): Promise<FileOfSession[]> =>
  catalog.read
    .selectFrom('image_file')
    .select(['id', 'session_id', 'photo_id'])
    .where('storage_id', '=', storageId)
    .where(sql<boolean>`photo_id in (select value from json_each(${JSON.stringify(photoIds)}))`)
    .execute();

async function problemsOf(catalog: Catalog, sessionId: number): Promise<Record<string, unknown>[]> {
  const rows = await catalog.read.selectFrom('import_problem').selectAll().where('session_id', '=', sessionId).execute();
  return rows.map(({ id: _id, ...row }) => row);
}

async function settledSession(context: Context, id: number): Promise<SessionRow> {
  const session = await context.catalog.read.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst();
  const details = { session_id: id };
  if (!session)
    throw new ImaLinkError('session-not-found', `There is no session ${id}. \`imalink session list\` shows them all.`, { details });
  if (context.jobs.isRunningFor(id) || session.status === 'incomplete')
    throw new ImaLinkError(
      'session-busy',
      `The import of session ${id} (${session.title}) is not complete. Let it end, or resume it, first.`,
      { details },
    );
  return session;
}

const count = (files: number): string => `${files} ${files === 1 ? 'photo' : 'photos'}`;
