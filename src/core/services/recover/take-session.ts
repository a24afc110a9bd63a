/** Brings one session of a storage into the catalog, batch by batch. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Compilable } from '#core/catalog/catalog.ts';
import type { FileEntry } from '#core/format/session-index.ts';
import { hotpreviewPath } from '#core/storage/storage-paths.ts';
import { readInstant } from '#domain/recover/read-time.ts';
import { exactMtime, standingOf, type PhotosFolder } from '#domain/recover/standing.ts';
import type { SessionStep } from '#domain/recover/merge.ts';
import { collisionKey } from '#domain/rel-path.ts';
import { refreshSearchOfHothashes } from '../search-text.ts';
import { companionExtra, filesOf, type FileRead } from './entry-rows.ts';
import { statement, takePhoto } from './photo-queries.ts';
import type { StorageRecovery } from './state.ts';

/** Entries per transaction: each is a flush of the disk. */
const entryBatch = 2000;

export interface SessionTarget {
  readonly uuid: string;
  /** 0 in a dry run. */
  readonly sessionId: number;
  readonly step: SessionStep;
  readonly importedAt: string;
}

/**
 * Takes the entries of a session: photos, files, companions. Files that are gone become missing and stay on record.
 * @returns whether the catalog now says other than the index
 */
export async function takeEntries(
  storage: StorageRecovery,
  target: SessionTarget,
  files: Readonly<Record<string, FileEntry>>,
): Promise<boolean> {
  const { recovery } = storage;
  const entries = Object.entries(files);
  const byName = namesOfFolder(storage, entries);
  let differs = false;
  for (let start = 0; start < entries.length; start += entryBatch) {
    await recovery.control.checkpoint();
    const batch = entries.slice(start, start + entryBatch);
    const queries: Compilable[] = [];
    const known = await knownAmong(storage, batch);
    for (const [hothash, entry] of batch) {
      const path = entry.path ?? byName.get(entry.filename) ?? entry.filename;
      if (entry.path === undefined) differs = true;
      const reads = filesOf(hothash, await withChecksum(storage, entry, path), path);
      recovery.hothashes.add(hothash);
      if (takesPhotos(recovery.isDryRun, target.step))
        queries.push(
          ...takePhoto(
            {
              hothash,
              entry,
              hasHotpreview: existsSync(hotpreviewPath(storage.found.paths.hotpreviews, hothash)),
              importedAt: target.importedAt,
            },
            recovery.names,
            { factsToo: target.step === 'update', isKnown: known.has(hothash) },
          ),
        );
      for (const file of reads) if (takeFile(storage, target, file, queries)) differs = true;
    }
    const words = refreshSearchOfHothashes(
      recovery.catalog,
      batch.map(([hothash]) => hothash),
      { areNew: known.size === 0 },
    );
    if (queries.length > 0) await recovery.catalog.write([...queries, ...words]);
    recovery.doneFiles += batch.length;
    recovery.control.progress({ done_files: recovery.doneFiles });
  }
  return differs && target.step !== 'same';
}

/** Photos that the catalog has already: nothing needs to give way for the others. */
async function knownAmong({ recovery: { catalog } }: StorageRecovery, batch: readonly (readonly [string, FileEntry])[]) {
  const rows = await catalog.read
    .selectFrom('photo')
    .select('hothash')
    .where(sql<boolean>`hothash in (select value from json_each(${JSON.stringify(batch.map(([hothash]) => hothash))}))`)
    .execute();
  return new Set(rows.map(({ hothash }) => hothash));
}

const takesPhotos = (isDryRun: boolean, step: SessionStep): boolean => !isDryRun && step !== 'same';

/** Of an entry whose file nobody has read whole, and that cannot be read now. */
const unknownChecksum = '0'.repeat(64);

