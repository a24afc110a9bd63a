/**
 * What of a group the storage has already. A photo is here when its bytes are, whatever they are there; a companion belongs to its
 * photo, and is here only when a file of that same photo has it. docs/design/import.md#what-is-known-already
 */
import { sql } from 'kysely';
import { dirName } from '#domain/rel-path.ts';
import { verifiedCompanion, verifiedDuplicate } from './known-files.ts';
import type { GroupFile, ImportGroup, ImportRun, RecordedFile, StoredMatch } from './types.ts';

/** The stored twin of a photo under the policy that looks for one. */
export async function storedMatch(run: ImportRun, file: GroupFile): Promise<StoredMatch | null> {
  if (!looksForTwins(run)) return null;
  return file.stored ?? (await verifiedDuplicate(run.context.catalog, run.storage, file.result.checksum));
}

/** The stored twin of a companion among the companions of its photo, under the policy that looks for one. */
export async function storedBeside(
  run: ImportRun,
  photoId: number,
  { file, role }: ImportGroup['companions'][number],
): Promise<StoredMatch | null> {
  if (!looksForTwins(run)) return null;
  // Found before it was copied, when only names said whose it is.
  if (file.stored?.isCompanion === true && file.stored.photoId === photoId) return file.stored;
  return verifiedCompanion(run.context.catalog, run.storage, photoId, { role, checksum: file.result.checksum });
}

const looksForTwins = ({ request }: ImportRun): boolean => request.duplicates !== 'keep' && request.mode !== 'register';

/**
 * The photo of a unit that an earlier run of this session recorded or found stored; what is left of the unit belongs to it. Null when
 * it could not be imported.
 */
export async function recordedPrimary(run: ImportRun, unit: number): Promise<(RecordedFile & { readonly taken_at: string | null }) | null> {
  const row = await run.context.catalog.read
    .selectFrom('import_item')
    .innerJoin('photo', 'photo.hothash', 'import_item.hothash')
    .innerJoin('image_file', 'image_file.photo_id', 'photo.id')
    .select(['image_file.id as fileId', 'image_file.photo_id as photoId', 'image_file.path'])
    .select(({ eb }) => eb.case().when('taken_at_source', 'like', 'exif%').then(eb.ref('taken_at')).else(null).end().as('taken_at'))
    .where('import_item.session_id', '=', run.session.id)
    .where('import_item.unit', '=', unit)
    .where('import_item.is_primary', '=', 1)
    .where('import_item.state', 'in', ['done', 'duplicate'])
    .where('image_file.storage_id', '=', run.storage.id)
    .where('image_file.status', '=', 'present')
    .orderBy(sql`image_file.path in (import_item.target_path, import_item.matches)`, 'desc')
    .orderBy('image_file.id')
    .executeTakeFirst();
  return row ?? null;
}

/** The still of a Live Photo whose movie has another stem: same ContentIdentifier, same session, same folder of the source. */
export async function liveStill(run: ImportRun, movie: GroupFile): Promise<RecordedFile | null> {
  const identifier = movie.result.metadata.contentIdentifier;
  if (identifier == null) return null;
  const rows = await run.context.catalog.read
    .selectFrom('photo')
    .innerJoin('image_file', 'image_file.photo_id', 'photo.id')
    .innerJoin('import_item', (join) =>
      join.onRef('import_item.session_id', '=', 'image_file.session_id').onRef('import_item.target_path', '=', 'image_file.path'),
    )
    .select(['image_file.id as fileId', 'image_file.photo_id as photoId', 'image_file.path', 'import_item.relative_path'])
    .where('photo.content_identifier', '=', identifier)
    .where('photo.kind', '=', 'image')
    .where('image_file.session_id', '=', run.session.id)
    .execute();
  return rows.find((row) => dirName(row.relative_path) === dirName(movie.item.relative_path)) ?? null;
}
