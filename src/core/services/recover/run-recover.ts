/** Recovery: discover, read, merge into the catalog, report. Nothing under photos/ is touched, ever. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '#contract/problem.ts';
import type { RecoverResult } from '#contract/recover.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { storagePaths } from '#core/storage/storage-paths.ts';
import { baseFile, keepBase } from '../index-merge/bases.ts';
import { noteIndex, statIndexes, type NotedIndex } from '../index-merge/known-indexes.ts';
import { probeStorage } from '../storage-state.ts';
import { discoverAt, type FoundStorage } from './discover.ts';
import { beginFill, noFill } from './fill.ts';
import { linkReferences } from './link-references.ts';
import { originalOf } from '#domain/merge/conflict-copy.ts';
import { statement } from './photo-queries.ts';
import type { IndexMerge, RecoverControl, Recovery, StorageRecovery } from './state.ts';
import { readMetadata, takeAuthors, takeMetadata } from './take-metadata.ts';
import { countUntracked, lookAtPhotos, takeSessions, takeStorageRow } from './take-storage.ts';

export interface RecoverOptions {
  readonly paths: readonly string[];
  readonly isDryRun: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly host: { readonly uuid: string; readonly name: string };
  /** Where the bases of merges are kept. */
  readonly bases: string;
  /** Look at these index files alone: those that somebody else touched. */
  readonly only?: readonly string[];
  /** Of those also sessions that no master lists. */
  readonly adopts?: boolean;
}

/** What is left to do where the indexes are written: damaged files set aside, masters made anew, photos registered. */
export interface FollowUp {
  readonly storageId: number;
  readonly storageUuid: string;
  readonly root: string;
  readonly damaged: readonly { readonly path: string; readonly reason: string }[];
  /** Indexes of sessions that could not be read; those the catalog knows are written again. */
  readonly lostIndexes: readonly string[];
  readonly needsMaster: boolean;
  /** Conflict copies of a sync tool whose content is merged. */
  readonly mergedCopies: readonly string[];
  /** Nothing said what the folder is: its photos are registered where they stand. */
  readonly needsAdoption: boolean;
}

export interface RecoverOutcome {
  readonly result: RecoverResult;
  readonly followUps: readonly FollowUp[];
  readonly merges: readonly IndexMerge[];
}

/**
 * Rebuilds the catalog from storages, or merges them into the one there is. Runs where the catalog's connection is:
 * reading, parsing and inserting take no turn of the thread that shows a window.
 * @throws ImaLinkError path-not-found, not-a-folder, path-not-readable, cancelled
 */
export async function runRecover(catalog: Catalog, options: RecoverOptions, control: RecoverControl): Promise<RecoverOutcome> {
  const startedMs = performance.now();
  control.progress({ phase: 'listing' });
  const recovery: Recovery = {
    catalog,
    fill: noFill,
    control,
    isDryRun: options.isDryRun,
    now: options.now,
    counts: { restored: 0, missing: 0, unreadable: 0, untracked: 0, conflicts: 0, already_known: 0 },
    problems: [],
    names: { tags: new Set(), authors: new Set() },
    references: [],
    hothashes: new Set(),
    host: options.host,
    bases: options.bases,
    only: options.only ? new Set(options.only) : null,
    adopts: options.adopts === true,
    merges: [],
    sessions: 0,
    doneFiles: 0,
  };
  const found = await withoutClones(recovery, await discoverAt(options.paths));
  const total = found.reduce(
    (sum, { master }) => sum + (master?.index.import_sessions.reduce((count, session) => count + session.file_count, 0) ?? 0),
    0,
  );
  control.progress({ phase: 'applying', total_files: total });
  if (!options.isDryRun && !options.only) recovery.fill = await beginFill(catalog);
  try {
    return await takeAll(recovery, found, startedMs);
  } finally {
    // Also of what was taken before somebody cancelled.
    await recovery.fill.end();
  }
}

