/** What was changed automatically or by a person, newest first, and taking it back. */
import type { Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { JournalEntry } from '#contract/scan.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { applyChanges } from '#domain/reconcile/changes.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile } from '#domain/reconcile/types.ts';
import type { Context } from '../context.ts';
import { readNumberCursor, writeCursor } from '../cursor.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { parseFiles } from '../resolve/batch.ts';
import { undoFiles } from '../resolve/undo-batch.ts';
import { findStorage, requireWritable } from '../storage-rows.ts';
import { countRevs } from '../index-merge/adopt-sessions.ts';
import { releaseIndex, retireIndex } from '../retire-index.ts';
import { readCatalogued } from './catalogued.ts';
import { registeredFiles } from './session-changes.ts';

type Row = Selectable<CatalogSchema['journal']> & { storage_uuid: string; storage_name: string };

function rows(context: Context) {
  return context.catalog.read
    .selectFrom('journal')
    .innerJoin('storage', 'storage.id', 'journal.storage_id')
    .selectAll('journal')
    .select(['storage.uuid as storage_uuid', 'storage.display_name as storage_name']);
}

/** One page, newest first. */
export async function listHistory(context: Context, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }) {
  const found = await rows(context)
    .$if(cursor !== undefined, (query) => query.where('journal.id', '<', readNumberCursor('history', cursor ?? '')))
    .orderBy('journal.id', 'desc')
    .limit(limit)
    .execute();
  const last = found.length < limit ? undefined : found.at(-1);
  return { entries: found.map(toEntry), next_cursor: last ? writeCursor('history', last.id) : null };
}

/** @throws ImaLinkError history-not-found */
export async function showHistory(context: Context, id: number) {
  const row = await findEntry(context, id);
  return { ...toEntry(row), changes: JSON.parse(row.changes_json) as Record<string, unknown>[] };
}

/**
 * Takes a batch back: files that it set aside, copied in or moved return first, then the catalog is as it was before.
 * @throws ImaLinkError history-not-found, history-changed when something else has changed since, storage-… when files must return
 */
export async function undoHistory(context: Context, id: number): Promise<JournalEntry> {
  const row = await findEntry(context, id);
  if (row.undone_at !== null) return toEntry(row);
  if (row.changes_json === '[]' && touchesNothing(row))
    throw new ImaLinkError('history-changed', `Entry ${id} tells what another machine wrote. Edit the photos to change it.`, {
      details: { id },
    });
  const { catalog } = context;
  const storage = await findStorage(catalog, row.storage_uuid);
  await oneAtATime(context, storage.id, async () => {
    const inverse = JSON.parse(row.inverse_json) as CatalogChange[];
    const before = await readCatalogued(catalog, storage.id, { withHidden: true });
    try {
      assertStill(before, inverse);
      assertRoom(applyChanges(before, inverse), inverse);
      await requireUntouched(context, inverse);
    } catch (cause) {
      throw new ImaLinkError(
        'history-changed',
        `Entry ${id} cannot be undone: ${cause instanceof Error ? cause.message : String(cause)}. Undo what came after it first.`,
        { details: { id }, cause },
      );
    }
    if (touchesFiles(row.files_json)) await requireWritable(storage);
    const dropped = await sessionFiles(context, inverse);
    await undoFiles(context, storage, id);
    await context.indexes.flush();
    for (const { file, isAdopted } of dropped) await (isAdopted ? releaseIndex : retireIndex)(context, storage, file);
  });
  context.emit('photos.changed', { reason: 'scan', session_id: null });
  context.emit('storage.changed', { storage_uuid: row.storage_uuid });
  context.emit('conflicts.changed', { storage_uuid: row.storage_uuid });
  return toEntry(await findEntry(context, id));
}

/** Answers that only decide are taken back as such; an entry without any is a note. */
const touchesNothing = (row: Row): boolean => parseFiles(row.files_json) === null;

const touchesFiles = (text: string): boolean => parseFiles(text)?.items.some((item) => item.steps.length > 0) ?? false;

