/**
 * What a scan of a whole storage says of its indexes: which are not there, behind, damaged, of nobody, or of a later
 * version. Looked at before they are mended, by names, sizes and times; only files that somebody else touched are read.
 */
import { ImaLinkError } from '#contract/errors.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { isWritableVersion } from '#core/format/version.ts';
import { readInside } from '#core/storage/read-inside.ts';
import { originalOf } from '#domain/merge/conflict-copy.ts';
import { judgeIndexes, type ReadIndex } from '#domain/reconcile/judge-indexes.ts';
import type { Finding } from '#domain/reconcile/types.ts';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { changedIndexes, statIndexes } from '../index-merge/known-indexes.ts';
import type { StorageRow } from '../storage-rows.ts';
import { probeStorage } from '../storage-state.ts';

/** An index is written within seconds of a change: one that is longer behind was away. */
const behindAfterMs = 60_000;

/** Findings about the indexes of a storage that is there; nothing is changed. */
export async function findIndexMatters(context: Context, storage: StorageRow): Promise<readonly Finding[]> {
  const { catalog, clock } = context;
  const [onDisk, sessions, changed] = await Promise.all([
    statIndexes(storage.full_path),
    catalog.read.selectFrom('session').selectAll().where('storage_id', '=', storage.id).orderBy('id').execute(),
    changedIndexes(catalog, storage),
  ]);
  const others = changed.filter((file) => file.startsWith('imports/') && originalOf(file) === null);
  const master = changed.includes('index.json') ? await readMaster(storage.full_path) : { listed: [], read: [] };
  const read = [...master.read];
  for (const file of others) read.push(await readSession(storage.full_path, file));
  const longAgo = new Date(clock.now().getTime() - behindAfterMs).toISOString();
  const findings = judgeIndexes({
    onDisk: new Set(onDisk.keys()),
    sessions: sessions
      .filter((session) => session.index_generation > 0)
      .map((session) => ({
        uuid: session.uuid,
        title: session.title,
        file: session.index_file,
        isBehind: session.generation > session.index_generation && session.changed_at < longAgo,
      })),
    read,
    listed: new Set(master.listed),
    owners: await ownersOf(context, storage, read),
  });
  // A disk that went meanwhile has no index at all: that says nothing.
  const { state } = await probeStorage(storage.full_path, storage.photos_dir, storage.uuid);
  return onDisk.has('index.json') && (state === 'online' || state === 'read-only') ? findings : [];
}

async function readSession(root: string, file: string): Promise<ReadIndex> {
  const read = await readIndex(root, file, SessionIndex);
  if ('wrong' in read) return read.wrong;
  const { index } = read;
  const own = Object.values(index.files).filter((entry) => entry.session === undefined);
  const { uuid = null, title } = index.import_session;
  return { file, is: 'session', uuid, title, paths: own.map(({ path, filename }) => path ?? filename) };
}

async function readMaster(root: string): Promise<{ readonly listed: readonly string[]; readonly read: readonly ReadIndex[] }> {
  const file = 'index.json';
  const read = await readIndex(root, file, MasterIndex);
  if ('wrong' in read) return { listed: [], read: [read.wrong] };
  const { index } = read;
  const isNewer = !isWritableVersion(index.storage_info.format_version ?? '2.0');
  return { listed: index.import_sessions.map((session) => session.index_file), read: isNewer ? [{ file, is: 'newer' }] : [] };
}

async function readIndex<S extends typeof MasterIndex | typeof SessionIndex>(
  root: string,
  file: string,
  schema: S,
): Promise<{ readonly index: ReturnType<S['parse']> } | { readonly wrong: ReadIndex }> {
  try {
    const bytes = await readInside(root, file, maxIndexBytes);
    return { index: parseIndex(bytes, schema as typeof SessionIndex | typeof MasterIndex, file) as ReturnType<S['parse']> };
  } catch (error) {
    // What the disk cannot give now is told by what needs it.
    return { wrong: error instanceof ImaLinkError ? { file, is: 'damaged', reason: error.message } : { file, is: 'unread' } };
  }
}

/** Who has the paths that somebody else's index speaks of. */
async function ownersOf({ catalog }: Context, storage: StorageRow, read: readonly ReadIndex[]): Promise<ReadonlyMap<string, string>> {
  const paths = read.flatMap((index) => (index.is === 'session' ? index.paths : []));
  const rows = await catalog.read
    .selectFrom('image_file')
    .innerJoin('session', 'session.id', 'image_file.session_id')
    .select(['path', 'session.uuid'])
    .where('image_file.storage_id', '=', storage.id)
    .where('image_file.status', '<>', 'missing')
    .where(sql<boolean>`path in (select value from json_each(${JSON.stringify(paths)}))`)
    .execute();
  return new Map(rows.map(({ path, uuid }) => [path, uuid]));
}

/** A session whose index is not there, or was set aside, counts as behind: the next flush writes it. */
export async function markToWrite({ catalog }: Context, storage: StorageRow, findings: readonly Finding[]): Promise<void> {
  const files = findings.filter(({ kind }) => kind === 'index_missing' || kind === 'index_corrupt').map(({ path }) => path);
  if (files.length === 0) return;
  await catalog.write([
    catalog.read
      .updateTable('session')
      .set((set) => ({ generation: set('generation', '+', 1) }))
      .where('storage_id', '=', storage.id)
      .where('index_file', 'in', files)
      .whereRef('generation', '=', 'index_generation'),
  ]);
}
