/** Storages: creating, adopting, listing, looking at them. What becomes of them: ./storages. */
import { createHash } from 'node:crypto';
import { access, constants, mkdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import type { StorageDto } from '#contract/storage.ts';
import { storageDirectoryName } from '#domain/storage-name.ts';
import { masterIndexText } from '#core/format/master-index.ts';
import { durableWrite, syncFolder } from '#core/storage/durable-write.ts';
import { requireNoneLeadsOut } from '#core/storage/links-out.ts';
import { isAbsent } from '#core/storage/place-file.ts';
import { storagePaths } from '#core/storage/storage-paths.ts';
import { instant, type Context } from './context.ts';
import { noteIndex } from './index-merge/known-indexes.ts';
import { storageTotals } from './storage-totals.ts';
import { freeSpace, probeStorage, type ProbedStorage } from './storage-state.ts';
import { findStorage, type StorageRow } from './storage-rows.ts';
import { noteSeen } from './storages/last-seen.ts';
import { quietStorages } from './storages/tell-away.ts';

/** Below this a new storage is created with a warning. */
const lowSpaceBytes = 1e9;

/**
 * Makes a storage: a folder `imalink_<time>_<uuid8>` below `basePath` with its marker and empty folders.
 * @throws ImaLinkError path-not-found, not-a-folder, path-not-writable, storage-exists, storage-nested
 */
export async function createStorage(context: Context, basePath: string, displayName?: string): Promise<StorageDto> {
  const base = await existingFolder(basePath);
  await refuseNesting(context, base, 'create');
  const uuid = context.clock.newUuid();
  const createdAt = context.clock.now();
  const directoryName = storageDirectoryName(createdAt, uuid);
  return makeStorage(context, {
    uuid,
    createdAt: createdAt.toISOString(),
    directoryName,
    root: join(base, directoryName),
    photosDir: 'photos',
    displayName: displayName ?? basename(base),
  });
}

/**
 * Makes an existing folder of photos a storage, in place: index.json, imports/ and .imalink/ are added beside
 * the photos, nothing else changes. The photos themselves come in by an import in mode `register`.
 */
export async function adoptStorage(context: Context, path: string, displayName?: string): Promise<StorageDto> {
  const root = await existingFolder(path);
  await refuseNesting(context, root, 'adopt');
  await requireNoneLeadsOut(root);
  return makeStorage(context, {
    uuid: context.clock.newUuid(),
    createdAt: instant(context.clock),
    directoryName: basename(root),
    root,
    photosDir: '.',
    displayName: displayName ?? basename(root),
  });
}

interface NewStorage {
  readonly uuid: string;
  readonly createdAt: string;
  readonly directoryName: string;
  readonly root: string;
  readonly photosDir: string;
  readonly displayName: string;
}

async function makeStorage(context: Context, storage: NewStorage): Promise<StorageDto> {
  const paths = storagePaths(storage.root, storage.photosDir);
  for (const folder of [paths.root, paths.photos, paths.imports, paths.hotpreviews, paths.metadata, paths.staging, paths.history])
    await mkdir(folder, { recursive: true });
  await syncFolder(paths.root);
  await syncFolder(dirname(paths.root));
  const base = dirname(storage.root);
  const text = masterIndexText({
    ...storage,
    basePath: base,
    totalFiles: 0,
    totalSizeBytes: 0,
    writer: { hostUuid: context.host.uuid, hostName: context.host.name, generation: 0 },
    sessions: [],
    extra: {},
  });
  // The marker comes last: a folder is a storage only once it is whole.
  const written = await durableWrite(paths.masterIndex, [Buffer.from(text)], paths.staging);
  const row = {
    uuid: storage.uuid,
    display_name: storage.displayName,
    directory_name: storage.directoryName,
    base_path: base,
    full_path: storage.root,
    photos_dir: storage.photosDir,
    created_at: storage.createdAt,
    changed_at: storage.createdAt,
  };
  await context.catalog.write([context.catalog.read.insertInto('storage').values(row)]);
  const { id } = await context.catalog.read.selectFrom('storage').select('id').where('uuid', '=', storage.uuid).executeTakeFirstOrThrow();
  const sha256 = createHash('sha256').update(text).digest('hex');
  await context.catalog.write([
    noteIndex(context.catalog, id, { name: 'index.json', ...written, sha256, text }),
    context.catalog.read.updateTable('storage').set({ index_sha256: sha256 }).where('id', '=', id),
  ]);
  context.emit('storage.changed', { storage_uuid: storage.uuid });
  return showStorage(context, storage.uuid);
}

async function existingFolder(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    const root = await realpath(absolute);
    if (!(await stat(root)).isDirectory())
      throw new ImaLinkError('not-a-folder', `${absolute} is not a folder. Name a folder to keep the storage in.`, {
        details: { path: absolute },
      });
    await access(root, constants.W_OK);
    return root;
  } catch (error) {
    if (error instanceof ImaLinkError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (isAbsent(error))
      throw new ImaLinkError('path-not-found', `There is no folder ${absolute}. Create it first, or name another.`, {
        details: { path: absolute },
      });
    throw new ImaLinkError('path-not-writable', `${absolute} cannot be written to (${code}). Choose a folder you may write to.`, {
      details: { path: absolute, errno: code },
    });
  }
}

/** A storage never lies in another one and never contains one: scans and indexes would fight over the files. */
async function refuseNesting(context: Context, path: string, way: 'create' | 'adopt'): Promise<void> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (await isStorageRoot(folder)) {
      if (folder === path && way === 'adopt')
        throw new ImaLinkError(
          'storage-exists',
          `${path} is a storage already. Open it with \`imalink storage discover\` or \`imalink recover\`.`,
          { details: { path } },
        );
      throw new ImaLinkError('storage-nested', `${path} lies inside the storage ${folder}. Choose a place outside of it.`, {
        details: { path, storage: folder },
      });
    }
    if (dirname(folder) === folder) break;
  }
  if (way === 'create') return;
  const rows = await context.catalog.read.selectFrom('storage').select(['full_path', 'display_name']).execute();
  const inner = rows.find((row) => row.full_path.startsWith(path.endsWith('/') ? path : `${path}/`));
  if (inner)
    throw new ImaLinkError(
      'storage-nested',
      `${path} contains the storage ${inner.display_name} (${inner.full_path}). Choose a folder without one.`,
      { details: { path, storage: inner.full_path } },
    );
}

