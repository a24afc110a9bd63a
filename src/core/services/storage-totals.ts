/** How much a storage, or the whole library, holds. */
import type { Catalog } from '#core/catalog/catalog.ts';

export interface Totals {
  readonly files: number;
  readonly bytes: number;
}

/** Files and bytes, companions included. @param storageId null for all storages */
export async function storageTotals(catalog: Catalog, storageId: number | null): Promise<Totals> {
  const [files, companions] = await Promise.all([totalsOf(catalog, 'image_file', storageId), totalsOf(catalog, 'companion', storageId)]);
  return { files: files.files + companions.files, bytes: files.bytes + companions.bytes };
}

/** Files and bytes of one table alone. */
export async function totalsOf(catalog: Catalog, table: 'image_file' | 'companion', storageId: number | null): Promise<Totals> {
  const all = catalog.read.selectFrom(table);
  const { files, bytes } = await (storageId === null ? all : all.where('storage_id', '=', storageId))
    .select((select) => [select.fn.countAll<number>().as('files'), select.fn.sum<number | null>('size_bytes').as('bytes')])
    .executeTakeFirstOrThrow();
  return { files, bytes: bytes ?? 0 };
}
