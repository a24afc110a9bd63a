/** Brings one storage into the catalog: its row, what stands in its photos folder, its sessions. */
import type { Compilable } from '#core/catalog/catalog.ts';
import { isSupportedName } from '#core/media/formats.ts';
import type { SessionIndex as Session } from '#core/format/session-index.ts';
import { MasterIndex } from '#core/format/master-index.ts';
import { SessionIndex } from '#core/format/session-index.ts';
import { listTree } from '#core/storage/list-tree.ts';
import { originalOf } from '#domain/merge/conflict-copy.ts';
import { bySeniority } from '#domain/recover/merge.ts';
import type { PhotosFolder, Seen } from '#domain/recover/standing.ts';
import { ownPathsOf } from '../import/list-source.ts';
import { lineageOf } from '../index-merge/bases.ts';
import { mergeKnown, relationOf, type KnownSession, type MergedSession } from '../index-merge/merge-known.ts';
import { uuidFrom, type FoundStorage } from './discover.ts';
import { statement, takeAuthor } from './photo-queries.ts';
import { readSession, type ReadSession } from './read-storage.ts';
import type { Recovery, RecoverControl, StorageRecovery } from './state.ts';
import { takeMaster, unknownKeys } from './take-master.ts';
import { takeEntries, type SessionTarget } from './take-session.ts';

/** What stands in the photos folder. A folder that cannot be listed leaves what it holds unknown. */
export async function lookAtPhotos(found: FoundStorage, control: RecoverControl): Promise<PhotosFolder> {
  await control.checkpoint();
  const listing = listTree(found.paths.photos, '', ownPathsOf(found.root));
  const files = new Map<string, Seen>();
  for (const [at, path] of listing.paths.entries())
    files.set(path, { sizeBytes: listing.sizesBytes[at] ?? 0, mtimeMs: listing.mtimesMs[at] ?? 0 });
  const isUnread = listing.unknown.includes('');
  if (isUnread) found.problems.push({ path: found.paths.photos, code: 'unreadable', message: `${found.paths.photos} cannot be read` });
  return { files, unknownFolders: listing.unknown.map((path) => (path === '' ? '.' : path)) };
}

/**
 * Inserts the storage, or brings the row of a known one up to date where it moved.
 * @returns its number
 */
export async function takeStorageRow(recovery: Recovery, found: FoundStorage): Promise<number> {
  const { catalog } = recovery;
  const { identity, master } = found;
  const known = await catalog.read.selectFrom('storage').selectAll().where('uuid', '=', identity.uuid).executeTakeFirst();
  const base = found.root.slice(0, Math.max(1, found.root.lastIndexOf('/')));
  if (known) {
    if (known.full_path !== found.root && !recovery.isDryRun)
      await catalog.write([
        catalog.read.updateTable('storage').set({ full_path: found.root, base_path: base, is_active: 1 }).where('id', '=', known.id),
      ]);
    if (!recovery.isDryRun && master && !master.isFormer) await takeMaster(recovery, known, master);
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
        root: unknownKeys(master?.index, MasterIndex.shape),
        storageInfo: unknownKeys(info, MasterIndex.shape.storage_info.shape),
      }),
    }),
  ]);
  const row = await catalog.read.selectFrom('storage').select('id').where('uuid', '=', identity.uuid).executeTakeFirstOrThrow();
  return row.id;
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
    if (recovery.only?.has(file) === false) continue;
    await recovery.control.checkpoint();
    const head = headInMaster(found, file) ?? (await readHead(found, file));
    if (head) heads.push(head);
  }
  const seen = new Set<string>();
  // What lost against another version in a sync tool comes last: it is merged into the one that won.
  const isCopy = (file: string): boolean => originalOf(file) !== null;
  for (const { file } of bySeniority(heads).toSorted((left, right) => Number(isCopy(left.file)) - Number(isCopy(right.file)))) {
    const read = await readSession(found.root, file, found.paths, found);
    if (!read) continue;
    const uuid = uuidOfSession(found, read);
    if (seen.has(uuid) && !isCopy(file)) continue;
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
  const known = await catalog.read.selectFrom('session').selectAll().where('uuid', '=', uuid).executeTakeFirst();
  if (known) return takeKnown(storage, read, known);
  // One that no master lists is for a person to adopt, unless the whole storage is recovered.
  if (recovery.only && !recovery.adopts && !isListed(storage.found, read.file)) return;
  recovery.sessions++;
  noteRead(storage, read);
  const session = read.index.import_session;
  if (!recovery.isDryRun)
    await catalog.write(sessionQueries(storage, read, uuid, { step: 'take', keepsId: await isFree(storage, session.id) }));
  const row = await catalog.read.selectFrom('session').select('id').where('uuid', '=', uuid).executeTakeFirst();
  const target: SessionTarget = { uuid, sessionId: row?.id ?? 0, step: 'take', importedAt: session.imported_at };
  const differs = await takeEntries(storage, target, read.index.files);
  // What the index does not say yet is written to it: a file that is gone, a generation that was lost, the keys of the seed.
  if (!recovery.isDryRun && (differs || read.isFormer || session.generation === undefined)) await markDirty(storage, uuid);
}

