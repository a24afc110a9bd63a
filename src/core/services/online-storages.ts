/** Which storages can be read right now, and where a photo can be read from. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { perEngine, type Context } from './context.ts';
import { probeStorage } from './storage-state.ts';
import { pathsOf } from './storage-rows.ts';

/** How old an answer may be before it is looked up again. */
const freshForMs = 1000;

interface Answer {
  atMs: number;
  ids: Promise<ReadonlySet<number>>;
  looking: boolean;
}
const answerOf = perEngine<{ last?: Answer }>(() => ({}));

/**
 * Ids of the storages that are online or read-only. Pages come many in a row while scrolling, and a sleeping
 * network drive can take seconds to answer: only the first call waits, later ones get the last answer at once.
 */
export function onlineStorages(context: Context): Promise<ReadonlySet<number>> {
  const kept = answerOf(context);
  const known = kept.last;
  if (!known) {
    const first: Answer = { atMs: performance.now(), ids: lookForStorages(context), looking: false };
    kept.last = first;
    return first.ids;
  }
  if (!known.looking && performance.now() - known.atMs > freshForMs) void lookAgain(context);
  return known.ids;
}

/** Looks which storages are there now, and has lists asked again that say otherwise. For whoever learned that one came or went. */
export async function lookAgain(context: Context): Promise<void> {
  const known = answerOf(context).last;
  if (!known) return;
  known.looking = true;
  try {
    const before = await known.ids;
    const ids = await lookForStorages(context);
    Object.assign(known, { ids: Promise.resolve(ids), atMs: performance.now() });
    // Pages that were just answered say what is no longer so.
    if (before.size !== ids.size || [...ids].some((id) => !before.has(id)))
      context.emit('photos.changed', { reason: 'storage', session_id: null });
  } catch {
    // The next page looks again.
  } finally {
    known.looking = false;
  }
}

/** Looks now; for answers about one photo or storage, where waiting is right. */
export async function lookForStorages(context: Context): Promise<ReadonlySet<number>> {
  const storages = await context.catalog.read.selectFrom('storage').selectAll().execute();
  const states = await Promise.all(
    storages.map(async (row) => ({ id: row.id, state: (await probeStorage(row.full_path, row.photos_dir, row.uuid)).state })),
  );
  return new Set(states.filter(({ state }) => state === 'online' || state === 'read-only').map(({ id }) => id));
}

/** A reachable file of a photo, best first; null when every one is away or gone. */
export async function reachableFile(context: Context, hothash: string): Promise<{ readonly path: string; readonly format: string } | null> {
  const rows = await context.catalog.read
    .selectFrom('photo')
    .innerJoin('image_file', 'image_file.photo_id', 'photo.id')
    .innerJoin('storage', 'storage.id', 'image_file.storage_id')
    .selectAll('storage')
    .select(['image_file.path', 'image_file.storage_id', 'photo.format'])
    .where('photo.hothash', '=', hothash)
    .where('image_file.status', '!=', 'missing')
    .orderBy('image_file.id')
    .execute();
  const online = await lookForStorages(context);
  const row = rows.find((candidate) => online.has(candidate.storage_id));
  return row ? { path: join(pathsOf(row).photos, row.path), format: row.format } : null;
}

/** A new file that an open finding asks about, for its picture: it is no photo yet. Null when its storage is away. */
export async function untrackedFile(context: Context, hothash: string): Promise<{ readonly path: string } | null> {
  const row = await context.catalog.read
    .selectFrom('finding')
    .innerJoin('storage', 'storage.id', 'finding.storage_id')
    .selectAll('storage')
    .select(['finding.path', 'finding.storage_id'])
    .where('finding.kind', '=', 'untracked')
    .where('finding.status', 'in', ['open', 'later'])
    .where(sql<string>`facts_json ->> 'hothash'`, '=', hothash)
    .executeTakeFirst();
  if (!row || !(await onlineStorages(context)).has(row.storage_id)) return null;
  return { path: join(pathsOf(row).photos, row.path) };
}
