/** Taking back a batch that touched files: they return to their places first, then the catalog does. */
import { join } from 'node:path';
import { sql } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import { instant, type Context } from '../context.ts';
import { changeQueries } from '../scan/apply-changes.ts';
import { readCatalogued } from '../scan/catalogued.ts';
import { pathsOf, type StorageRow } from '../storage-rows.ts';
import { opsOf, parseFiles, trashFolder } from './batch.ts';
import { fileTools, performAll, tidyTrash } from './carry-out.ts';
import { inverseOf } from './file-ops.ts';

/**
 * Puts the files of a batch back and the catalog with them. Idempotent after a kill.
 * @throws ImaLinkError history-changed: nothing was changed then
 */
export async function undoFiles(context: Context, storage: StorageRow, journalId: number): Promise<void> {
  const { catalog, clock } = context;
  const journal = await catalog.read.selectFrom('journal').selectAll().where('id', '=', journalId).executeTakeFirstOrThrow();
  const files = parseFiles(journal.files_json);
  if (files) {
    await catalog.write([catalog.read.updateTable('journal').set({ status: 'undoing' }).where('id', '=', journalId)]);
    const paths = pathsOf(storage);
    const aside = join(trashFolder(paths, files.batch), 'undone');
    const ops = [...opsOf(paths, files).values()].flat().toReversed();
    const failed = await performAll(
      fileTools(context, storage),
      ops.map((op) => inverseOf(op, aside)),
      aside,
    );
    if (failed !== null) {
      await catalog.write([catalog.read.updateTable('journal').set({ status: 'done' }).where('id', '=', journalId)]);
      throw new ImaLinkError('history-changed', `Entry ${journalId} cannot be undone: ${failed}`, { details: { id: journalId } });
    }
  }
  const before = await readCatalogued(catalog, storage.id, { withHidden: true });
  const now = instant(clock);
  const remembered = files?.items.flatMap((item) => item.remember) ?? [];
  await catalog.write([
    ...changeQueries(catalog, storage.id, JSON.parse(journal.inverse_json) as CatalogChange[], before, now),
    ...remembered.map((each) =>
      catalog.read
        .deleteFrom('remembered')
        .where('storage_id', '=', storage.id)
        .where('decision', '=', each.decision)
        .where('hothash', '=', each.hothash ?? '')
        .where('path', '=', each.path),
    ),
    catalog.read.updateTable('journal').set({ status: 'done', undone_at: now }).where('id', '=', journalId),
    // What a scan had done by itself is told anew by the next one; questions are open again, and what was parted is linked.
    catalog.read.updateTable('finding').set({ status: 'gone' }).where('journal_id', '=', journalId).where('status', '=', 'applied'),
    catalog.read
      .updateTable('finding')
      .set({ status: sql<'open'>`case when resolution = 'not_same' then 'applied' else 'open' end`, resolution: null })
      .where('journal_id', '=', journalId)
      .where('resolution', 'is not', null),
  ]);
  if (files) await tidyTrash(storage, files.batch);
}
