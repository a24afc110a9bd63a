/**
 * Reads index files that somebody else touched, as far as a scan tells of them. They may be huge and made by hand, so
 * hosts with a window have it done by a thread; only what is told leaves it.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ImaLinkError } from '#contract/errors.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { maxIndexBytes, parseIndex } from '#core/format/parse-json.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { isWritableVersion } from '#core/format/version.ts';
import { readInside } from '#core/storage/read-inside.ts';
import type { ReadIndex } from '#domain/reconcile/judge-indexes.ts';

export interface TouchedJob {
  readonly catalogPath: string;
  readonly storageId: number;
  readonly root: string;
  /** Relative to the root. */
  readonly sessions: readonly string[];
  readonly hasMaster: boolean;
}

export interface Touched {
  readonly read: readonly ReadIndex[];
  /** Session files that the master lists; empty when it was not read. */
  readonly listed: readonly string[];
  /** Uuids of the sessions that have the paths named in what was read. */
  readonly owners: ReadonlyMap<string, string>;
}

export type FromTouched = { readonly tell: 'touched'; readonly touched: Touched };

const workerUrl = import.meta.url.endsWith('.ts')
  ? new URL(/* @vite-ignore */ '../../../workers/touched-worker.ts', import.meta.url)
  : new URL(/* @vite-ignore */ '../workers/touched-worker.js', import.meta.url);

/** @throws whatever ended the thread */
export async function readTouchedInThread(job: TouchedJob): Promise<Touched> {
  const worker = new Worker(workerUrl, { workerData: job });
  try {
    for (;;) {
      const [message] = (await once(worker, 'message')) as [FromTouched];
      // Under `node --watch` Node sends messages of its own: ours say what they tell.
      if (message.tell === 'touched') return message.touched;
    }
  } finally {
    await worker.terminate();
  }
}

export async function readTouched(job: TouchedJob): Promise<Touched> {
  const master = job.hasMaster ? await readMaster(job.root) : { listed: [], read: [] };
  const read = [...master.read];
  const owners = new Map<string, string>();
  for (const file of job.sessions) {
    const session = await readSession(job.root, file);
    if ('wrong' in session) {
      read.push(session.wrong);
      continue;
    }
    const found = ownersOf(job, session.paths);
    for (const [path, uuid] of found) owners.set(path, uuid);
    // What nobody else has is not told.
    read.push({ ...session.index, count: session.paths.length, paths: session.paths.filter((path) => found.has(path)) });
  }
  return { read, listed: master.listed, owners };
}

async function readSession(root: string, file: string) {
  const read = await readIndex(root, file, SessionIndex);
  if ('wrong' in read) return read;
  const { import_session: head, files } = read.index;
  const own = Object.values(files).filter((entry) => entry.session === undefined);
  return {
    index: { file, is: 'session' as const, uuid: head.uuid ?? null, title: head.title },
    paths: own.map(({ path, filename }) => path ?? filename),
  };
}

async function readMaster(root: string): Promise<Pick<Touched, 'read' | 'listed'>> {
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
function ownersOf({ catalogPath, storageId }: TouchedJob, paths: readonly string[]): ReadonlyMap<string, string> {
  const database = openSqlite(catalogPath, { readOnly: true });
  try {
    const rows = database
      .prepare(
        `select path, session.uuid from image_file join session on session.id = image_file.session_id
          where image_file.storage_id = ? and image_file.status <> 'missing' and path in (select value from json_each(?))`,
      )
      .raw()
      .all(storageId, JSON.stringify(paths)) as [string, string][];
    return new Map(rows);
  } finally {
    database.close();
  }
}
