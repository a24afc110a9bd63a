/** The floor of a recovery: its indexes parsed, photos, files and search words inserted by prepared statements, one transaction. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import type { FileEntry } from '#core/format/session-index.ts';
import { report } from '../measure.ts';

const root = process.argv[2] as string;
const folder = mkdtempSync(join(root, '../floor-'));
const database = openSqlite(join(folder, 'catalog.sqlite'), { readOnly: false });
database.exec(`insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at)
  values (1, 'u', 'S', 'd', '/', '/s', 'photos', '2024', '2024')`);
const session = database.prepare(
  `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at) values (?, ?, 1, ?, ?, 'complete', '{}', ?, '2024')`,
);
const photo = database.prepare(
  `insert into photo (hothash, hash_algo, format, kind, coded_width, coded_height, width, height, orientation, taken_at, taken_at_source, day, camera,
    title, caption, rating, flag, color, rev, updated_at, imported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const file = database.prepare(
  `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, status, last_seen, created_at)
    values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
);
const words = database.prepare(
  `insert into photo_search (rowid, names, words, tags, camera, lens, place, sessions) values (?, ?, ?, '', ?, '', '', ?)`,
);

const startedMs = performance.now();
const startCpu = process.cpuUsage();
database.transaction(() => {
  for (const name of readdirSync(join(root, 'imports'))) {
    const { import_session: head, files } = JSON.parse(readFileSync(join(root, 'imports', name), 'utf8')) as {
      import_session: { id: number; uuid: string; title: string; imported_at: string };
      files: Record<string, FileEntry>;
    };
    session.run(head.id, head.uuid, head.title, head.imported_at, name);
    for (const [hothash, entry] of Object.entries(files)) insert(head.id, head.title, hothash, entry);
  }
})();
database.close();
process.on('exit', () => rmSync(folder, { recursive: true }));
await report(startedMs, startCpu);

function insert(sessionId: number, title: string, hothash: string, entry: FileEntry): void {
  const { photo: user, path = '' } = entry;
  const { lastInsertRowid: id } = photo.run(
    hothash,
    entry.hash_algo,
    entry.file_format,
    entry.kind,
    entry.coded_width,
    entry.coded_height,
    entry.width,
    entry.height,
    entry.orientation,
    entry.taken_at,
    entry.taken_at_source,
    entry.taken_at?.slice(0, 10),
    entry.camera,
    user?.title,
    user?.caption,
    user?.rating,
    user?.flag,
    user?.color,
    user?.rev,
    user?.updated_at,
    user?.imported_at,
  );
  file.run(
    id,
    sessionId,
    path,
    path.toLowerCase(),
    entry.checksum,
    entry.file_size,
    Date.parse(entry.mtime ?? ''),
    entry.original_filename,
    entry.status ?? 'present',
    entry.last_seen ?? '',
    entry.created_at,
  );
  words.run(id, `${path} ${entry.original_filename}`, `${user?.title} ${user?.caption}`, entry.camera, title);
}
