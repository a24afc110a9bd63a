/** Photos whose sidecars do not say yet what the person said, with their files and the sidecars these have. */
import { sql } from 'kysely';
import type { Catalog, Compilable } from '#core/catalog/catalog.ts';
import type { XmpWords } from '#core/media/metadata/edit-xmp.ts';
import { labelOfColor, type LabelColor } from '#domain/organize/labels.ts';

export interface SidecarOf {
  readonly fileId: number;
  readonly sessionId: number;
  readonly storageUuid: string;
  /** Path of the photo, relative to photos/. */
  readonly path: string;
  /** The XMP sidecar on record; null when it has none. */
  readonly sidecar: {
    readonly id: number;
    readonly path: string;
    readonly checksum: string;
    /** What ImaLink wrote last, and over what it wrote first. */
    readonly written: { readonly checksum: string; readonly over: string } | null;
  } | null;
}

export interface DuePhoto {
  readonly id: number;
  readonly hothash: string;
  readonly rev: number;
  /** Fields that the person set, or that were written before: of both the sidecar says what the catalog says now. */
  readonly fields: readonly string[];
  readonly words: XmpWords;
  readonly files: readonly SidecarOf[];
}

/** The next ones by id, none where nothing was ever said. */
export async function duePhotos({ read }: Catalog, afterId: number, limit: number): Promise<DuePhoto[]> {
  const photos = await read
    .selectFrom('photo')
    .select(['id', 'hothash', 'rev', 'title', 'caption', 'rating', 'flag', 'color', 'user_fields', 'sidecar_fields'])
    .where(sql<boolean>`rev <> sidecar_rev`)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  const ids = photos.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [tags, files] = await Promise.all([
    read
      .selectFrom('photo_tag')
      .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
      .select(['photo_id', 'name'])
      .where('photo_id', 'in', ids)
      .orderBy('name')
      .execute(),
    read
      .selectFrom('image_file as file')
      .innerJoin('storage', 'storage.id', 'file.storage_id')
      .leftJoin('companion', (join) =>
        join
          .onRef('companion.file_id', '=', 'file.id')
          .on('companion.role', '=', 'sidecar')
          .on(sql<boolean>`lower(companion.path) like '%.xmp'`),
      )
      .select(['file.id as fileId', 'file.photo_id', 'file.session_id as sessionId', 'storage.uuid as storageUuid', 'file.path'])
      .select(['companion.id as companionId', 'companion.path as companionPath', 'companion.checksum', 'written_checksum', 'written_over'])
      .where('file.photo_id', 'in', ids)
      .where('file.status', '=', 'present')
      .orderBy('file.id')
      .orderBy('companion.path')
      .execute(),
  ]);
  return photos.map((photo) => {
    const fields = [...new Set([...(JSON.parse(photo.user_fields) as string[]), ...(JSON.parse(photo.sidecar_fields) as string[])])];
    const own = files.filter((file) => file.photo_id === photo.id);
    return {
      id: photo.id,
      hothash: photo.hothash,
      rev: photo.rev,
      fields,
      words: wordsOf(
        photo,
        tags.filter((tag) => tag.photo_id === photo.id).map(({ name }) => name),
        fields,
      ),
      // Of two sidecars of one photo the first by name is written: the other is another program's matter.
      files: own
        .filter((file, index) => own.findIndex(({ fileId }) => fileId === file.fileId) === index)
        .map((file) => ({
          fileId: file.fileId,
          sessionId: file.sessionId,
          storageUuid: file.storageUuid,
          path: file.path,
          sidecar: sidecarOf(file),
        })),
    };
  });
}

function sidecarOf(row: {
  readonly companionId: number | null;
  readonly companionPath: string | null;
  readonly checksum: string | null;
  readonly written_checksum: string | null;
  readonly written_over: string | null;
}): SidecarOf['sidecar'] {
  if (row.companionId === null || row.companionPath === null) return null;
  const written = row.written_checksum === null ? null : { checksum: row.written_checksum, over: row.written_over ?? '' };
  return { id: row.companionId, path: row.companionPath, checksum: row.checksum ?? '', written };
}

interface PhotoWords {
  readonly title: string;
  readonly caption: string;
  readonly rating: number;
  readonly flag: string;
  readonly color: string | null;
}

function wordsOf(photo: PhotoWords, tags: readonly string[], fields: readonly string[]): XmpWords {
  const isSaid = (field: string): boolean => fields.includes(field);
  return {
    ...(isSaid('title') ? { title: photo.title } : {}),
    ...(isSaid('caption') ? { caption: photo.caption } : {}),
    // XMP has no flags: rejecting is the rating -1, picking is not said.
    ...(isSaid('rating') || isSaid('flag') ? { rating: photo.flag === 'reject' ? -1 : photo.rating } : {}),
    ...(isSaid('color') ? { label: photo.color === null ? '' : labelOfColor(photo.color as LabelColor) } : {}),
    ...(isSaid('tags') ? { tags } : {}),
  };
}

/** The sidecars say what was said up to this rev; they are known to have these fields. */
export function noteWritten({ read }: Catalog, { id, rev, fields }: DuePhoto): Compilable[] {
  const known = fields.filter((field) => ['title', 'caption', 'rating', 'flag', 'color', 'tags'].includes(field)).toSorted();
  return [
    read
      .updateTable('photo')
      .set({ sidecar_rev: rev, sidecar_fields: JSON.stringify(known) })
      .where('id', '=', id),
  ];
}