/** Files that were registered are not dropped with what people have said of its photos since. */
async function requireUntouched({ catalog: { read } }: Context, inverse: readonly CatalogChange[]): Promise<void> {
  for (const change of inverse) {
    if (change.change !== 'drop_session' && change.change !== 'drop_files') continue;
    if (change.change === 'drop_session' && change.revs !== undefined) {
      // What was said before it was taken from its index still stands there.
      if ((await countRevs(read, change.sessionId)) !== change.revs)
        throw new Error('you have rated, tagged or described its photos since');
      continue;
    }
    const touched = await read
      .selectFrom('image_file')
      .select('path')
      .where(registeredFiles(change))
      .where(({ exists, selectFrom }) =>
        exists(selectFrom('photo').select('photo.id').whereRef('photo.id', '=', 'image_file.photo_id').where('photo.rev', '>', 0)),
      )
      .executeTakeFirst();
    if (touched) throw new Error(`you have rated, tagged or described ${touched.path} since`);
  }
}

/** Index files of sessions that an undo drops. */
async function sessionFiles({ catalog: { read } }: Context, inverse: readonly CatalogChange[]) {
  const dropped = new Map(
    inverse.flatMap((change) => (change.change === 'drop_session' ? [[change.sessionId, change.revs !== undefined] as const] : [])),
  );
  if (dropped.size === 0) return [];
  const rows = await read
    .selectFrom('session')
    .select(['id', 'index_file'])
    .where('id', 'in', [...dropped.keys()])
    .execute();
  return rows.map((row) => ({ file: row.index_file, isAdopted: dropped.get(row.id) === true }));
}

/** Every file must stand where the batch left it. */
function assertStill(files: Awaited<ReturnType<typeof readCatalogued>>, inverse: readonly CatalogChange[]): void {
  const paths = new Map(files.map((file) => [file.fileId, file.path]));
  const companions = new Map(files.flatMap((file) => file.companions.map((companion) => [companion.companionId, companion.path] as const)));
  for (const change of inverse) {
    const now =
      change.change === 'move_file'
        ? paths.get(change.fileId)
        : change.change === 'move_companion'
          ? companions.get(change.companionId)
          : null;
    if (now !== null && (change.change === 'move_file' || change.change === 'move_companion') && now !== change.from)
      throw new Error(`${change.from} has moved on`);
  }
}

/** No two files may own one path when the batch is taken back: what was added at a place since stands there. */
function assertRoom(after: readonly CataloguedFile[], inverse: readonly CatalogChange[]): void {
  const leaves = new Set(inverse.flatMap((change) => (change.change === 'remove_file' ? [change.path as string] : [])));
  const sessions = new Set(inverse.flatMap((change) => (change.change === 'drop_session' ? [change.sessionId] : [])));
  const dropped = new Set(inverse.flatMap((change) => (change.change === 'drop_files' ? change.fileIds : [])));
  const owned = new Set<string>();
  for (const { path, status, sessionId, fileId } of after) {
    if (status === 'missing' || leaves.has(path) || sessions.has(sessionId) || dropped.has(fileId)) continue;
    if (owned.has(path)) throw new Error(`another file is on record at ${path}`);
    owned.add(path);
  }
}

async function findEntry(context: Context, id: number): Promise<Row> {
  const row = await rows(context).where('journal.id', '=', id).executeTakeFirst();
  if (!row)
    throw new ImaLinkError('history-not-found', `There is no entry ${id}. \`imalink history list\` shows them all.`, { details: { id } });
  return row;
}

function toEntry(row: Row): JournalEntry {
  return {
    id: row.id,
    storage_uuid: row.storage_uuid,
    storage_name: row.storage_name,
    title: row.title,
    created_at: row.created_at,
    undone_at: row.undone_at,
    counts: JSON.parse(row.counts_json) as Record<string, number>,
    change_count: (JSON.parse(row.changes_json) as unknown[]).length,
  };
}
