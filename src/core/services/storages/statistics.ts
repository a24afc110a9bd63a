/** Totals of one storage. */
import type { StorageStatistics } from '#contract/storage.ts';
import type { Context } from '../context.ts';
import { storageTotals } from '../storage-totals.ts';
import { findStorage } from '../storage-rows.ts';

/** Totals by format and year, and the sessions: the seed's statistics document. */
export async function storageStatistics(context: Context, reference: string): Promise<StorageStatistics> {
  const row = await findStorage(context.catalog, reference);
  const files = context.catalog.read
    .selectFrom('image_file')
    .innerJoin('photo', 'photo.id', 'image_file.photo_id')
    .where('image_file.storage_id', '=', row.id);
  const [totals, formats, years, photos, sessions] = await Promise.all([
    storageTotals(context.catalog, row.id),
    files
      .select((select) => ['photo.format', select.fn.countAll<number>().as('files'), select.fn.sum<number>('size_bytes').as('bytes')])
      .groupBy('photo.format')
      .orderBy('files', 'desc')
      .execute(),
    files
      .select((select) => [
        select.fn<string | null>('substr', ['photo.day', select.val(1), select.val(4)]).as('year'),
        select.fn.count<number>('photo.id').distinct().as('photos'),
      ])
      .groupBy('year')
      .orderBy('year')
      .execute(),
    files.select((select) => select.fn.count<number>('photo.id').distinct().as('n')).executeTakeFirstOrThrow(),
    context.catalog.read
      .selectFrom('session')
      .select(['id', 'title', 'imported_at'])
      .select((select) =>
        select
          .selectFrom('session_file')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .whereRef('session_id', '=', 'session.id')
          .as('file_count'),
      )
      .where('storage_id', '=', row.id)
      .orderBy('id')
      .execute(),
  ]);
  return {
    statistics: {
      total_files: totals.files,
      total_photos: photos.n,
      total_size_bytes: totals.bytes,
      total_size_mb: Math.round(totals.bytes / 1e5) / 10,
      by_format: formats,
      by_year: years,
    },
    import_sessions: sessions.map((session) => ({ ...session, file_count: session.file_count ?? 0 })),
  };
}
