/**
 * Carrying out a journaled batch: files first, then the catalog in one transaction, indexes after. The journal knows
 * every step before the first one is done, so a kill anywhere is settled by carrying it out again.
 */
import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { toWireError } from '#contract/errors.ts';
import type { Refusal } from '#contract/resolve.ts';
import type { Compilable } from '#core/catalog/catalog.ts';
import { createLogger } from '#core/log.ts';
import { durableWrite } from '#core/storage/durable-write.ts';
import { makeFolders } from '#core/storage/place-file.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import { invertChanges } from '#domain/reconcile/changes.ts';
import { instant, type Context } from '../context.ts';
import { changeQueries } from '../scan/apply-changes.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { opsOf, trashFolder, type BatchItem, type JournalFiles } from './batch.ts';
import { ChangedSincePlan, inverseOf, perform, type FileOp, type FileTools } from './file-ops.ts';

const log = createLogger('resolve');

export interface Carried {
  readonly done: readonly BatchItem[];
  readonly returned: readonly Refusal[];
}

export function fileTools(context: Context, storage: StorageRow): FileTools {
  const paths = pathsOf(storage);
  return { media: context.media, root: paths.root, staging: paths.staging };
}

/**
 * Does the steps of every item, and records those that were done. An item that cannot be done is taken back whole and
 * returned. Idempotent: asked again after a kill it ends the same.
 * @param onItem told after each item
 */
export async function carryOut(
  context: Context,
  storage: StorageRow,
  journalId: number,
  files: JournalFiles,
  onItem: (done: number) => Promise<void> = async () => undefined,
): Promise<Carried> {
  const tools = fileTools(context, storage);
  await writeManifest(context, storage, files);
  const ops = opsOf(pathsOf(storage), files);
  const aside = join(trashFolder(pathsOf(storage), files.batch), 'undone');
  const done: BatchItem[] = [];
  const returned: Refusal[] = [];
  for (const item of files.items) {
    const reason = await performAll(tools, ops.get(item.findingId) ?? [], aside);
    if (reason === null) done.push(item);
    else returned.push({ finding_id: item.findingId, path: item.path, reason });
    await onItem(done.length + returned.length);
  }
  await record(context, storage, journalId, { ...files, items: done });
  return { done, returned };
}

/** Every operation, or none. @returns a sentence when it could not be done */
export async function performAll(tools: FileTools, ops: readonly FileOp[], aside: string): Promise<string | null> {
  const done: FileOp[] = [];
  try {
    for (const op of ops) {
      await perform(tools, op);
      done.push(op);
    }
    return null;
  } catch (error) {
    for (const op of done.toReversed()) await perform(tools, inverseOf(op, aside));
    if (!(error instanceof ChangedSincePlan)) log.warn('a step failed', { error: String(error) });
    return toWireError(error).message;
  }
}

/** The listing beside the files, so that a person without ImaLink knows what they are. Written before the first one comes. */
async function writeManifest(context: Context, storage: StorageRow, { batch, items }: JournalFiles): Promise<void> {
  const aside = items.flatMap((item) => item.steps.flatMap((step) => (step.step === 'set_aside' ? [step] : [])));
  if (aside.length === 0) return;
  const paths = pathsOf(storage);
  const folder = trashFolder(paths, batch);
  await makeFolders(paths.root, folder);
  const manifest = {
    batch,
    set_aside_at: instant(context.clock),
    photos_dir: storage.photos_dir,
    files: aside.map(({ path, sizeBytes, checksum }) => ({ path, stored_as: `files/${path}`, file_size: sizeBytes, checksum })),
  };
  await durableWrite(join(folder, 'manifest.json'), [Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)], paths.staging);
}

async function record(context: Context, storage: StorageRow, journalId: number, files: JournalFiles): Promise<void> {
  const { catalog, clock } = context;
  const before = await readCatalogued(catalog, storage.id, { withHidden: true });
  const changes = files.items.flatMap((item) => item.changes);
  const now = instant(clock);
  if (files.items.length === 0) {
    await catalog.write([catalog.read.deleteFrom('journal').where('id', '=', journalId)]);
    await tidyTrash(storage, files.batch);
    return;
  }
  await catalog.write([
    ...changeQueries(catalog, storage.id, changes, before, now),
    ...files.items.flatMap((item) => rememberQueries(context, storage.id, item, now)),
    ...files.items.map((item) =>
      catalog.read
        .updateTable('finding')
        .set({ status: 'resolved', resolution: item.as, journal_id: journalId })
        .where('id', '=', item.findingId),
    ),
    ...newOnRecord(changes).map((paths) =>
      catalog.read
        .updateTable('finding')
        .set({ status: 'resolved', resolution: 'none', journal_id: journalId })
        .where('storage_id', '=', storage.id)
        .where('kind', '=', 'untracked')
        .where('status', 'in', ['open', 'later'])
        .where('path', 'in', paths),
    ),
    catalog.read
      .updateTable('journal')
      .set({
        status: 'done',
        changes_json: JSON.stringify(changes),
        inverse_json: JSON.stringify(invertChanges(changes, before)),
        files_json: JSON.stringify(files),
      })
      .where('id', '=', journalId),
  ]);
}

/** Paths that have a record now: the question of what they are is answered with it. In pages that SQLite takes. */
function newOnRecord(changes: readonly CatalogChange[]): string[][] {
  const paths = changes.flatMap((change) =>
    change.change === 'move_file' ? [change.to] : change.change === 'add_copy' ? [change.path] : [],
  );
  return Array.from({ length: Math.ceil(paths.length / 1000) }, (_, page) => paths.slice(page * 1000, (page + 1) * 1000));
}

function rememberQueries({ catalog }: Context, storageId: number, item: BatchItem, now: string): Compilable[] {
  return item.remember.map((each) =>
    catalog.read
      .insertInto('remembered')
      .values({
        storage_id: storageId,
        decision: each.decision,
        hothash: each.hothash ?? '',
        path: each.path,
        decided_at: now,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
}

/** Removes the empty folders that files set aside have left behind, and the listing of a batch that holds none any more. */
export async function tidyTrash(storage: StorageRow, batch: string): Promise<void> {
  const folder = trashFolder(pathsOf(storage), batch);
  if (await removeEmptyFolders(join(folder, 'files'))) {
    await unlink(join(folder, 'manifest.json')).catch(() => undefined);
    await removeEmptyFolders(folder);
  }
}

/** @returns true when the folder is gone; a folder that holds anything stays */
async function removeEmptyFolders(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeEmptyFolders(join(folder, entry.name));
  return rmdir(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}
