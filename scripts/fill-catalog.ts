/** A large library without a single picture: for benchmarks, and for looking at a million photos. */
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { openSqlite } from '#core/catalog/open-sqlite.ts';

export const words = ['rome', 'venice', 'harbour', 'forest', 'birthday', 'winter', 'snow', 'beach', 'mountain', 'garden'];

export const storageUuid = '00000000-0000-4000-8000-000000000001';

/** The hothash of the photo with a number, from 1. */
export const hothashOf = (id: number): string => id.toString(16).padStart(8, '0').repeat(8);

/**
 * Photos and their files alone, in SQL, ten times as fast: for the grid of a million photos. None has a preview.
 * @param path of the new catalog
 */
export function fillTimeline(path: string, photos: number): void {
  const database = openSqlite(path, { readOnly: false });
  // A catalog for one look: nothing is lost when it is lost.
  database.pragma('synchronous = off');
  database.exec(`begin; ${archive('/nowhere/d')}
    with recursive number(id) as (select 1 union all select id + 1 from number where id < ${photos}),
      dated as (select id, date('2000-01-01', '+' || (id * 9000 / ${photos}) || ' days') as day, printf('%08x', id) as hex from number)
    insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, taken_at_source, day, imported_at, has_hotpreview)
      select id, replace(printf('%8s', ''), ' ', hex), 'img1', 'JPEG', 'image', case id % 3 when 0 then 2000 else 4000 end, 3000,
        day || 'T10:00:00.000', 'exif', day, '2024-01-01T00:00:00.000Z', 0 from dated;
    insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at)
      select id, 1, 1, day || '/IMG_' || id || '.jpg', day || '/img_' || id || '.jpg', hothash, 1000, 0, 'x.jpg', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z' from photo;
    commit;`);
  database.close();
}

/** One storage and one session. */
const archive = (root: string): string => `
  insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at) values (1, '${storageUuid}', 'Archive', 'd', '${dirname(root)}', '${root}', 'photos', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z');
  insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at) values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024-01-01T00:00:00.000Z', 'complete', '{}', 'imports/session_1.json', '2024-01-01T00:00:00.000Z');`;

/**
 * Fills a new catalog with photos directly: one storage, one session, 25 years, a dozen cameras, tags, stars, places. About 15,000 a second.
 * @param root the folder of the storage; there need not be one
 */
export function fillCatalog(path: string, photos: number, root = '/nowhere/d'): void {
  const database: Database.Database = openSqlite(path, { readOnly: false });
  database.exec(archive(root));
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