/** Both halves of a marker: index.json with a storage uuid, and .imalink beside it. */
export async function isStorageRoot(folder: string): Promise<boolean> {
  try {
    if (!(await stat(join(folder, '.imalink'))).isDirectory()) return false;
    return (await readFile(join(folder, 'index.json'), 'utf8')).includes('"storage_info"');
  } catch {
    return false;
  }
}

export async function listStorages(context: Context): Promise<StorageDto[]> {
  const rows = await context.catalog.read.selectFrom('storage').selectAll().orderBy('id').execute();
  return describe(context, rows);
}

/** @throws ImaLinkError storage-not-found, storage-ambiguous */
export async function showStorage(context: Context, reference: string): Promise<StorageDto> {
  const [storage] = await describe(context, [await findStorage(context.catalog, reference)]);
  return storage as StorageDto;
}

async function describe(context: Context, rows: readonly StorageRow[]): Promise<StorageDto[]> {
  const seen = await Promise.all(rows.map(async (row) => ({ row, ...(await probeStorage(row.full_path, row.photos_dir, row.uuid)) })));
  await noteSeen(context, seen);
  const quiet = await quietStorages(context, seen);
  const now = instant(context.clock);
  return Promise.all(
    seen.map(async ({ row, ...probed }) => ({ ...(await storageDto(context, row, probed, now)), is_quiet: quiet.has(row.id) })),
  );
}

async function storageDto(context: Context, row: StorageRow, probed: ProbedStorage, now: string): Promise<Omit<StorageDto, 'is_quiet'>> {
  const [totals, sessions] = await Promise.all([
    storageTotals(context.catalog, row.id),
    context.catalog.read
      .selectFrom('session')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', row.id)
      .executeTakeFirstOrThrow(),
  ]);
  const state = row.is_active === 1 ? probed.state : 'inactive';
  const free = probed.freeSpaceBytes ?? (state === 'online' ? await freeSpace(row.full_path) : null);
  return {
    uuid: row.uuid,
    display_name: row.display_name,
    directory_name: row.directory_name,
    base_path: row.base_path,
    full_path: row.full_path,
    photos_dir: row.photos_dir,
    created_at: row.created_at,
    is_active: row.is_active === 1,
    is_accessible: isThere(state),
    state,
    state_hint: hintOf(row, probed),
    free_space_bytes: free,
    total_files: totals.files,
    total_size_bytes: totals.bytes,
    session_count: sessions.n,
    min_copies: row.min_copies,
    last_scan: row.last_scan,
    // What is there right now was seen right now, whatever was last noted.
    last_seen: isThere(probed.state) ? now : row.last_seen,
    clone_path: row.clone_path,
    health: await storageHealth(context, row.id),
    warnings: free != null && free < lowSpaceBytes ? [`Less than 1 GB is free at ${row.full_path}.`] : [],
  };
}

const isThere = (state: ProbedStorage['state']): boolean => state === 'online' || state === 'read-only';

function hintOf(row: StorageRow, probed: ProbedStorage): string | null {
  if (row.is_active === 0) return 'It is left alone: not scanned, not watched, no index is written. Reactivate it to look after it again.';
  if (row.clone_path !== null && isThere(probed.state))
    return `The same storage is also at ${row.clone_path}. Nothing is written to either until you say what that one is.`;
  return probed.hint;
}

/** What waits or went wrong in a storage, as the catalog has it. */
async function storageHealth({ catalog: { read } }: Context, storageId: number): Promise<StorageDto['health']> {
  // The second term is what the index of the few that are not there is about.
  const filesThat = (status: 'missing' | 'corrupt') =>
    read
      .selectFrom('image_file')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', storageId)
      .where('status', '=', status)
      .where('status', '<>', 'present')
      .executeTakeFirstOrThrow();
  const [findings, missing, corrupt, sessions] = await Promise.all([
    read
      .selectFrom('finding')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', storageId)
      .where('status', '=', 'open')
      .where('lane', 'in', ['ask', 'suggest'])
      .executeTakeFirstOrThrow(),
    filesThat('missing'),
    filesThat('corrupt'),
    read
      .selectFrom('session')
      .select((select) => select.fn.countAll<number>().as('n'))
      .where('storage_id', '=', storageId)
      .whereRef('generation', '>', 'index_generation')
      .executeTakeFirstOrThrow(),
  ]);
  return { open_findings: findings.n, missing_files: missing.n, corrupt_files: corrupt.n, stale_indexes: sessions.n };
}
