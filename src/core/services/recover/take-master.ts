/** Brings what another host wrote to a storage's master index into the catalog. */
import { MasterIndex } from '#core/format/master-index.ts';
import { knownText } from '../index-merge/known-indexes.ts';
import type { StorageRow } from '../storage-rows.ts';
import type { ReadMaster } from './read-storage.ts';
import type { Recovery } from './state.ts';

/** What another host says of the storage itself: its name, how many copies it wants, keys of others. */
export async function takeMaster(recovery: Recovery, known: StorageRow, { index, sha256 }: ReadMaster): Promise<void> {
  if (sha256 === known.index_sha256) return;
  const { catalog } = recovery;
  const text = await knownText(catalog, known.id, 'index.json');
  const base = text === null ? null : MasterIndex.parse(JSON.parse(text)).storage_info;
  const info = index.storage_info;
  // Changed there and not here: theirs. Changed on both sides: ours, as the person at this machine sees it.
  const name = base && known.display_name === base.display_name ? info.display_name : known.display_name;
  const minCopies = base && known.min_copies === base.min_copies ? (info.min_copies ?? known.min_copies) : known.min_copies;
  const theirs = info.writer?.generation ?? 0;
  const isDirty =
    known.generation !== known.index_generation ||
    name !== info.display_name ||
    minCopies !== (info.min_copies ?? minCopies) ||
    info.writer?.host_uuid === recovery.host.uuid ||
    !(await listsAll(recovery, known.id, index));
  await catalog.write([
    catalog.read
      .updateTable('storage')
      .set({
        display_name: name,
        min_copies: minCopies,
        generation: isDirty ? Math.max(known.generation, theirs) + 1 : theirs,
        index_generation: theirs,
        index_sha256: sha256,
        extra_json: JSON.stringify({
          root: unknownKeys(index, MasterIndex.shape),
          storageInfo: unknownKeys(info, MasterIndex.shape.storage_info.shape),
        }),
      })
      .where('id', '=', known.id),
  ]);
}

/** Every session of ours that stands in the storage is named. */
async function listsAll({ catalog }: Recovery, storageId: number, index: MasterIndex): Promise<boolean> {
  const listed = new Set(index.import_sessions.map((session) => session.index_file));
  const rows = await catalog.read
    .selectFrom('session')
    .select('index_file')
    .where('storage_id', '=', storageId)
    .where('index_generation', '>', 0)
    .execute();
  return rows.every((row) => listed.has(row.index_file));
}

/** Keys of later versions and of other programs: they are written back. */
export function unknownKeys(value: object | undefined, shape: object): object {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !(key in shape)));
}
