/**
 * The catalog in threads of its own: no query of any length can hold up the thread that asks, and none of one lane those of
 * another. SQLite lets one connection write while others read what was committed before.
 */
import { startCatalogThread, type CatalogThread } from './catalog-thread.ts';
import { changesFiles } from './folder-store.ts';
import { unpackView, type PackedView } from './packed-view.ts';
import type { Lane, SqlExecutor } from './sql-executor.ts';
import type { TimelineList } from './timeline.ts';
import type { Members } from './view-groups.ts';

/** Starts the threads and opens the catalog in them. @throws ImaLinkError catalog-unreadable, catalog-newer */
export async function createThreadedExecutor(path: string, options: { readonly readOnly: boolean }): Promise<SqlExecutor> {
  const work = startCatalogThread(path, options.readOnly);
  // It makes the file, and brings it up to date, before others read it.
  await work.ask('open');
  const readers = new Map<Lane, CatalogThread>();
  const on = (lane: Lane): CatalogThread => {
    if (lane === 'work') return work;
    const thread = readers.get(lane) ?? startCatalogThread(path, true);
    readers.set(lane, thread);
    return thread;
  };
  // The first window asks at once. A fault is told to those who ask for a list.
  on('screen')
    .ask('keepTimeline')
    .catch(() => undefined);
  return {
    all: (statement, lane = 'work') => on(lane).ask('all', statement),
    transaction: async (statements) => {
      const changes = await work.ask<readonly number[]>('transaction', statements);
      // Before the writer hears of it: what it asks next is counted anew.
      if (changesFiles(statements)) void readers.get('counts')?.ask('forgetFolders');
      return changes;
    },
    openView: async (viewId, statement, grouping, part) => {
      // What goes through the rows of a million photos is read where pages do not wait for it.
      if (part) {
        const groups = grouping && { grouping, members: await on('counts').ask<Members>('members', grouping) };
        return unpackView(await on('screen').ask<PackedView>('openPart', viewId, part, groups));
      }
      const list = await on('counts').ask<TimelineList>('list', statement, grouping);
      return unpackView(await on('screen').ask<PackedView>('keepView', viewId, list));
    },
    viewIds: (viewId, offset, limit) => on('screen').ask('viewIds', viewId, offset, limit),
    viewPosition: (viewId, id) => on('screen').ask('viewPosition', viewId, id),
    viewRatios: (viewId) => on('screen').ask('viewRatios', viewId),
    facets: (ids, fields) => on('counts').ask('facets', ids, fields),
    folders: (storageId, keys) => on('counts').ask('folders', storageId, keys),
    check: (depth) => work.ask('check', depth),
    backup: async (target) => {
      await work.ask('copy', target);
      await sealInThread(target);
    },
    close: async () => {
      // The last one leaves one file behind, which it can when nobody reads.
      await Promise.all([...readers.values()].map((thread) => thread.close()));
      await work.close();
    },
  };
}

/** Reading a gigabyte through takes seconds. */
async function sealInThread(path: string): Promise<void> {
  const thread = startCatalogThread(path, true);
  try {
    await thread.ask('seal', path);
  } finally {
    await thread.close();
  }
}
