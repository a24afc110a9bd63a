/** Brings one storage into the catalog: its row, what stands in its photos folder, its sessions. */
import type { Compilable } from '#core/catalog/catalog.ts';
import { isSupportedName } from '#core/media/formats.ts';
import type { SessionIndex as Session } from '#core/format/session-index.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { walk } from '#core/storage/walk.ts';
import { bySeniority, planSession, type SessionStep } from '#domain/recover/merge.ts';
import type { PhotosFolder, Seen } from '#domain/recover/standing.ts';
import { ownFilesOf } from '../import/list-source.ts';
import { uuidFrom, type FoundStorage } from './discover.ts';
import { statement, takeAuthor } from './photo-queries.ts';
import { readSession, type ReadSession } from './read-storage.ts';
import type { Recovery, RecoverControl, StorageRecovery } from './state.ts';
import { takeEntries, type SessionTarget } from './take-session.ts';

/** What stands in the photos folder. A folder that cannot be listed leaves what it holds unknown. */
export async function lookAtPhotos(found: FoundStorage, control: RecoverControl): Promise<PhotosFolder> {
  const files = new Map<string, Seen>();
  const unknownFolders: string[] = [];
  try {
    for await (const folder of walk(found.paths.photos, ownFilesOf(found.root))) {
      await control.checkpoint();
      for (const file of folder.files) files.set(file.relativePath, { sizeBytes: file.sizeBytes, mtimeMs: file.mtimeMs });
      for (const problem of folder.problems)
        if (problem.code === 'unreadable' || problem.code === 'vanished') unknownFolders.push(problem.path);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    found.problems.push({ path: found.paths.photos, code: 'unreadable', message: `${found.paths.photos} cannot be read (${code})` });
    unknownFolders.push('.');
  }
  return { files, unknownFolders };
}

/**
 * Inserts the storage, or brings the row of a known one up to date where it moved.
 * @returns its number
 */
export async function takeStorageRow(recovery: Recovery, found: FoundStorage): Promise<number> {
  const { catalog } = recovery;
  const { identity, master } = found;
  const known = await catalog.read.selectFrom('storage').select(['id', 'full_path']).where('uuid', '=', identity.uuid).executeTakeFirst();
  const base = found.root.slice(0, Math.max(1, found.root.lastIndexOf('/')));
  if (known) {
    if (known.full_path !== found.root && !recovery.isDryRun)
      await catalog.write([
        catalog.read.updateTable('storage').set({ full_path: found.root, base_path: base, is_active: 1 }).where('id', '=', known.id),
      ]);
    return known.id;
  }
  if (recovery.isDryRun) return 0;
  const info = master?.index.storage_info;
  const generation = info?.writer?.generation ?? 0;
  const isWhole = master !== null && !master.isFormer;
  await catalog.write([
    catalog.read.insertInto('storage').values({
      uuid: identity.uuid,
      display_name: identity.displayName,
      directory_name: identity.directoryName,
      base_path: base,
      full_path: found.root,
      photos_dir: identity.photosDir,
      created_at: identity.createdAt,
      changed_at: recovery.now,
      min_copies: info?.min_copies ?? 1,
      // A master that was lost is one generation ahead of any that was kept.
      generation: isWhole ? generation : generation + 1,
      index_generation: generation,
      index_sha256: master?.sha256 ?? null,
      extra_json: JSON.stringify({
        root: unknown(master?.index, MasterIndex.shape),
        storageInfo: unknown(info, MasterIndex.shape.storage_info.shape),
      }),
    }),
  ]);
  const row = await catalog.read.selectFrom('storage').select('id').where('uuid', '=', identity.uuid).executeTakeFirstOrThrow();
  return row.id;
}

function unknown(value: object | undefined, shape: object): object {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !(key in shape)));
}

/** Head of a session, read first so that the earliest import claims its paths first. */
interface SessionHead {
  readonly file: string;
  readonly uuid: string;
  readonly importedAt: string;
}

/** Takes all sessions of a storage that can be read, one at a time. */
export async function takeSessions(storage: StorageRecovery): Promise<void> {
  const { found, recovery } = storage;
  const heads: SessionHead[] = [];
  for (const file of found.sessionFiles) {
    await recovery.control.checkpoint();
    const head = headInMaster(found, file) ?? (await readHead(found, file));
    if (head) heads.push(head);
  }
  const seen = new Set<string>();
  for (const { file } of bySeniority(heads)) {
    const read = await readSession(found.root, file, found.paths, found);
    if (!read) continue;
    const uuid = uuidOfSession(found, read);
    // A sync tool's copy of an index is the same session again.
    if (seen.has(uuid)) continue;
    seen.add(uuid);
    await takeSession(storage, read, uuid);
  }
}

const uuidOfSession = (found: FoundStorage, { index }: ReadSession): string =>
  index.import_session.uuid ?? uuidFrom(`${found.identity.uuid}/${index.import_session.id}`);

/** What the master index says of a session: reading a large one twice costs seconds. */
function headInMaster(found: FoundStorage, file: string): SessionHead | null {
  const listed = found.master?.index.import_sessions.find((session) => session.index_file === file);
  return listed?.uuid === undefined ? null : { file, uuid: listed.uuid, importedAt: listed.imported_at };
}

