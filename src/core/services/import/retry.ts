/** Trying the failed files of a session again: what is done stays done, what was said of the failures is forgotten. */
import { lstat } from 'node:fs/promises';
import { sql } from 'kysely';
import { instant, type Context } from '../context.ts';
import { inParallel } from '../in-parallel.ts';
import type { SessionRow } from '../session-document.ts';
import type { ImportItem } from './types.ts';

/** Rows per transaction. */
const batchSize = 200;

/** Files that could not be read or written, and sources that a move left where they are. */
export async function failedItems({ catalog }: Context, session: SessionRow): Promise<ImportItem[]> {
  return catalog.read
    .selectFrom('import_item')
    .selectAll()
    .where('session_id', '=', session.id)
    .where((where) => where.or([where('state', '=', 'failed'), where('source_state', '=', 'kept')]))
    .orderBy('id')
    .execute();
}

/** Puts them back to where they began. The session is incomplete until they are done. */
export async function planAgain(context: Context, session: SessionRow, items: readonly ImportItem[]): Promise<void> {
  const { catalog, clock } = context;
  const failed = items.filter(({ state }) => state === 'failed');
  // It may have been mended since: what it is now is what is read, and what a move compares with.
  const now = new Map<number, { readonly size_bytes: number; readonly mtime_ms: number }>();
  await inParallel(failed, 8, async ({ id, source_path: path }) => {
    const info = await lstat(path).catch(() => null);
    if (info) now.set(id, { size_bytes: info.size, mtime_ms: info.mtimeMs });
  });
  for (let start = 0; start < items.length; start += batchSize)
    await catalog.write(
      items.slice(start, start + batchSize).flatMap((item) => [
        catalog.read
          .updateTable('import_item')
          .set({ source_state: null, ...(item.state === 'failed' ? { state: 'planned' as const, ...now.get(item.id) } : {}) })
          .where('id', '=', item.id),
        catalog.read
          .deleteFrom('import_problem')
          .where('session_id', '=', session.id)
          .where('path', '=', item.relative_path)
          .where((where) => where.or([where('imported', '=', 0), where('code', '=', 'source-kept')])),
      ]),
    );
  await catalog.write([
    catalog.read
      .updateTable('session')
      .set({ status: 'incomplete', generation: sql<number>`generation + 1`, changed_at: instant(clock) })
      .where('id', '=', session.id),
  ]);
  context.emit('session.changed', { session_id: session.id });
}
