/** Questions to a catalog of up to a million photos, at three sizes, so that growth shows. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { openEngine, type Engine } from '#core/services/engine.ts';
import { growthExponent, spread, type BenchResult, type Spread } from './measure.ts';

const words = ['rome', 'venice', 'harbour', 'forest', 'birthday', 'winter', 'snow', 'beach', 'mountain', 'garden'];
const repeats = 60;

/** Fills a catalog directly: the import is measured elsewhere. */
function fill(path: string, photos: number): void {
  const database: Database.Database = openSqlite(path, { readOnly: false });
  database.exec(
    `insert into storage (id, uuid, display_name, directory_name, base_path, full_path, photos_dir, created_at, changed_at) values (1, '00000000-0000-4000-8000-000000000001', 'S', 'd', '/nowhere', '/nowhere/d', 'photos', '2024', '2024')`,
  );
  database.exec(
    `insert into session (id, uuid, storage_id, title, imported_at, status, request_json, index_file, changed_at) values (1, '00000000-0000-4000-8000-000000000002', 1, 'All', '2024', 'complete', '{}', 'imports/session_1.json', '2024')`,
  );
  const photo = database.prepare(
    `insert into photo (id, hothash, hash_algo, format, kind, width, height, taken_at, taken_at_source, day, imported_at, camera, lens, rating, latitude) values (?, ?, 'img1', 'JPEG', 'image', ?, 3000, ?, 'exif', ?, '2024', ?, ?, ?, ?)`,
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
      const hothash = id.toString(16).padStart(8, '0').repeat(8);
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
        id % 4 === 0 ? 60 : null,
      );
      if (id % 2 === 0) photoTag.run(id, 1 + (id % words.length));
      file.run(id, `${day}/IMG_${id}.jpg`, `${day}/img_${id}.jpg`, hothash);
      search.run(id, `IMG_${id}.jpg`, words[id % words.length], words[(id * 7) % words.length], `Camera ${id % 12}`, '', '', 'All');
    }
  })();
  database.close();
}

export async function benchCatalog(dataFolder: string, largest: number): Promise<BenchResult> {
  const figures: Record<string, Spread> = {};
  const medians: Record<string, number[]> = {};
  const sizes = [largest / 100, largest / 10, largest];
  for (const photos of sizes) {
    const home = join(dataFolder, `catalog-${photos}`);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    fill(join(home, 'catalog.sqlite'), photos);
    const engine = await openEngine({ home, catalogInThread: true });
    for (const [name, values] of Object.entries(await ask(engine, photos))) {
      figures[`${name}, ${photos} photos, ms`] = spread(values);
      (medians[name] ??= []).push(spread(values).median);
    }
    await engine.close();
    rmSync(home, { recursive: true });
  }
  for (const [name, values] of Object.entries(medians)) {
    figures[`${name}, growth exponent`] = spread([growthExponent(values)]);
  }
  return {
    name: 'catalog',
    note: 'questions through the engine and the catalog thread; budget p95 below 16 ms a frame, first tiles below 2 s',
    figures,
  };
}

async function ask(engine: Engine, photos: number): Promise<Record<string, number[]>> {
  const { handlers } = engine;
  const opened: number[] = [];
  let viewId = '';
  for (let round = 0; round < 5; round++)
    opened.push(await timed(async () => void (viewId = (await handlers['photos.open']({ sort: 'taken_at', descending: true })).view_id)));
  const random = (round: number): number => Math.floor((((round * 7919) % 1000) / 1000) * Math.max(1, photos - 200));
  const page = await times((round) => handlers['photos.page']({ view_id: viewId, offset: random(round), limit: 100 }));
  const lookup = await times((round) => handlers['photo.show']({ hothash: (random(round) + 1).toString(16).padStart(8, '0').repeat(8) }));
  const search = await times((round) => handlers.search({ query: `IMG_${100 + round}`, sort: 'taken_at', limit: 50, offset: 0 }));
  const prefix = await times(
    (round) => handlers.search({ query: (words[round % words.length] as string).slice(0, 3), sort: 'taken_at', limit: 50, offset: 0 }),
    10,
  );
  const fields = ['camera:="Camera 3" rating:>=3', 'tag:rome date:2010', 'has:gps -tag:rome lens:="Lens 7"'];
  const byField = await times(
    (round) => handlers.search({ query: fields[round % fields.length] as string, sort: 'taken_at', limit: 50, offset: 0 }),
    9,
  );
  const columns = [await timed(() => handlers['search.facets']({}))];
  const facets = await times((round) => handlers['search.facets']({ text: words[round % words.length] as string }), 10);
  const allFacets = await times(() => handlers['search.facets']({}), 5);
  return {
    'open library': opened,
    'page of 100 anywhere': page,
    'photo by hothash': lookup,
    'search for a name': search,
    'search for a prefix, a fifth of all': prefix,
    'search by two or three fields': byField,
    'facets, the first time': columns,
    'facets of a word, a fifth of all': facets,
    'facets of the whole library': allFacets,
  };
}

async function times(call: (round: number) => unknown, rounds = repeats): Promise<number[]> {
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) values.push(await timed(() => call(round)));
  return values;
}

async function timed(call: () => unknown): Promise<number> {
  const started = performance.now();
  await call();
  return performance.now() - started;
}
