/** Starting, previewing and resuming imports: checks that name what is wrong before anything is done. */
import { access, constants, realpath, stat } from 'node:fs/promises';
import { basename, resolve, sep } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { ImportRequest } from '#contract/import.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { instant, type Context } from '../context.ts';
import { freeIndexFile } from '../free-index-file.ts';
import type { JobControl } from '../jobs.ts';
import type { SessionRow } from '../session-document.ts';
import { findStorage, pathsOf, requireWritable, type StorageRow } from '../storage-rows.ts';
import { parseRequest } from './journal.ts';
import { keepPreviewFiles, newPreviewFiles } from './preview-files.ts';
import { trimPreviewPictures } from './preview-pictures.ts';
import { failedItems, planAgain } from './retry.ts';
import { previewImport } from './preview-import.ts';
import { refusedPaths } from './relist.ts';
import { runImport } from './run-import.ts';
import type { ImportItem, ImportRun, StoredRequest } from './types.ts';

/** Creates the session and starts its job. @throws ImaLinkError for every bad source, storage or combination, before anything is written */
export async function startImport(context: Context, request: ImportRequest): Promise<{ job_id: string; session_id: number }> {
  const { storage, request: resolved } = await checkRequest(context, request);
  const session = await createSession(context, storage, resolved);
  return { job_id: startJob(context, session, storage, resolved), session_id: session.id };
}

/** Starts a job that counts what the import would do, and writes nothing. */
export async function startPreview(context: Context, request: ImportRequest): Promise<{ job_id: string }> {
  const { storage, request: resolved } = await checkRequest(context, request);
  const files = newPreviewFiles();
  const job_id = context.jobs.start({ kind: 'import-preview', title: titleOf(resolved), storageUuid: storage.uuid }, async (control) => {
    await trimPreviewPictures(context);
    return previewImport(context, control, storage, resolved, files);
  });
  keepPreviewFiles(context, job_id, files);
  return { job_id };
}

/**
 * Goes on with an incomplete session.
 * @param failed tries the files again that failed or were refused, and sources that a move left behind, also of a complete session
 * @throws ImaLinkError session-not-found, session-complete, path-not-found, storage-…
 */
export async function resumeImport(context: Context, sessionId: number, failed = false): Promise<{ job_id: string; session_id: number }> {
  const session = await context.catalog.read.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirst();
  if (!session)
    throw new ImaLinkError('session-not-found', `There is no session ${sessionId}. \`imalink session list\` shows them all.`, {
      details: { session_id: sessionId },
    });
  const again = failed ? await failedItems(context, session) : [];
  const refused = failed ? await refusedPaths(context, session) : [];
  if (session.status === 'complete' && again.length + refused.length === 0)
    throw new ImaLinkError(
      'session-complete',
      `Session ${sessionId} (${session.title}) is complete; ${failed ? 'none of its files failed' : 'there is nothing to resume'}.`,
      {
        details: { session_id: sessionId },
      },
    );
  if (context.jobs.isRunningFor(sessionId))
    throw new ImaLinkError('session-complete', `Session ${sessionId} is being imported right now.`, { details: { session_id: sessionId } });
  const request = parseRequest(session.request_json);
  const storage = await findStorage(context.catalog, request.storage);
  await requireWritable(storage);
  const needed = refused.length > 0 ? request.sources : await sourcesNeeded(context, session, request.sources, again);
  for (const source of needed) await readableSource(source);
  if (again.length + refused.length > 0) await planAgain(context, session, again);
  const fresh = { ...session, status: 'incomplete' as const };
  return { job_id: startJob(context, fresh, storage, request, refused), session_id: sessionId };
}

/** What still has to be read: a source that was a single file may have gone to the trash already. */
async function sourcesNeeded(
  context: Context,
  session: SessionRow,
  sources: readonly string[],
  again: readonly ImportItem[],
): Promise<readonly string[]> {
  if (session.listed === 0) return sources;
  const { read } = context.catalog;
  const planned = read.selectFrom('import_item').select('source_path').where('session_id', '=', session.id);
  const paths = await planned.where('state', 'in', ['planned', 'placing']).execute();
  return sources.filter((source) => [...paths, ...again].some((row) => isWithin(row.source_path, source)));
}

/**
 * Takes files that stand in the storage into a new session, inside a running job. Companions beside them come along.
 * @param wanted paths of photos relative to the photos folder, and the absolute folders they lie in
 * @throws ImaLinkError cancelled, io-error; the session then stays `incomplete` and resumes
 */
