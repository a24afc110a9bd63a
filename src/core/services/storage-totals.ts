/** How much a storage holds. */
import type { Catalog } from '#core/catalog/catalog.ts';

/** Files and bytes of a storage, companions included. */
export async function storageTotals(catalog: Catalog, storageId: number): Promise<{ readonly files: number; readonly bytes: number }> {
  const count = (table: 'image_file' | 'companion') =>
    catalog.read
      .selectFrom(table)
      .select((select) => [select.fn.countAll<number>().as('files'), select.fn.sum<number | null>('size_bytes').as('bytes')])
      .where('storage_id', '=', storageId)
      .executeTakeFirstOrThrow();
  const [files, companions] = await Promise.all([count('image_file'), count('companion')]);
  return { files: files.files + companions.files, bytes: (files.bytes ?? 0) + (companions.bytes ?? 0) };
}
