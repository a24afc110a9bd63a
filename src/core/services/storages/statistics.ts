/** Totals of one storage, or of the whole library. */
import { sql } from 'kysely';
import { sizeSteps, type StorageStatistics } from '#contract/storage.ts';
import type { Context } from '../context.ts';
import { storageTotals, totalsOf } from '../storage-totals.ts';
import { findStorage } from '../storage-rows.ts';

/**
 * Totals by format, year, camera and size, and the sessions: the seed's statistics document.
 * Photos of the years and of the cameras are all photos, files and bytes of the formats and companions all files and bytes.
 * @param reference undefined for all storages together
 */
export async function storageStatistics(context: Context, reference: string | undefined): Promise<StorageStatistics> {
  const { read } = context.catalog;
  const storageId = reference === undefined ? null : (await findStorage(context.catalog, reference)).id;
  const all = read.selectFrom('image_file').innerJoin('photo', 'photo.id', 'image_file.photo_id');
  const files = storageId === null ? all : all.where('image_file.storage_id', '=', storageId);
  const everySession = read.selectFrom('session');
  const own = storageId === null ? everySession : everySession.where('storage_id', '=', storageId);
  const [totals, companions, formats, years, cameras, sizes, photos, sessions] = await Promise.all([
    storageTotals(context.catalog, storageId),
    totalsOf(context.catalog, 'companion', storageId),
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
    files
      .select((select) => ['photo.camera', select.fn.count<number>('photo.id').distinct().as('photos')])
      .groupBy('photo.camera')
      .orderBy('photos', 'desc')
      .orderBy('photo.camera')
      .execute(),
    sizesOf(context, storageId),
    files.select((select) => select.fn.count<number>('photo.id').distinct().as('n')).executeTakeFirstOrThrow(),
    own
      .select(['id', 'title', 'imported_at'])
      .select((select) =>
        select
          .selectFrom('session_file')
          .select((inner) => inner.fn.countAll<number>().as('n'))
          .whereRef('session_id', '=', 'session.id')
          .as('file_count'),
      )
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
      companions,
      by_year: years,
      by_camera: cameras,
      by_size: sizeSteps.map((from_bytes) => sizes.find((each) => each.from_bytes === from_bytes) ?? { from_bytes, files: 0, bytes: 0 }),
    },
    import_sessions: sessions.map((session) => ({ ...session, file_count: session.file_count ?? 0 })),
  };
}

/** Files and companions by the step of `sizeSteps` that they reach. */
async function sizesOf({ catalog: { read } }: Context, storageId: number | null) {
  const step = sql<number>`case ${sql.join(
    sizeSteps.toReversed().map((from) => sql`when size_bytes >= ${from} then ${from}`),
    sql` `,
  )} end`;
  const of = (table: 'image_file' | 'companion') => {
    const all = read.selectFrom(table).select(['size_bytes']);
    return storageId === null ? all : all.where('storage_id', '=', storageId);
  };
  return read
    .selectFrom(of('image_file').unionAll(of('companion')).as('file'))
    .select((select) => [step.as('from_bytes'), select.fn.countAll<number>().as('files'), select.fn.sum<number>('size_bytes').as('bytes')])
    .groupBy('from_bytes')
    .execute();
}
