/** Recovery: discover, read, merge into the catalog, report. Nothing under photos/ is touched, ever. */
import type { RecoverResult } from '#contract/recover.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import { probeStorage } from '../storage-state.ts';
import { discoverAt, type FoundStorage } from './discover.ts';
import { linkReferences } from './link-references.ts';
import type { RecoverControl, Recovery, StorageRecovery } from './state.ts';
import { readMetadata, takeAuthors, takeMetadata } from './take-metadata.ts';
import { countUntracked, lookAtPhotos, takeSessions, takeStorageRow } from './take-storage.ts';

export interface RecoverOptions {
  readonly paths: readonly string[];
  readonly isDryRun: boolean;
  /** ISO 8601 UTC. */
  readonly now: string;
}

/** What is left to do where the indexes are written: damaged files set aside, masters made anew, photos registered. */
export interface FollowUp {
  readonly storageId: number;
  readonly storageUuid: string;
  readonly root: string;
  readonly damaged: readonly { readonly path: string; readonly reason: string }[];
  readonly needsMaster: boolean;
  /** Nothing said what the folder is: its photos are registered where they stand. */
  readonly needsAdoption: boolean;
}

export interface RecoverOutcome {
  readonly result: RecoverResult;
  readonly followUps: readonly FollowUp[];
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
    control,
    isDryRun: options.isDryRun,
    now: options.now,
    counts: { restored: 0, missing: 0, unreadable: 0, untracked: 0, conflicts: 0, already_known: 0 },
    problems: [],
    names: { tags: new Set(), authors: new Set() },
    references: [],
    hothashes: new Set(),
    sessions: 0,
    doneFiles: 0,
  };
  const found = await withoutClones(recovery, await discoverAt(options.paths));
  const total = found.reduce(
    (sum, { master }) => sum + (master?.index.import_sessions.reduce((count, session) => count + session.file_count, 0) ?? 0),
    0,
  );
  control.progress({ phase: 'applying', total_files: total });
  const metadata: Awaited<ReturnType<typeof readMetadata>>[] = [];
  const followUps: FollowUp[] = [];
  const described: RecoverResult['storages_found'] = [];
  const taken: StorageRecovery[] = [];
  for (const storage of found) {
    const storageId = await takeStorageRow(recovery, storage);
    const read = await readMetadata(storage, storageId);
    metadata.push(read);
    if (!recovery.isDryRun) await takeAuthors(recovery, read);
    const current = await beginStorage(recovery, storage, storageId);
    const before = { ...recovery.counts };
    await takeSessions(current);
    taken.push(current);
    described.push({
      uuid: storage.identity.uuid,
      display_name: storage.identity.displayName,
      path: storage.root,
      sessions: storage.sessionFiles.length,
      files: countedFiles(recovery.counts) - countedFiles(before),
    });
    followUps.push({
      storageId,
      storageUuid: storage.identity.uuid,
      root: storage.root,
      damaged: storage.isReadOnly ? [] : storage.damaged,
      needsMaster: !storage.isReadOnly && (storage.master === null || storage.master.isFormer),
      needsAdoption: storage.hasNoIndex,
    });
  }
  await linkReferences(recovery);
  if (!recovery.isDryRun) await takeMetadata(recovery, metadata);
  for (const storage of taken) recovery.counts.untracked += countUntracked(storage);
  const problems = [
    ...recovery.problems,
    ...found.flatMap((storage) => storage.problems.map((problem) => ({ ...problem, path: displayed(storage, problem.path) }))),
  ];
  return {
    result: {
      ...recovery.counts,
      storages: found.length,
      sessions: recovery.sessions,
      photos: recovery.hothashes.size,
      problems,
      storages_found: described,
      applied: !recovery.isDryRun,
      duration_ms: Math.round(performance.now() - startedMs),
    },
    followUps,
  };
}

const countedFiles = (counts: Recovery['counts']): number => counts.restored + counts.missing + counts.unreadable;

const displayed = (storage: FoundStorage, path: string): string => (path.startsWith(storage.root) ? path : `${storage.root}/${path}`);

async function beginStorage(recovery: Recovery, found: FoundStorage, storageId: number): Promise<StorageRecovery> {
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
  return { recovery, found, storageId, folder: await lookAtPhotos(found, recovery.control), claimed, named };
}

/** The same storage at two reachable places is for a person to decide: the one the catalog has stays. */
async function withoutClones(recovery: Recovery, found: readonly FoundStorage[]): Promise<FoundStorage[]> {
  const { catalog } = recovery;
  const byUuid = new Map<string, string>();
  const kept: FoundStorage[] = [];
  for (const storage of found) {
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
