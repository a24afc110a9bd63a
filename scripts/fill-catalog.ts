/** A large library without a single picture: for benchmarks, and for looking at a million photos. */
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { openSqlite } from '#core/catalog/open-sqlite.ts';

export const words = ['rome', 'venice', 'harbour', 'forest', 'birthday', 'winter', 'snow', 'beach', 'mountain', 'garden'];

export const storageUuid = '00000000-0000-4000-8000-000000000001';

/** The hothash of the photo with a number, from 1. */
export const hothashOf = (id: number): string => id.toString(16).padStart(8, '0').repeat(8);

/**
 * Fills a new catalog with photos directly: one storage, one session, 25 years, a dozen cameras, tags, stars, places. About 15,000 a second.
 * @param root the folder of the storage; there need not be one
 */
export function fillCatalog(path: string, photos: number, root = '/nowhere/d'): void {
  const database: Database.Database = openSqlite(path, { readOnly: false });
  database.exec(
    `insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at) values (1, '${storageUuid}', 'Archive', 'd', '${dirname(root)}', '${root}', 'photos', '2024', '2024')`,
  );
  database.exec(
    `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at) values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024', 'complete', '{}', 'imports/session_1.json', '2024')`,
  );
  const photo = database.prepare(
    `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, taken_at_source, day, imported_at, camera, lens, rating, latitude, longitude, has_hotpreview) values (?, ?, 'img1', 'JPEG', 'image', ?, 3000, ?, 'exif', ?, '2024', ?, ?, ?, ?, ?, 1)`,
  );
  const file = database.prepare(
    `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at) values (?, 1, 1, ?, ?, ?, 1000, 0, 'x.jpg', '2024', '2024')`,
  );
  const tag = database.prepare('insert into tag (id, name) values (?, ?)');
  const photoTag = database.prepare('insert into photo_tag (photo_id, tag_id) values (?, ?)');
  const search = database.prepare(
    'insert into photo_search (rowid, names, words, tags, camera, lens, place, sessions) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (const [at, word] of words.entries()) tag.run(at + 1, word);
    for (let id = 1; id <= photos; id++) {
      const hothash = hothashOf(id);
      const day = new Date(Date.UTC(2000, 0, 1) + Math.floor((id * 9000) / photos) * 86_400_000).toISOString().slice(0, 10);
      const [camera, lens] = [`Camera ${id % 12}`, `Lens ${id % 30}`];
      photo.run(
        id,
        hothash,
        id % 3 === 0 ? 2000 : 4000,
        `${day}T10:00:00.000`,
        day,
        camera,
        lens,
        id % 9 === 0 ? id % 6 : 0,
        // Trips around the world: a few hundred places, each some kilometres wide.
        id % 4 === 0 ? ((id * 37) % 130) - 60 + (id % 97) / 1000 : null,
        id % 4 === 0 ? ((id * 53) % 340) - 170 + (id % 89) / 1000 : null,
      );
      if (id % 2 === 0) photoTag.run(id, 1 + (id % words.length));
      file.run(id, `${day}/IMG_${id}.jpg`, `${day}/img_${id}.jpg`, hothash);
      search.run(id, `IMG_${id}.jpg`, words[id % words.length], words[(id * 7) % words.length], `Camera ${id % 12}`, '', '', 'All');
    }
  })();
  database.close();
}