/** A session that the catalog has: what was read is older, the same, or merged. */
async function takeKnown(storage: StorageRecovery, read: ReadSession, known: KnownSession): Promise<void> {
  const { recovery } = storage;
  // Merging looks records up, one by one.
  await recovery.fill.end();
  const relation = relationOf(known, read);
  const isCopy = read.file !== known.index_file;
  if (isCopy && originalOf(read.file) !== null && !read.isFormer) storage.mergedCopies.push(read.file);
  else if (relation !== 'behind') noteRead(storage, read);
  const target = { uuid: known.uuid, sessionId: known.id, importedAt: read.index.import_session.imported_at };
  if (relation === 'same' || relation === 'behind') {
    await takeEntries(
      storage,
      { ...target, step: known.generation === read.index.import_session.generation ? 'same' : 'behind' },
      read.index.files,
    );
    // What stands on the disk is not what the catalog last wrote there.
    if (relation === 'behind' && !isCopy && !recovery.isDryRun) await markDirty(storage, known.uuid);
    return;
  }
  const merged = await mergeKnown(storage, known, read, relation);
  recovery.counts.conflicts += merged.questions.length;
  if (recovery.isDryRun) {
    await takeEntries(storage, { ...target, step: 'update' }, merged.read.index.files);
    return;
  }
  await recovery.catalog.write(sessionQueries(storage, merged.read, known.uuid, { step: 'update', known, merged, isCopy }));
  await dropMoved(storage, { ...target, step: 'update' }, merged.read);
  for (const [path, claim] of storage.claimed) if (claim.session === known.uuid) storage.claimed.delete(path);
  const differs = await takeEntries(storage, { ...target, step: 'update' }, merged.read.index.files);
  if (differs || merged.isAhead || isCopy) await markDirty(storage, known.uuid);
  await markOthers(
    storage,
    known.id,
    merged.taken.map(({ hothash }) => hothash),
  );
  recovery.merges.push({
    storageId: storage.storageId,
    sessionId: known.id,
    file: read.file,
    writerName: read.index.import_session.writer?.host_name ?? '',
    questions: merged.questions,
    taken: merged.taken,
  });
}

const isListed = ({ master }: FoundStorage, file: string): boolean =>
  master?.index.import_sessions.some((session) => session.index_file === file) ?? false;

/** The file is known from now on as it was read. */
function noteRead(storage: StorageRecovery, { file, sha256, isFormer }: ReadSession): void {
  const stood = storage.indexes.get(file);
  if (stood && !isFormer) storage.noted.push({ name: file, ...stood, sha256, text: null });
}

function markDirty({ recovery: { catalog } }: StorageRecovery, uuid: string): Promise<unknown> {
  return catalog.write([statement('update session set generation = max(generation, index_generation) + 1 where uuid = ?', [uuid])]);
}