/** Entries of the seed have no checksum: the file is read for it, and what it is now counts. */
async function withChecksum({ found, folder }: StorageRecovery, entry: FileEntry, path: string): Promise<FileEntry> {
  if (entry.checksum !== undefined) return entry;
  const seen = folder.files.get(path);
  if (!seen) return { ...entry, checksum: unknownChecksum };
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(join(found.paths.photos, path))) hash.update(chunk as Buffer);
  } catch (error) {
    found.problems.push({
      path,
      code: 'unreadable',
      message: `${path} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      imported: true,
    });
    return { ...entry, checksum: unknownChecksum };
  }
  return { ...entry, checksum: hash.digest('hex'), file_size: seen.sizeBytes };
}

/** Entries of the seed name no path: a file of that name that stands in the folder once is theirs. */
function namesOfFolder(storage: StorageRecovery, entries: readonly (readonly [string, FileEntry])[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  if (entries.every(([, entry]) => entry.path !== undefined)) return names;
  const twice = new Set<string>();
  for (const path of storage.folder.files.keys()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (names.has(name)) twice.add(name);
    names.set(name, path);
  }
  for (const name of twice) names.delete(name);
  return names;
}

/** @returns whether the record differs from the index afterwards */
function takeFile(storage: StorageRecovery, target: SessionTarget, file: FileRead, queries: Compilable[]): boolean {
  const { recovery, folder } = storage;
  storage.named.add(file.path);
  for (const companion of file.companions) storage.named.add(companion.path);
  if (file.owner !== null && file.owner !== target.uuid) {
    if (!recovery.isDryRun && target.step === 'update') queries.push(...handOver(target, file));
    recovery.references.push({ storageId: storage.storageId, sessionId: target.sessionId, file, folder });
    return false;
  }
  const status = countFile(storage, file);
  if (target.step === 'same' || target.step === 'behind') {
    recovery.counts.already_known++;
    return false;
  }
  const claim = status === 'missing' ? undefined : storage.claimed.get(file.path);
  if (claim && (claim.session !== target.uuid || claim.hothash !== file.hothash)) {
    recovery.counts.conflicts++;
    recovery.problems.push({
      path: file.path,
      code: 'path-claimed',
      message: `${file.path} is claimed by two records; the earlier import has it`,
      imported: true,
    });
    if (claim.hothash === file.hothash) {
      recovery.references.push({
        storageId: storage.storageId,
        sessionId: target.sessionId,
        file: { ...file, owner: claim.session },
        folder,
      });
      return true;
    }
    if (!recovery.isDryRun) queries.push(...fileQueries(storage.storageId, target, { ...file, status: 'missing' }, folder));
    return true;
  }
  if (status !== 'missing') storage.claimed.set(file.path, { hothash: file.hothash, session: target.uuid });
  if (!recovery.isDryRun) queries.push(...fileQueries(storage.storageId, target, { ...file, status }, folder));
  return status !== file.status;
}

/** Another machine gave the file to another session: the record goes with it, where that session is known. */
function handOver({ sessionId }: SessionTarget, file: FileRead): Compilable[] {
  const owner = '(select id from session where uuid = ?)';
  return [
    statement(`update image_file set session_id = coalesce(${owner}, session_id) where ${thisFile}`, [
      file.owner,
      sessionId,
      file.path,
      file.hothash,
    ]),
    statement(
      `delete from session_reference where session_id = ${owner}
        and file_id in (select id from image_file where session_id = ${owner} and path = ?)`,
      [file.owner, file.owner, file.path],
    ),
  ];
}

/** Counts a file by where it stands. @returns its status from now on */
function countFile({ recovery: { counts }, folder }: StorageRecovery, file: FileRead): FileRead['status'] {
  if (file.status === 'missing') {
    counts.missing++;
    return 'missing';
  }
  const standing = standingOf(file.path, folder);
  if (standing === 'present') counts.restored++;
  else if (standing === 'gone') counts.missing++;
  else counts.unreadable++;
  return standing === 'gone' ? 'missing' : file.status;
}

const thisFile = 'session_id = ? and path = ? and photo_id = (select id from photo where hothash = ?)';

/** Inserts a file and its companions, or brings the record of that path up to date. Idempotent. */
export function fileQueries(
  storageId: number,
  target: Pick<SessionTarget, 'sessionId' | 'step'>,
  file: FileRead,
  folder: PhotosFolder,
): Compilable[] {
  const mtimeMs = exactMtime(file.mtimeMs, folder.files.get(file.path));
  const key = [target.sessionId, file.path, file.hothash] as const;
  const facts = [
    file.checksum,
    file.sizeBytes,
    mtimeMs,
    file.originalFilename,
    file.status,
    file.lastSeen,
    file.createdAt,
    file.verifiedAt,
    file.extraJson,
  ];
  const isMerge = target.step !== 'take';
  return [
    ...(isMerge
      ? [
          statement(
            `update image_file set checksum = ?, size_bytes = ?, mtime_ms = ?, original_filename = ?, status = ?, last_seen = ?,
              created_at = ?, verified_at = ?, extra_json = ? where ${thisFile}`,
            [...facts, ...key],
          ),
          statement(`delete from companion where file_id in (select id from image_file where ${thisFile})`, key),
        ]
      : []),
    statement(
      `insert into image_file (checksum, size_bytes, mtime_ms, original_filename, status, last_seen, created_at, verified_at, extra_json,
        storage_id, session_id, path, path_key, photo_id)
        select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, photo.id from photo where photo.hothash = ?
        ${isMerge ? `and not exists (select 1 from image_file where session_id = ? and path = ? and photo_id = photo.id)` : ''}`,
      [...facts, storageId, target.sessionId, file.path, collisionKey(file.path), file.hothash, ...(isMerge ? key.slice(0, 2) : [])],
    ),
    ...file.companions.map((companion) =>
      statement(
        `insert into companion (file_id, storage_id, path, path_key, role, checksum, size_bytes, mtime_ms, extra_json)
          select max(id), ?, ?, ?, ?, ?, ?, ?, ? from image_file where ${thisFile} and checksum = ? and status = ? having max(id) is not null`,
        [
          storageId,
          companion.path,
          collisionKey(companion.path),
          companion.role,
          companion.checksum,
          companion.file_size,
          exactMtime(readInstant(companion.mtime), folder.files.get(companion.path)),
          companionExtra(companion),
          ...key,
          file.checksum,
          file.status,
        ],
      ),
    ),
  ];
}