/** Takes what was found, storage by storage, then what goes across them. */
async function takeAll(recovery: Recovery, found: readonly FoundStorage[], startedMs: number): Promise<RecoverOutcome> {
  const metadata: Awaited<ReturnType<typeof readMetadata>>[] = [];
  const described: RecoverResult['storages_found'] = [];
  const taken: StorageRecovery[] = [];
  for (const storage of found) {
    const indexes = await statIndexes(storage.root);
    const storageId = await takeStorageRow(recovery, storage);
    const read = await readMetadata(storage, storageId, recovery.only);
    metadata.push(read);
    if (!recovery.isDryRun) await takeAuthors(recovery, read);
    const current = await beginStorage(recovery, storage, storageId, indexes);
    const before = countedFiles(recovery.counts);
    await takeSessions(current);
    taken.push(current);
    described.push({
      uuid: storage.identity.uuid,
      display_name: storage.identity.displayName,
      path: storage.root,
      sessions: storage.sessionFiles.length,
      files: countedFiles(recovery.counts) - before,
    });
  }
  await recovery.fill.end();
  await linkReferences(recovery);
  if (!recovery.isDryRun) await takeMetadata(recovery, metadata);
  for (const [index, storage] of taken.entries()) await noteIndexes(storage, metadata[index]?.texts);
  for (const storage of taken) recovery.counts.untracked += countUntracked(storage);
  return {
    result: {
      ...recovery.counts,
      storages: found.length,
      sessions: recovery.sessions,
      photos: recovery.hothashes.size,
      problems: [...recovery.problems, ...found.flatMap(problemsOf)],
      storages_found: described,
      applied: !recovery.isDryRun,
      duration_ms: Math.round(performance.now() - startedMs),
    },
    followUps: taken.map(followUpOf),
    merges: recovery.merges,
  };
}

function followUpOf({ found, storageId, mergedCopies }: StorageRecovery): FollowUp {
  const lost = found.problems.filter((problem) => problem.code === 'index-missing' || problem.code === 'index-corrupt');
  return {
    storageId,
    storageUuid: found.identity.uuid,
    root: found.root,
    damaged: found.isReadOnly ? [] : found.damaged,
    mergedCopies: found.isReadOnly ? [] : mergedCopies,
    lostIndexes: found.isReadOnly ? [] : lost.map((problem) => problem.path),
    needsMaster: !found.isReadOnly && (found.master === null || found.master.isFormer),
    needsAdoption: found.hasNoIndex && !found.isReadOnly,
  };
}

const countedFiles = (counts: Recovery['counts']): number => counts.restored + counts.missing + counts.unreadable;

/** With paths that are understood without the storage. */
function problemsOf({ root, problems }: FoundStorage): Problem[] {
  return problems.map((problem) => ({ ...problem, path: problem.path.startsWith(root) ? problem.path : `${root}/${problem.path}` }));
}

/** A storage whose indexes are all gone, and that the catalog knows at this place: they are written again from the catalog. */
async function recognized(recovery: Recovery, found: FoundStorage): Promise<FoundStorage> {
  if (!found.hasNoIndex) return found;
  const row = await recovery.catalog.read.selectFrom('storage').selectAll().where('full_path', '=', found.root).executeTakeFirst();
  if (!row) return found;
  const sessions = await recovery.catalog.read.selectFrom('session').select('index_file').where('storage_id', '=', row.id).execute();
  return {
    ...found,
    hasNoIndex: false,
    paths: storagePaths(found.root, row.photos_dir),
    identity: {
      uuid: row.uuid,
      displayName: row.display_name,
      directoryName: row.directory_name,
      createdAt: row.created_at,
      photosDir: row.photos_dir,
    },
    problems: [
      ...found.problems,
      ...sessions.map((session): Problem => ({
        path: session.index_file,
        code: 'index-missing',
        message: `${session.index_file} is not there; it is written again`,
        imported: true,
      })),
    ],
  };
}