export async function registerFiles(
  context: Context,
  control: JobControl,
  storage: StorageRow,
  wanted: { readonly title: string; readonly paths: readonly string[]; readonly folders: readonly string[] },
): Promise<{ readonly id: number; readonly uuid: string; readonly title: string }> {
  const request: StoredRequest = {
    sources: [...wanted.folders],
    storage: storage.uuid,
    title: wanted.title,
    mode: 'register',
    layout: 'keep',
    duplicates: 'keep',
    same_picture: 'keep',
    elsewhere: 'keep',
    verify: false,
    companions: true,
    only: [...wanted.paths],
  };
  const session = await createSession(context, storage, request);
  await runImport({ context, control, session, storage, paths: pathsOf(storage), request });
  return session;
}

function startJob(
  context: Context,
  session: SessionRow,
  storage: StorageRow,
  request: ImportRequest,
  refused: readonly string[] = [],
): string {
  const start = { kind: 'import', title: session.title, sessionId: session.id, storageUuid: storage.uuid, queue: 'import' } as const;
  return context.jobs.start(start, async (control) => {
    const run: ImportRun = { context, control, session, storage, paths: pathsOf(storage), request, refused };
    return runImport(run);
  });
}

async function checkRequest(context: Context, request: ImportRequest): Promise<{ storage: StorageRow; request: ImportRequest }> {
  const storage = await findStorage(context.catalog, request.storage);
  const sources = [];
  for (const source of request.sources) sources.push(await readableSource(source));
  const paths = pathsOf(storage);
  for (const source of sources) {
    const inside = isWithin(source, paths.photos);
    if (request.mode === 'register' && !inside)
      throw new ImaLinkError(
        'bad-input',
        `${source} lies outside the storage ${storage.full_path}. Register only what lies in it, or import with --mode copy.`,
        { details: { path: source, storage: storage.uuid } },
      );
    if (request.mode !== 'register' && (inside || isWithin(source, paths.root) || isWithin(paths.root, source))) {
      throw new ImaLinkError(
        'source-in-storage',
        `${source} and the storage ${storage.full_path} lie in one another. Use --mode register for photos that are in the storage already.`,
        { details: { path: source, storage: storage.uuid } },
      );
    }
  }
  await requireWritable(storage);
  return { storage, request: { ...request, sources, storage: storage.uuid } };
}

const isWithin = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);

/** The real path of a source. @throws ImaLinkError path-not-found, path-not-readable */
async function readableSource(source: string): Promise<string> {
  const path = resolve(source);
  try {
    const real = await realpath(path);
    const info = await stat(real);
    await access(real, info.isDirectory() ? constants.R_OK | constants.X_OK : constants.R_OK);
    return real;
  } catch (error) {
    if (isAbsent(error))
      throw new ImaLinkError('path-not-found', `There is no ${path}. Check the name, or connect its drive.`, { details: { path } });
    throw new ImaLinkError(
      'path-not-readable',
      `${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Check its permissions.`,
      { details: { path } },
    );
  }
}

/** What a person would call it: the name of the first source. */
const titleOf = (request: ImportRequest): string => request.title ?? (basename(request.sources[0] ?? '') || 'Import');

/** An empty session with its own number, `incomplete` until its import ends. */
export async function createSession(context: Context, storage: StorageRow, request: ImportRequest): Promise<SessionRow> {
  const { catalog, clock } = context;
  const uuid = clock.newUuid();
  const now = instant(clock);
  const authorName = request.author?.trim();
  const author = authorName
    ? [
        catalog.read
          .insertInto('author')
          .values({ uuid: clock.newUuid(), name: authorName })
          .onConflict((conflict) => conflict.column('name').doNothing()),
      ]
    : [];
  const indexFile = await freeIndexFile(catalog, storage.full_path, uuid);
  const insert = catalog.read.insertInto('session').values((values) => ({
    uuid,
    storage_id: storage.id,
    title: titleOf(request),
    notes: request.notes ?? '',
    imported_at: now,
    changed_at: now,
    status: 'incomplete',
    request_json: JSON.stringify(request),
    index_file: indexFile,
    index_sha256: null,
    author_id: authorName ? values.selectFrom('author').select('id').where('name', '=', authorName) : null,
  }));
  await catalog.write([...author, insert]);
  const session = await catalog.read.selectFrom('session').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();
  context.emit('session.changed', { session_id: session.id });
  return session;
}
