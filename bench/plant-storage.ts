/** A storage of many small JPEGs and its catalog, written directly: what an import costs is measured elsewhere. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { bufferSource } from '#core/media/byte-source.ts';
import { computeHothash } from '#core/media/hothash.ts';
import { parseContainer } from '#core/media/parse-container.ts';
import { distinctPhoto } from './photos.ts';

export interface PlantedStorage {
  readonly home: string;
  readonly storage: string;
  readonly photos: string;
  readonly sizes: Sizes;
}

/** Whether all files have as many bytes (of no use to who compares sizes first), or no two of them, as photos hardly ever do. */
export type Sizes = 'alike' | 'different';

export const plantedUuid = '00000000-0000-4000-8000-000000000001';
const cli = fileURLToPath(new URL('../src/cli/imalink.ts', import.meta.url));
const time = new Date('2024-01-01T00:00:00Z');
/** As many as one session has at most. */
const filesPerSession = 50_000;

export interface Planting {
  /** The first tenth has as many bytes as photos of a camera have, the rest some 4 KB. */
  readonly isTenthLarge?: boolean;
  readonly sizes?: Sizes;
}

/** Bytes of a photo of 12 megapixels. */
const largeBytes = 3_700_000;

/** Plants anew below `root`: photos a hundred to a folder, records as an import leaves them, indexes written by ImaLink itself. */
export async function plantStorage(
  root: string,
  files: number,
  { isTenthLarge = false, sizes = 'alike' }: Planting = {},
): Promise<PlantedStorage> {
  rmSync(root, { recursive: true, force: true });
  const planted = { home: join(root, 'home'), storage: join(root, 'storage'), photos: join(root, 'storage/photos'), sizes };
  for (const folder of ['imports', '.imalink/hotpreviews', '.imalink/metadata', '.imalink/staging', '.imalink/history'])
    mkdirSync(join(planted.storage, folder), { recursive: true });
  mkdirSync(planted.home, { recursive: true });
  register(planted, files, await plantedPhotos(sizes), isTenthLarge ? files / 10 : 0);
  // In a process of its own, whose memory is not the measured one's.
  execFileSync(process.execPath, [cli, 'index', 'generate', plantedUuid], {
    env: { ...process.env, IMALINK_HOME: planted.home },
    stdio: 'ignore',
  });
  return planted;
}

/** Makes the photo with a number; every number is another picture. */
export async function plantedPhotos(sizes: Sizes): Promise<(index: number) => Buffer> {
  const base = await basePhoto();
  return (index) => {
    const picture = distinctPhoto(base, index);
    return sizes === 'alike' ? picture : Buffer.concat([picture, Buffer.alloc(index + 1)]);
  };
}

/** Where the photo with a number lies in the photos folder. */
export function plantedPath(index: number): string {
  return `y${String(Math.floor(index / 1000)).padStart(2, '0')}/d${Math.floor(index / 100) % 10}/IMG_${String(index).padStart(5, '0')}.jpg`;
}

function register(planted: PlantedStorage, files: number, pictureOf: (index: number) => Buffer, large: number): void {
  const database = openSqlite(join(planted.home, 'catalog.sqlite'), { readOnly: false });
  database.exec(
    `insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at)
      values (1, '${plantedUuid}', 'Bench', 'storage', '${join(planted.storage, '..')}', '${planted.storage}', 'photos', '2024', '2024')`,
  );
  const info = {
    uuid: plantedUuid,
    directory_name: 'storage',
    display_name: 'Bench',
    created_at: time.toISOString(),
    format_version: '2.0',
  };
  writeFileSync(
    join(planted.storage, 'index.json'),
    JSON.stringify({ storage_info: { ...info, photos_dir: 'photos' }, import_sessions: [], imalink_version: '2.0' }),
  );
  const session = database.prepare(
    `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at, generation, index_generation)
      values (?, ?, 1, 'All', '2024-01-01T00:00:00.000Z', 'complete', '{"sources":[],"mode":"copy","layout":"keep"}', ?, '2024', 1, 1)`,
  );
  const photo = database.prepare(
    `insert into photo (id, hothash, hash_algo, format, kind, coded_width, coded_height, width, height, taken_at, taken_at_source, day, camera, imported_at)
      values (?, ?, ?, 'JPEG', 'image', 160, 120, 160, 120, '2024-07-15T10:00:00.000', 'exif', '2024-07-15', 'Bench Bench 12', '2024-01-01T00:00:00.000Z')`,
  );
  const padding = Buffer.alloc(large > 0 ? largeBytes - pictureOf(0).length : 0, 7);
  const file = database.prepare(
    `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at)
      values (?, 1, ?, ?, ?, ?, ?, ?, ?, '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z')`,
  );
  database.transaction(() => {
    for (let index = 0; index < files; index++) {
      const number = Math.floor(index / filesPerSession) + 1;
      if (index % filesPerSession === 0)
        session.run(number, `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`, `imports/session_${number}.json`);
      const picture = pictureOf(index);
      // What follows the picture is read and hashed, and does not count for what the picture is.
      const bytes = index < large ? Buffer.concat([picture, padding]) : picture;
      const path = plantedPath(index);
      write(join(planted.photos, path), bytes);
      const checksum = createHash('sha256').update(bytes).digest('hex');
      const source = bufferSource(bytes);
      const { hothash, hashAlgo } = computeHothash(source, parseContainer(source).container, checksum);
      photo.run(index + 1, hothash, hashAlgo);
      file.run(index + 1, number, path, path.toLowerCase(), checksum, bytes.length, time.getTime(), basename(path));
    }
  })();
  database.close();
}

function write(absolute: string, bytes: Buffer): void {
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, bytes);
  utimesSync(absolute, time, time);
}

/** Some 4 KB that decode, with what a camera writes. */
function basePhoto(): Promise<Buffer> {
  const [widthPx, heightPx] = [160, 120];
  const pixels = Buffer.from(Array.from({ length: widthPx * heightPx * 3 }, (_, at) => 128 + ((at * 7919) % 41) - ((at / 480) % 90)));
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .withExif({ IFD0: { Make: 'Bench', Model: 'Bench 12' }, IFD2: { DateTimeOriginal: '2024:07:15 10:00:00' } })
    .jpeg({ quality: 70 })
    .toBuffer();
}
