/** The index of a session that is no more. */
import { rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isAbsent } from '#core/storage/place-file.ts';
import type { Context } from './context.ts';
import { forgetIndex } from './index-merge/known-indexes.ts';
import { pathsOf, type StorageRow } from './storage-rows.ts';

/** The index of a dropped session is kept in history/, out of the way of a later recovery. */
export async function retireIndex(context: Context, storage: StorageRow, indexFile: string): Promise<void> {
  const paths = pathsOf(storage);
  const target = join(paths.history, `${basename(indexFile, '.json')}.dropped-${context.clock.newUuid().slice(0, 8)}.json`);
  await rename(join(paths.root, indexFile), target).catch((error: unknown) => {
    if (!isAbsent(error)) throw error;
  });
  await context.indexes.writeMaster(storage.id);
}

/** The index of a session that was taken from it, and is no more, is nobody's again: it stays, and the next scan asks. */
export async function releaseIndex(context: Context, storage: StorageRow, indexFile: string): Promise<void> {
  await context.catalog.write([forgetIndex(context.catalog, storage.id, indexFile)]);
  await context.indexes.writeMaster(storage.id);
}