/** Other sessions show the same photos: their indexes carry what was taken. */
async function markOthers({ recovery: { catalog } }: StorageRecovery, sessionId: number, hothashes: readonly string[]): Promise<void> {
  if (hothashes.length === 0) return;
  await catalog.write([
    statement(
      `update session set generation = generation + 1 where id <> ? and id in (
        select file.session_id from image_file file join photo on photo.id = file.photo_id where photo.hothash in (select value from json_each(?))
        union select reference.session_id from session_reference reference join image_file file on file.id = reference.file_id
        join photo on photo.id = file.photo_id where photo.hothash in (select value from json_each(?)))`,
      [sessionId, JSON.stringify(hothashes), JSON.stringify(hothashes)],
    ),
  ]);
}

async function isFree({ recovery: { catalog } }: StorageRecovery, id: number): Promise<boolean> {
  return (await catalog.read.selectFrom('session').select('id').where('id', '=', id).executeTakeFirst()) === undefined;
}

type Taking =
  | { readonly step: 'take'; readonly keepsId: boolean }
  | { readonly step: 'update'; readonly known: KnownSession; readonly merged: MergedSession; readonly isCopy: boolean };

/** Generations of a session once it was read: what the catalog has of the file, and whether that is all it has. */
function generationsOf(read: ReadSession, taking: Taking) {
  const generation = read.index.import_session.generation ?? 0;
  const indexed = { index_generation: generation, index_sha256: read.sha256 };
  if (taking.step === 'take') return { generation, ...indexed, lineage_json: JSON.stringify(lineageOf(read.index)) };
  const { known, merged, isCopy } = taking;
  const lineage_json = JSON.stringify(merged.lineage);
  if (isCopy) return { generation: Math.max(generation, known.generation), lineage_json };
  // Its own number, so that nothing is to be written when the file says it all.
  return { generation: Math.max(generation, ...Object.values(merged.lineage)), ...indexed, lineage_json };
}

function sessionQueries(storage: StorageRecovery, read: ReadSession, uuid: string, taking: Taking): Compilable[] {
  const session = read.index.import_session;
  const values = {
    title: session.title,
    notes: session.description,
    imported_at: session.imported_at,
    status: session.status ?? 'complete',
    found: session.found ?? 0,
    part_of: session.part_of ?? null,
    request_json: requestOf(storage, session),
    ...generationsOf(read, taking),
    changed_at: read.index.statistics.index_generated,
    extra_json: JSON.stringify({
      root: unknownKeys(read.index, SessionIndex.shape),
      session: unknownKeys(session, SessionIndex.shape.import_session.shape),
    }),
  };
  const author = session.default_author ?? null;
  const { read: db } = storage.recovery.catalog;
  return [
    ...(author ? takeAuthor(author, storage.recovery.names) : []),
    taking.step === 'take'
      ? db.insertInto('session').values({
          ...values,
          ...(taking.keepsId ? { id: session.id } : {}),
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
  await catalog.write(gone.flatMap((row) => letGo(target.sessionId, row.id)));
}

/** A file that another session refers to is that one's own from now on: a session was split, or taken back. */
function letGo(sessionId: number, fileId: number): Compilable[] {
  const heir = 'select min(session_id) from session_reference where file_id = ?';
  return [
    statement(`update session set generation = generation + 1 where id = (${heir})`, [fileId]),
    statement(`update image_file set session_id = coalesce((${heir}), session_id) where id = ?`, [fileId, fileId]),
    statement('delete from session_reference where file_id = ? and session_id = (select session_id from image_file where id = ?)', [
      fileId,
      fileId,
    ]),
    statement('delete from image_file where id = ? and session_id = ?', [fileId, sessionId]),
  ];
}

/** Supported files that no index names. */
export function countUntracked(storage: StorageRecovery): number {
  let count = 0;
  for (const path of storage.folder.files.keys()) if (!storage.named.has(path) && isSupportedName(path)) count++;
  return count;
}
