/** `imalink doctor`: versions, paths and the health of this installation; repairs only what is surely ours. */
import { readdir, stat, unlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { folderLeadingOut } from '#core/storage/links-out.ts';
import type { DoctorReport } from '#contract/system.ts';
import { readNote } from './catalog-care/note.ts';
import { examinePreviews } from './doctor-previews.ts';
import type { Context } from './context.ts';
import { freeSpace, probeStorage } from './storage-state.ts';
import { pathsOf, type StorageRow } from './storage-rows.ts';

type Check = DoctorReport['checks'][number];

/**
 * @param fix remove left-over staging files, make previews again and write indexes that lag behind
 * @param withPreviews look at every hotpreview: two small reads a photo
 */
export async function examine(context: Context, fix: boolean, withPreviews: boolean): Promise<DoctorReport> {
  const storages = await context.catalog.read.selectFrom('storage').selectAll().orderBy('id').execute();
  const checks = [await checkCatalog(context), await checkSpace(context)];
  for (const storage of storages) checks.push(await checkOneStorage(storage), await checkStaging(context, storage, fix));
  if (withPreviews) checks.push(await checkPreviews(context, storages, fix));
  checks.push(await checkIndexes(context, fix), await checkSessions(context));
  return {
    ok: checks.every((check) => check.status !== 'fail'),
    versions: versions(),
    paths: {
      home: context.home.home,
      catalog: context.home.catalog,
      settings: context.home.settings,
      cache: context.home.cache,
      logs: context.home.logs,
    },
    checks,
  };
}

/** Versions of what decides behaviour: Node, SQLite, sharp with its libvips. */
export function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const packageVersion = (name: string): string => {
    try {
      return (require(`${name}/package.json`) as { version: string }).version;
    } catch {
      return 'unknown';
    }
  };
  return {
    node: process.versions.node,
    'better-sqlite3': packageVersion('better-sqlite3'),
    sharp: packageVersion('sharp'),
    ...(process.versions['electron'] ? { electron: process.versions['electron'] } : {}),
  };
}

async function checkCatalog(context: Context): Promise<Check> {
  const result = await context.catalog.executor.check('full');
  const title = 'Catalog';
  const lost = readNote(context.home)?.lost;
  if (lost)
    return {
      id: 'catalog',
      title,
      status: 'warn',
      detail: `The catalog ${lost.reason} on ${lost.at.slice(0, 10)}, and an empty one took its place. Your photos are not affected.`,
      next_step: 'Run `imalink recover <storage>`: everything stands in the storages.',
    };
  if (result === 'ok') return { id: 'catalog', title, status: 'ok', detail: 'The catalog passes its integrity check.', next_step: null };
  return {
    id: 'catalog',
    title,
    status: 'fail',
    detail: `The catalog is damaged: ${result}`,
    next_step: 'Your photos are not affected. Close ImaLink, move the catalog away and recover it from the storages.',
  };
}

async function checkSpace(context: Context): Promise<Check> {
  const free = await freeSpace(context.home.home);
  const low = free !== null && free < 1e9;
  return {
    id: 'home-space',
    title: 'Space for the catalog',
    status: low ? 'warn' : 'ok',
    detail: free === null ? 'Free space is unknown.' : `${Math.round(free / 1e6)} MB free at ${context.home.home}.`,
    next_step: low ? 'Free some space on this disk.' : null,
  };
}

async function checkOneStorage(storage: StorageRow): Promise<Check> {
  const probed = await probeStorage(storage.full_path, storage.photos_dir, storage.uuid);
  const status = probed.state === 'online' ? 'ok' : probed.state === 'wrong-uuid' || probed.state === 'denied' ? 'fail' : 'warn';
  return {
    id: `storage-${storage.uuid}`,
    title: `Storage ${storage.display_name}`,
    status,
    detail: `${probed.state} at ${storage.full_path}`,
    next_step: probed.hint,
  };
}

/** Left-overs are only ours when no import still waits to place from them. */
async function checkStaging(context: Context, storage: StorageRow, fix: boolean): Promise<Check> {
  const { root, staging } = pathsOf(storage);
  // What lies behind a link out of the storage is nothing of ours, whatever the storage says.
  const names = (await folderLeadingOut(root)) === null ? await readdir(staging).catch(() => []) : [];
  const waiting = await context.catalog.read
    .selectFrom('import_item')
    .select('id')
    .where('state', '=', 'placing')
    .limit(1)
    .executeTakeFirst();
  const base = { id: `staging-${storage.uuid}`, title: `Half-written files of ${storage.display_name}` };
  if (names.length === 0) return { ...base, status: 'ok', detail: 'None are left over.', next_step: null };
  if (!fix || waiting || context.readOnly)
    return {
      ...base,
      status: 'warn',
      detail: `${names.length} are left over from an interruption.`,
      next_step: waiting ? 'Resume the incomplete session; it clears them.' : 'Run `imalink doctor --fix` to remove them.',
    };
  for (const name of names) if ((await stat(join(staging, name))).isFile()) await unlink(join(staging, name));
  return { ...base, status: 'ok', detail: `${names.length} left-over files were removed.`, next_step: null };
}

async function checkPreviews(context: Context, storages: readonly StorageRow[], fix: boolean): Promise<Check> {
  const base = { id: 'previews', title: 'Hotpreviews' };
  const { wrong, made, left } = await examinePreviews(context, storages, fix && !context.readOnly);
  if (wrong === 0) return { ...base, status: 'ok', detail: 'Every photo within reach has its preview.', next_step: null };
  if (!fix || context.readOnly)
    return {
      ...base,
      status: 'warn',
      detail: `${wrong} are missing or damaged.`,
      next_step: 'Run `imalink doctor --fix` to make them again.',
    };
  const rest = left === 0 ? '' : ` ${left} have none: their files cannot be decoded, or changed since the last scan.`;
  return { ...base, status: 'ok', detail: `${made} were made again.${rest}`, next_step: null };
}

async function checkIndexes(context: Context, fix: boolean): Promise<Check> {
  const stale = (): Promise<{ id: number }[]> =>
    context.catalog.read.selectFrom('session').select('id').whereRef('generation', '>', 'index_generation').execute();
  if (fix && !context.readOnly) {
    await context.indexes.lookAt();
    await context.indexes.flush();
  }
  const left = await stale();
  if (left.length === 0)
    return { id: 'indexes', title: 'Indexes', status: 'ok', detail: 'Every session stands in its storage.', next_step: null };
  return {
    id: 'indexes',
    title: 'Indexes',
    status: 'warn',
    detail: `${left.length} sessions are newer than their index.`,
    next_step: 'Connect their storages and run `imalink doctor --fix`.',
  };
}

async function checkSessions(context: Context): Promise<Check> {
  const open = await context.catalog.read.selectFrom('session').select(['id', 'title']).where('status', '=', 'incomplete').execute();
  if (open.length === 0) return { id: 'sessions', title: 'Sessions', status: 'ok', detail: 'No import is unfinished.', next_step: null };
  return {
    id: 'sessions',
    title: 'Sessions',
    status: 'warn',
    detail: `${open.length} imports are unfinished: ${open.map((session) => `${session.id} (${session.title})`).join(', ')}.`,
    next_step: 'Go on with `imalink session resume <id>`.',
  };
}
