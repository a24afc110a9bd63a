/** The indexes of a storage beside the catalog: which stand, which are behind, and writing them anew. */
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { IndexStatus } from '#contract/recover.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { readInside } from '#core/storage/read-inside.ts';
import type { Context } from './context.ts';
import type { SessionRow } from './session-document.ts';
import { findStorage, requireWritable, type StorageRow } from './storage-rows.ts';

/** Reads every index of a storage now; damage is a state of the session, not an error. @throws ImaLinkError storage-not-found, storage-ambiguous */
export async function indexStatus(context: Context, reference: string): Promise<IndexStatus> {
  const storage = await findStorage(context.catalog, reference);
  const rows = await context.catalog.read.selectFrom('session').selectAll().where('storage_id', '=', storage.id).orderBy('id').execute();
  const sessions: IndexStatus['sessions'] = [];
  for (const row of rows) sessions.push(await statusOf(storage, row));
  const masterExists = await readInside(storage.full_path, 'index.json', maxIndexBytes).then(
    () => true,
    () => false,
  );
  return { storage_uuid: storage.uuid, master_index_exists: masterExists, sessions };
}

async function statusOf(storage: StorageRow, row: SessionRow): Promise<IndexStatus['sessions'][number]> {
  const known = { id: row.id, uuid: row.uuid, title: row.title, index_file: row.index_file, catalog_generation: row.generation };
  try {
    const index = parseIndex(await readInside(storage.full_path, row.index_file, maxIndexBytes), SessionIndex, row.index_file);
    const generation = index.import_session.generation ?? null;
    return { ...known, exists: true, generation, stale: (generation ?? 0) < row.generation, problem: null };
  } catch (error) {
    if (isAbsent(error)) return { ...known, exists: false, generation: null, stale: true, problem: null };
    if (!(error instanceof ImaLinkError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    return { ...known, exists: true, generation: null, stale: true, problem: (error as Error).message };
  }
}

/**
 * Writes the indexes of a storage anew from the catalog, or that of one session; former generations are kept.
 * @throws ImaLinkError storage-not-found, storage-offline, storage-read-only, storage-wrong-uuid, session-not-found
 */
export async function generateIndexes(
  context: Context,
  target: { readonly storage: string } | { readonly sessionId: number },
): Promise<IndexStatus> {
  const { catalog } = context;
  const session = 'sessionId' in target ? await findSession(context, target.sessionId) : null;
  const storage = session ? await storageOf(context, session) : await findStorage(catalog, 'storage' in target ? target.storage : '');
  await requireWritable(storage);
  let dirty = catalog.read
    .updateTable('session')
    .set({ generation: sql<number>`generation + 1` })
    .where('storage_id', '=', storage.id)
    .whereRef('generation', '=', 'index_generation');
  if (session) dirty = dirty.where('id', '=', session.id);
  const metadata = catalog.read
    .updateTable('storage')
    .set({ generation: sql<number>`generation + 1`, metadata_generation: sql<number>`metadata_generation + 1` })
    .where('id', '=', storage.id);
  await catalog.write([dirty, metadata]);
  await context.indexes.flush();
  return indexStatus(context, storage.uuid);
}

/** index.json as it stands in the storage. @throws ImaLinkError storage-not-found, storage-offline, index-corrupt */
export async function showMaster(context: Context, reference: string): Promise<Record<string, unknown>> {
  return readIndex(await findStorage(context.catalog, reference), 'index.json', MasterIndex);
}

/** A session's index as it stands in the storage. @throws ImaLinkError session-not-found, storage-offline, index-corrupt */
export async function showSessionIndex(context: Context, sessionId: number): Promise<Record<string, unknown>> {
  const session = await findSession(context, sessionId);
  return readIndex(await storageOf(context, session), session.index_file, SessionIndex);
}

async function readIndex(
  storage: StorageRow,
  path: string,
  schema: typeof MasterIndex | typeof SessionIndex,
): Promise<Record<string, unknown>> {
  try {
    return parseIndex(await readInside(storage.full_path, path, maxIndexBytes), schema, path);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    throw new ImaLinkError('storage-offline', `There is no ${path} at ${storage.full_path}. Connect its drive, or write it anew.`, {
      details: { storage: storage.uuid, path },
    });
  }
}

async function findSession(context: Context, sessionId: number): Promise<SessionRow> {
  const row = await context.catalog.read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirst();
  if (row) return row;
  throw new ImaLinkError('session-not-found', `There is no session ${sessionId}. \`imalink session list\` shows them all.`, {
    details: { session_id: sessionId },
  });
}

function storageOf(context: Context, session: SessionRow): Promise<StorageRow> {
  return context.catalog.read.selectFrom('storage').selectAll().where('id', '=', session.storage_id).executeTakeFirstOrThrow();
}