/** Of a session the master does not list. What is wrong with it is told when it is taken. */
async function readHead(found: FoundStorage, file: string): Promise<SessionHead | null> {
  const read = await readSession(found.root, file, found.paths, { damaged: [], problems: [] });
  return read
    ? { file, uuid: uuidOfSession(found, read), importedAt: read.index.import_session.imported_at }
    : { file, uuid: file, importedAt: '' };
}

async function takeSession(storage: StorageRecovery, read: ReadSession, uuid: string): Promise<void> {
  const { recovery } = storage;
  const { catalog } = recovery;
  const session = read.index.import_session;
  const generation = session.generation ?? 0;
  const known = await catalog.read
    .selectFrom('session')
    .select(['id', 'generation', 'index_generation'])
    .where('uuid', '=', uuid)
    .executeTakeFirst();
  const step = planSession(known && { generation: known.generation, indexGeneration: known.index_generation }, generation);
  if (step === 'both') recovery.counts.conflicts++;
  if (!known) recovery.sessions++;
  if (!recovery.isDryRun)
    await catalog.write(sessionQueries(storage, read, uuid, step, known === undefined && (await isFree(storage, session.id))));
  const row = await catalog.read.selectFrom('session').select('id').where('uuid', '=', uuid).executeTakeFirst();
  const target: SessionTarget = { uuid, sessionId: row?.id ?? 0, step, importedAt: session.imported_at };
  const differs = await takeEntries(storage, target, read.index.files);
  if (recovery.isDryRun || step === 'same') return;
  if (step === 'update') await dropMoved(storage, target, read);
  // What the index does not say yet is written to it: a file that is gone, a generation that was lost, the keys of the seed.
  const isBehind = differs || read.isFormer || session.generation === undefined || step === 'both';
  if (isBehind)
    await catalog.write([statement('update session set generation = max(generation, index_generation) + 1 where uuid = ?', [uuid])]);
}

async function isFree({ recovery: { catalog } }: StorageRecovery, id: number): Promise<boolean> {
  return (await catalog.read.selectFrom('session').select('id').where('id', '=', id).executeTakeFirst()) === undefined;
}

function sessionQueries(storage: StorageRecovery, read: ReadSession, uuid: string, step: SessionStep, keepsId: boolean): Compilable[] {
  if (step === 'same' || step === 'behind') return [];
  const session = read.index.import_session;
  const generation = session.generation ?? 0;
  const values = {
    title: session.title,
    notes: session.description,
    imported_at: session.imported_at,
    status: session.status ?? 'complete',
    found: session.found ?? 0,
    request_json: requestOf(storage, session),
    generation,
    index_generation: generation,
    index_sha256: read.sha256,
    changed_at: read.index.statistics.index_generated,
    extra_json: JSON.stringify({
      root: unknown(read.index, SessionIndex.shape),
      session: unknown(session, SessionIndex.shape.import_session.shape),
    }),
  };
  const author = session.default_author ?? null;
  const { read: db } = storage.recovery.catalog;
  return [
    ...(author ? takeAuthor(author, storage.recovery.names) : []),
    step === 'take'
      ? db.insertInto('session').values({
          ...values,
          ...(keepsId ? { id: session.id } : {}),
          uuid,
          storage_id: storage.storageId,
          author_id: null,
          index_file: read.file,
          listed: values.status === 'complete' ? 1 : 0,
        })
      : db.updateTable('session').set(values).where('uuid', '=', uuid),
    statement('update session set author_id = (select id from author where name = ?) where uuid = ?', [author?.name ?? null, uuid]),
    ...(session.problems ?? []).map((problem) =>
      statement(
        `insert into import_problem (session_id, path, code, message, imported)
          select id, ?, ?, ?, ? from session where uuid = ? on conflict do nothing`,
        [problem.path, problem.code, problem.message, problem['imported'] === true ? 1 : 0, uuid],
      ),
    ),
  ];
}

/** The request of the import, as far as the index keeps it: enough to show and to resume it. */
function requestOf(storage: StorageRecovery, session: Session['import_session']): string {
  return JSON.stringify({
    sources: session.source_path ?? [],
    storage: storage.found.identity.uuid,
    mode: 'copy',
    layout: 'keep',
    duplicates: 'skip',
    verify: true,
    companions: true,
    ...session.rules,
  });
}

/** Another machine moved files: records of this session that its index no longer has are gone. */
async function dropMoved(storage: StorageRecovery, target: SessionTarget, read: ReadSession): Promise<void> {
  const { catalog } = storage.recovery;
  const named = new Set(
    Object.entries(read.index.files).flatMap(([hothash, entry]) =>
      [entry.path ?? '', ...(entry.copies ?? []).map((copy) => copy.path)].map((path) => `${hothash} ${path}`),
    ),
  );
  const rows = await catalog.read
    .selectFrom('image_file')
    .innerJoin('photo', 'photo.id', 'image_file.photo_id')
    .select(['image_file.id', 'image_file.path', 'photo.hothash'])
    .where('session_id', '=', target.sessionId)
    .where('photo.hidden', 'is', null)
    .execute();
  const gone = rows.filter((row) => !named.has(`${row.hothash} ${row.path}`));
  await catalog.write(gone.map((row) => statement('delete from image_file where id = ?', [row.id])));
}

/** Supported files that no index names. */
export function countUntracked(storage: StorageRecovery): number {
  let count = 0;
  for (const path of storage.folder.files.keys()) if (!storage.named.has(path) && isSupportedName(path)) count++;
  return count;
}
