/** Questions to a catalog of up to a million photos, at three sizes, so that growth shows. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEngine, type Engine } from '#core/services/engine.ts';
import { fillCatalog, hothashOf, words } from '../scripts/fill-catalog.ts';
import { growthExponent, p95, spread, type BenchResult, type Spread } from './measure.ts';

const repeats = 60;

export async function benchCatalog(dataFolder: string, largest: number): Promise<BenchResult> {
  const figures: Record<string, Spread> = {};
  const medians: Record<string, number[]> = {};
  const sizes = [largest / 100, largest / 10, largest];
  for (const photos of sizes) {
    const home = join(dataFolder, `catalog-${photos}`);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(home, { recursive: true });
    fillCatalog(join(home, 'catalog.sqlite'), photos);
    const engine = await openEngine({ home, catalogInThread: true });
    for (const [name, values] of Object.entries(await ask(engine, photos))) {
      figures[`${name}, ${photos} photos, ms`] = spread(values);
      if (values.length >= repeats) figures[`${name}, ${photos} photos, ms, p95`] = spread([p95(values)]);
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
  const orders = ['imported_at', 'rating', 'session', 'folder'] as const;
  const ordered: Record<string, number[]> = {};
  for (const sort of orders) ordered[`open library by ${sort}`] = await times(() => handlers['photos.open']({ sort, descending: true }), 5);
  viewId = (await handlers['photos.open']({ sort: 'taken_at', descending: true })).view_id;
  const random = (round: number): number => Math.floor((((round * 7919) % 1000) / 1000) * Math.max(1, photos - 200));
  const page = await times((round) => handlers['photos.page']({ view_id: viewId, offset: random(round), limit: 100 }));
  const lookup = await times((round) => handlers['photo.show']({ hothash: (random(round) + 1).toString(16).padStart(8, '0').repeat(8) }));
  const search = await times((round) => handlers.search({ query: `IMG_${100 + round}`, sort: 'taken_at', limit: 50, offset: 0 }));
  const prefix = await times((round) =>
    handlers.search({ query: (words[round % words.length] as string).slice(0, 3), sort: 'taken_at', limit: 50, offset: 0 }),
  );
  const everyYear = await times(() => handlers.search({ query: 'date:11-28', sort: 'taken_at', limit: 50, offset: 0 }), 10);
  const fields = ['camera:="Camera 3" rating:>=3', 'tag:rome date:2010', 'has:gps -tag:rome lens:="Lens 7"'];
  const byField = await times(
    (round) => handlers.search({ query: fields[round % fields.length] as string, sort: 'taken_at', limit: 50, offset: 0 }),
    9,
  );
  const columns = [await timed(() => handlers['search.facets']({}))];
  const facets = await times((round) => handlers['search.facets']({ text: words[round % words.length] as string }), 10);
  const afterEdit: number[] = [];
  for (let round = 0; round < 5; round++) {
    await handlers['photo.edit']({ hothashes: [hothashOf(1 + round)], change: { rating: 1 + round } });
    afterEdit.push(await timed(() => handlers['search.facets']({})));
  }
  const allFacets = await times(() => handlers['search.facets']({}), 5);
  const storage = '00000000-0000-4000-8000-000000000001';
  const foldersFirst = [await timed(() => handlers['folder.list']({ storage, path: '' }))];
  const folders = await times(() => handlers['folder.list']({ storage, path: '' }), 10);
  const ofFolder = await times(
    (round) => handlers['photos.open']({ sort: 'taken_at', descending: true, storage, folder: `2010-01-${10 + round}` }),
    10,
  );
  const world = await times(() => handlers['places.cells']({ zoom: 4 }), 5);
  const worldList = await times(() => handlers['photos.open']({ sort: 'taken_at', descending: true, bounds: '-180,-90,180,90' }), 5);
  const statistics = await times(() => handlers['library.statistics']({}), 3);
  const sessions = await times(() => handlers['session.list']({}), 3);
  const storages = await times(() => handlers['storage.list']({}), 10);
  // That of before was closed by the lists that were opened since.
  viewId = (await handlers['photos.open']({ sort: 'taken_at', descending: true })).view_id;
  const whileCounting = await besides(
    () => handlers['library.statistics']({}),
    (round) => handlers['photos.page']({ view_id: viewId, offset: random(round), limit: 100 }),
  );
  const places = { view_id: viewId, ranges: [[0, photos] as [number, number]] };
  const summary = await times(() => handlers['photo.summary']({ places }), 3);
  const close = await times(() => handlers['places.cells']({ zoom: 9, bounds: '5,57,15,63' }), 10);
  return {
    'open library': opened,
    ...ordered,
    'page of 100 anywhere': page,
    'photo by hothash': lookup,
    'search for a name': search,
    'search for a prefix, a fifth of all': prefix,
    'search for a day of every year': everyYear,
    'search by two or three fields': byField,
    'facets, the first time': columns,
    'facets of a word, a fifth of all': facets,
    'facets of the whole library': allFacets,
    'facets after a star': afterEdit,
    'folders of a storage, the first time': foldersFirst,
    'folders of a storage': folders,
    'photos of one folder': ofFolder,
    'map of the world': world,
    'list of the world': worldList,
    'map of a country': close,
    'statistics of the library': statistics,
    'page of 100 while statistics are counted': whileCounting,
    'list of sessions': sessions,
    'list of storages': storages,
    'summary of all photos': summary,
  };
}

/** What a page takes while something else is asked for, a page every 20 ms as a window asks them. */
async function besides(long: () => unknown, page: (round: number) => unknown): Promise<number[]> {
  const values: number[] = [];
  let isOver = false;
  const ended = Promise.resolve(long()).finally(() => (isOver = true));
  for (let round = 0; !isOver || round === 0; round++) {
    values.push(await timed(() => page(round)));
    await pause(20);
  }
  await ended;
  return values;
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