async function beginStorage(
  recovery: Recovery,
  found: FoundStorage,
  storageId: number,
  indexes: StorageRecovery['indexes'],
): Promise<StorageRecovery> {
  const { read } = recovery.catalog;
  const claimed: StorageRecovery['claimed'] = new Map();
  const named = new Set<string>();
  const rows = await read
    .selectFrom('image_file')
    .innerJoin('photo', 'photo.id', 'image_file.photo_id')
    .innerJoin('session', 'session.id', 'image_file.session_id')
    .select(['image_file.path', 'photo.hothash', 'session.uuid', 'image_file.status'])
    .where('image_file.storage_id', '=', storageId)
    .execute();
  for (const row of rows) {
    named.add(row.path);
    if (row.status !== 'missing') claimed.set(row.path, { hothash: row.hothash, session: row.uuid });
  }
  const companions = await read.selectFrom('companion').select('path').where('storage_id', '=', storageId).execute();
  for (const { path } of companions) named.add(path);
  const folder = await lookAtPhotos(found, recovery.control);
  return { recovery, found, storageId, folder, claimed, named, indexes, noted: [], mergedCopies: [] };
}

/** From now on the index files are known as they were read, unless somebody writes them again. */
async function noteIndexes(storage: StorageRecovery, texts: ReadonlyMap<string, string> | undefined): Promise<void> {
  const { recovery, storageId, indexes, found } = storage;
  if (recovery.isDryRun) return;
  const small = new Map(texts);
  if (found.master && !found.master.isFormer) small.set('index.json', found.master.text);
  storage.mergedCopies.push(...[...small.keys()].filter((name) => name.startsWith('.imalink/') && originalOf(name) !== null));
  const noted = [...small].flatMap(([name, text]): NotedIndex[] => {
    const stood = indexes.get(name);
    return stood ? [{ name, ...stood, sha256: createHash('sha256').update(text).digest('hex'), text }] : [];
  });
  await recovery.catalog.write([
    ...[...storage.noted, ...noted].map((each) => noteIndex(recovery.catalog, storageId, each)),
    // Files that somebody else wrote are compared with the catalog, and written again where they differ.
    ...(recovery.only ? [statement('update storage set metadata_generation = metadata_generation + 1 where id = ?', [storageId])] : []),
  ]);
  for (const { name, sha256 } of storage.noted) await keepBaseOf(storage, name, sha256);
}

async function keepBaseOf({ recovery, found }: StorageRecovery, file: string, sha256: string): Promise<void> {
  const row = await recovery.catalog.read.selectFrom('session').select('uuid').where('index_sha256', '=', sha256).executeTakeFirst();
  if (row) await keepBase(join(found.root, file), baseFile(recovery.bases, row.uuid));
}

/** The same storage at two reachable places is for a person to decide: the one the catalog has stays. */
async function withoutClones(recovery: Recovery, found: readonly FoundStorage[]): Promise<FoundStorage[]> {
  const { catalog } = recovery;
  const byUuid = new Map<string, string>();
  const kept: FoundStorage[] = [];
  for (const candidate of found) {
    const storage = await recognized(recovery, candidate);
    const { uuid, photosDir, displayName } = storage.identity;
    const known = await catalog.read.selectFrom('storage').select('full_path').where('uuid', '=', uuid).executeTakeFirst();
    const knownIsThere =
      known !== undefined && known.full_path !== storage.root && (await probeStorage(known.full_path, photosDir, uuid)).state === 'online';
    const other = byUuid.get(uuid) ?? (knownIsThere ? known?.full_path : undefined);
    if (other === undefined) {
      byUuid.set(uuid, storage.root);
      kept.push(storage);
      continue;
    }
    recovery.counts.conflicts++;
    recovery.problems.push({
      path: storage.root,
      code: 'path-claimed',
      message: `${displayName} is at ${other} as well; nothing was taken from ${storage.root}. Check the storage to say which one it is.`,
    });
  }
  return kept;
}
