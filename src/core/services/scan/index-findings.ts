/**
 * What a scan of a whole storage says of its indexes: which are not there, behind, damaged, of nobody, or of a later
 * version. Looked at before they are mended, by names, sizes and times; only files that somebody else touched are read.
 */
import { originalOf } from '#domain/merge/conflict-copy.ts';
import { judgeIndexes } from '#domain/reconcile/judge-indexes.ts';
import type { Finding } from '#domain/reconcile/types.ts';
import type { Context } from '../context.ts';
import { changedIndexes, statIndexes } from '../index-merge/known-indexes.ts';
import type { StorageRow } from '../storage-rows.ts';
import { probeStorage } from '../storage-state.ts';
import { readTouched, readTouchedInThread } from './read-touched.ts';

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
  const job = {
    catalogPath: context.home.catalog,
    storageId: storage.id,
    root: storage.full_path,
    sessions: changed.filter((file) => file.startsWith('imports/') && originalOf(file) === null),
    hasMaster: changed.includes('index.json'),
  };
  const isTouched = job.hasMaster || job.sessions.length > 0;
  const { read, listed, owners } = isTouched
    ? await (context.runsInThreads ? readTouchedInThread : readTouched)(job)
    : { read: [], listed: [], owners: new Map<string, string>() };
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
    listed: new Set(listed),
    owners,
  });
  // A disk that went meanwhile has no index at all: that says nothing.
  const { state } = await probeStorage(storage.full_path, storage.photos_dir, storage.uuid);
  return onDisk.has('index.json') && (state === 'online' || state === 'read-only') ? findings : [];
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
