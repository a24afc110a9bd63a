/** What the catalog knows of a storage, in the form the planner takes. */
import type { Selectable } from 'kysely';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import type { CataloguedCompanion, CataloguedFile, Remembered } from '#domain/reconcile/types.ts';
import type { RelPath } from '#domain/rel-path.ts';

/**
 * Every file of a storage with its companions.
 * @param options `withHidden`: also those of photos that were forgotten; `sessionId`: only those of one session
 */
export async function readCatalogued(
  catalog: Catalog,
  storageId: number,
  options: { readonly withHidden?: boolean; readonly sessionId?: number } = {},
): Promise<CataloguedFile[]> {
  const { read } = catalog;
  const { sessionId } = options;
  const [files, companions] = await Promise.all([
    read
      .selectFrom('image_file as file')
      .innerJoin('photo', 'photo.id', 'file.photo_id')
      .select([
        'file.id',
        'file.photo_id',
        'file.session_id',
        'file.path',
        'file.size_bytes',
        'file.mtime_ms',
        'file.checksum',
        'file.status',
        'file.verified_at',
      ])
      .select([
        'photo.hothash',
        'photo.hash_algo',
        'photo.format',
        'photo.coded_width',
        'photo.coded_height',
        'photo.taken_at',
        'photo.taken_at_source',
        'photo.camera',
      ])
      .where('file.storage_id', '=', storageId)
      .$if(sessionId !== undefined, (query) => query.where('file.session_id', '=', sessionId ?? 0))
      // What a person chose to forget is not looked for; should it come back, its tombstone is found.
      .$if(options.withHidden !== true, (query) => query.where('photo.hidden', 'is', null))
      .orderBy('file.id')
      .execute(),
    read
      .selectFrom('companion')
      .selectAll()
      .where('storage_id', '=', storageId)
      .$if(sessionId !== undefined, (query) =>
        query.where(
          'file_id',
          'in',
          read
            .selectFrom('image_file')
            .select('id')
            .where('session_id', '=', sessionId ?? 0),
        ),
      )
      .orderBy('id')
      .execute(),
  ]);
  const companionsOf = Map.groupBy(companions, (companion) => companion.file_id);
  return files.map((file) => ({
    fileId: file.id,
    photoId: file.photo_id,
    sessionId: file.session_id,
    path: file.path as RelPath,
    sizeBytes: file.size_bytes,
    mtimeMs: file.mtime_ms,
    checksum: file.checksum,
    hothash: file.hothash,
    hashAlgo: file.hash_algo,
    format: file.format,
    codedWidthPx: file.coded_width,
    codedHeightPx: file.coded_height,
    // Only what the camera wrote tells one picture from another.
    takenAt: file.taken_at_source.startsWith('exif') ? file.taken_at : null,
    camera: file.camera,
    status: file.status,
    verifiedAt: file.verified_at,
    companions: (companionsOf.get(file.id) ?? []).map(toCompanion),
  }));
}

const toCompanion = (row: Selectable<CatalogSchema['companion']>): CataloguedCompanion => ({
  companionId: row.id,
  path: row.path as RelPath,
  role: row.role,
  checksum: row.checksum,
  sizeBytes: row.size_bytes,
  mtimeMs: row.mtime_ms,
  ...(row.written_checksum === null ? {} : { written: { checksum: row.written_checksum, over: row.written_over ?? '' } }),
});

/** Decisions of a storage that hold for good; what was forgotten is so everywhere. */
export async function readRemembered(catalog: Catalog, storageId: number): Promise<Remembered> {
  const rows = await catalog.read.selectFrom('remembered').selectAll().where('storage_id', '=', storageId).execute();
  const forgotten = await catalog.read.selectFrom('photo').select('hothash').where('hidden', '=', 'forgotten').execute();
  const of = (decision: (typeof rows)[number]['decision']) => rows.filter((row) => row.decision === decision);
  return {
    keptTogether: of('kept_together').map(({ hothash, path }) => ({ hothash, path })),
    // With a content, only that content is left alone there (docs/format/storage-v2.md).
    ignored: of('ignored').flatMap((row) => (row.hothash === '' ? [row.path] : [])),
    apart: of('ignored').flatMap(({ hothash, path }) => (hothash === '' ? [] : [{ hothash, path }])),
    tombstones: forgotten.map((row) => row.hothash),
  };
}
