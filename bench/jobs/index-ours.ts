/** Writes the index of a large session through the index writer, catalog in its thread, as in the app. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openCatalog } from '#core/catalog/catalog.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { IndexWriter } from '#core/services/index-writer.ts';
import { threadedIndexFileWriter } from '#core/services/write-index-file.ts';
import { report } from '../measure.ts';

const [folder, count] = process.argv.slice(2) as [string, string];
const root = join(folder, 'storage');
for (const name of ['photos', 'imports', '.imalink/staging']) mkdirSync(join(root, name), { recursive: true });
const path = join(folder, 'catalog.sqlite');
const database = openSqlite(path, { readOnly: false });
if (database.prepare('select count(*) as n from photo').pluck().get() === 0) {
  database.transaction(() => {
    database
      .prepare(
        `insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at) values (1, 'u', 'S', 'd', '/', ?, 'photos', '2024', '2024')`,
      )
      .run(root);
    database.exec(
      `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at) values (1, 's', 1, 'All', '2024', 'complete', '{"sources":[],"mode":"copy","layout":"keep"}', 'imports/session_1.json', '2024')`,
    );
    const photo = database.prepare(
      `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, taken_at_source, day, camera, exposure_json, imported_at) values (?, ?, 'img1', 'JPEG', 'image', 4000, 3000, '2024-07-15T10:00:00.000', 'exif', '2024-07-15', 'Camera One', '{"iso":100,"f_number":2.8,"exposure_time_s":0.01,"focal_length_mm":50}', '2024')`,
    );
    const file = database.prepare(
      `insert into image_file (photo_id, storage_id, session_id, path, path_key, checksum, size_bytes, mtime_ms, original_filename, last_seen, created_at) values (?, 1, 1, ?, ?, ?, 1000, 0, 'x.jpg', '2024', '2024')`,
    );
    for (let id = 1; id <= Number(count); id++) {
      const hash = id.toString(16).padStart(8, '0').repeat(8);
      photo.run(id, hash);
      file.run(id, `2024/IMG_${String(id).padStart(7, '0')}.jpg`, `k${id}`, hash);
    }
  })();
}
database.close();
writeFileSync(join(root, 'index.json'), '{}');
const catalog = await openCatalog(path, { inThread: true, readOnly: false });
await catalog.write([catalog.read.updateTable('session').set({ generation: sql<number>`generation + 1` })]);
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
await new IndexWriter(catalog, { uuid: 'h', name: 'bench' }, join(folder, 'bases'), threadedIndexFileWriter(path)).writeSession(1);
delay.disable();
copyFileSync(join(root, 'imports/session_1.json'), join(folder, 'session.json'));
await report(startedMs, startCpu, { loopDelayMaxMs: delay.max / 1e6 });
