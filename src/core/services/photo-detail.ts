/** Everything known of one photo: what the file says, what the person said, and every place it stands in. */
import { join } from 'node:path';
import type { Selectable } from 'kysely';
import { ImaLinkError } from '#contract/errors.ts';
import type { PhotoDetail } from '#contract/photo.ts';
import type { CatalogSchema } from '#core/catalog/schema.ts';
import { customFieldsOf } from '#domain/organize/custom-fields.ts';
import type { Context } from './context.ts';
import { lookForStorages } from './online-storages.ts';

type PhotoRow = Selectable<CatalogSchema['photo']>;

/** @throws ImaLinkError photo-not-found */
export async function showPhoto(context: Context, hothash: string): Promise<PhotoDetail> {
  const photo = await context.catalog.read.selectFrom('photo').selectAll().where('hothash', '=', hothash).executeTakeFirst();
  if (!photo) throw new ImaLinkError('photo-not-found', `There is no photo ${hothash}.`, { details: { hothash } });
  const [words, sessions, files] = await Promise.all([
    readWords(context, photo),
    readSessions(context, photo.id),
    readFiles(context, photo.id),
  ]);
  return { ...factsOf(photo), ...words, sessions, files };
}

function factsOf(photo: PhotoRow) {
  return {
    hothash: photo.hothash,
    hash_algo: photo.hash_algo,
    format: photo.format,
    width: photo.width,
    height: photo.height,
    orientation: photo.orientation,
    taken_at: photo.taken_at,
    taken_at_offset: photo.taken_at_offset,
    taken_at_source: photo.taken_at_source as PhotoDetail['taken_at_source'],
    camera: photo.camera,
    lens: photo.lens,
    exposure: photo.exposure_json === null ? null : (JSON.parse(photo.exposure_json) as PhotoDetail['exposure']),
    gps:
      photo.latitude === null || photo.longitude === null
        ? null
        : { latitude: photo.latitude, longitude: photo.longitude, altitude_m: photo.altitude_m },
    title: photo.title,
    caption: photo.caption,
    place: photo.place,
    rating: photo.rating,
    flag: photo.flag as PhotoDetail['flag'],
    color: photo.color,
    custom: customFieldsOf(photo.custom_json),
    has_hotpreview: photo.has_hotpreview === 1,
    imported_at: photo.imported_at,
  };
}

async function readWords({ catalog: { read } }: Context, photo: PhotoRow) {
  const [tags, author] = await Promise.all([
    read
      .selectFrom('photo_tag')
      .innerJoin('tag', 'tag.id', 'photo_tag.tag_id')
      .select('name')
      .where('photo_id', '=', photo.id)
      .orderBy('name')
      .execute(),
    photo.author_id === null ? undefined : read.selectFrom('author').select('name').where('id', '=', photo.author_id).executeTakeFirst(),
  ]);
  return { tags: tags.map((tag) => tag.name), author: author?.name ?? null };
}

function readSessions({ catalog: { read } }: Context, photoId: number) {
  return read
    .selectFrom('session')
    .select(['id', 'title'])
    .where((where) => where('id', 'in', where.selectFrom('session_file').select('session_id').where('photo_id', '=', photoId)))
    .orderBy('id')
    .execute();
}

async function readFiles(context: Context, photoId: number): Promise<PhotoDetail['files']> {
  const { read } = context.catalog;
  const [files, companions, online] = await Promise.all([
    read
      .selectFrom('image_file')
      .innerJoin('storage', 'storage.id', 'image_file.storage_id')
      .selectAll('image_file')
      .select(['storage.uuid', 'storage.display_name', 'storage.full_path', 'storage.photos_dir'])
      .where('photo_id', '=', photoId)
      .orderBy('image_file.id')
      .execute(),
    read
      .selectFrom('companion')
      .innerJoin('image_file', 'image_file.id', 'companion.file_id')
      .select(['companion.file_id', 'companion.path', 'companion.role', 'companion.checksum', 'companion.size_bytes as file_size'])
      .where('image_file.photo_id', '=', photoId)
      .orderBy('companion.path')
      .execute(),
    lookForStorages(context),
  ]);
  const companionsOf = Map.groupBy(companions, (companion) => companion.file_id);
  return files.map((file) => ({
    path: file.path,
    full_path: join(file.full_path, file.photos_dir, file.path),
    storage_uuid: file.uuid,
    storage_name: file.display_name,
    session_id: file.session_id,
    checksum: file.checksum,
    file_size: file.size_bytes,
    mtime: new Date(file.mtime_ms).toISOString(),
    status: file.status,
    storage_online: online.has(file.storage_id),
    original_filename: file.original_filename,
    last_seen: file.last_seen,
    verified_at: file.verified_at,
    companions: (companionsOf.get(file.id) ?? []).map(({ path, role, checksum, file_size }) => ({ path, role, checksum, file_size })),
  }));
}
