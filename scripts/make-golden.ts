/**
 * Makes test/golden/<format version>/<damage>: node scripts/make-golden.ts. Run once for a version of the format; what is
 * committed stays as it is for ever, so that every later version reads it.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { formatVersion } from '#core/format/version.ts';
import { openEngine, type Engine } from '#core/services/engine.ts';

const target = fileURLToPath(new URL(`../test/golden/${formatVersion}`, import.meta.url));
if (existsSync(target)) throw new Error(`${target} is there; golden storages are never made again.`);

const work = mkdtempSync(join(tmpdir(), 'imalink-golden-'));
const home = join(work, 'home');
const ended = (engine: Engine, jobId: string): Promise<unknown> =>
  new Promise((resolve) => {
    engine.onEvent((_name, payload) => {
      const { job } = payload as { job?: { job_id: string; finished_at: string | null; result: unknown } };
      if (job?.job_id === jobId && job.finished_at !== null) resolve(job.result);
    });
  });

const card = join(work, 'card');
mkdirSync(join(card, 'sub'), { recursive: true });
for (const [index, path] of ['a.jpg', 'b.jpg', 'sub/c.jpg', 'sub/d.jpg'].entries())
  await sharp({ create: { width: 24, height: 16, channels: 3, background: { r: 60 * index, g: 90, b: 40 } } })
    .jpeg()
    .toFile(join(card, path));

const engine = await openEngine({ home });
const { handlers } = engine;
mkdirSync(join(work, 'base'));
const storage = await handlers['storage.create']({ base_path: join(work, 'base'), display_name: 'Golden' });
for (const source of [card, join(card, 'sub')]) {
  const request = {
    storage: storage.uuid,
    mode: 'copy',
    layout: 'keep',
    duplicates: 'skip',
    same_picture: 'keep',
    elsewhere: 'keep',
    verify: true,
    companions: true,
  } as const;
  const { job_id } = await handlers['import.start']({
    ...request,
    sources: source === card ? [join(card, 'a.jpg'), join(card, 'b.jpg')] : [source],
  });
  await ended(engine, job_id);
}
const dump = (await handlers.dump({ normalised: true })) as { photos: { hothash: string }[] };
const hothashes = dump.photos.map((photo) => photo.hothash);
await handlers['photo.edit']({ hothashes, change: { rating: 4, add_tags: ['golden'] } });
await handlers['album.create']({ name: 'Best' });
await handlers['album.addPhotos']({ album: 'Best', hothashes: hothashes.toReversed() });
await engine.close();

/** A fixture: the storage as it is, and the home where the catalog is what was damaged. */
function fixture(name: string, damage: (storage: string, folder: string) => void): void {
  const folder = join(target, name);
  cpSync(storage.full_path, join(folder, 'storage'), { recursive: true, preserveTimestamps: true });
  // Version control keeps no empty folders, as some sync tools do not.
  rmSync(join(folder, 'storage/.imalink/staging'), { recursive: true });
  damage(join(folder, 'storage'), folder);
}

const withCatalog = (folder: string): string => {
  mkdirSync(join(folder, 'home'));
  for (const name of ['catalog.sqlite', 'catalog.json']) cpSync(join(home, name), join(folder, 'home', name));
  return join(folder, 'home/catalog.sqlite');
};
const session = (root: string): string => join(root, 'imports/session_1.json');

fixture('index-missing', (root) => {
  for (const piece of ['index.json', 'imports', '.imalink']) rmSync(join(root, piece), { recursive: true });
});
fixture('session-truncated', (root) => truncateSync(session(root), 700));
fixture('master-missing', (root) => {
  rmSync(join(root, 'index.json'));
  rmSync(join(root, '.imalink/history'), { recursive: true });
});
fixture('session-hand-edited', (root) => {
  const index = JSON.parse(readFileSync(session(root), 'utf8')) as { import_session: object; files: Record<string, { photo: object }> };
  Object.assign(index, { mine: 1 });
  Object.assign(index.import_session, { title: 'By hand' });
  for (const entry of Object.values(index.files)) Object.assign(entry.photo, { caption: 'by hand', mood: 'calm' });
  writeFileSync(session(root), `\uFEFF${JSON.stringify(index, null, '\t').replaceAll('\n', '\r\n')}`);
});
fixture('preview-orphan', (root) => {
  const [own] = readdirSync(join(root, '.imalink/hotpreviews'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'));
  renameSync(join(root, '.imalink/hotpreviews', own as string), join(root, '.imalink/hotpreviews', `${'f'.repeat(64)}.jpg`));
});
fixture('import-interrupted', (root) => {
  writeFileSync(session(root), readFileSync(session(root), 'utf8').replace('"status": "complete"', '"status": "incomplete"'));
  mkdirSync(join(root, '.imalink/staging'));
  writeFileSync(join(root, '.imalink/staging/00000000-0000-4000-8000-000000000000.tmp'), 'half of an index');
});
fixture('catalog-zero-bytes', (_root, folder) => truncateSync(withCatalog(folder), 0));
fixture('catalog-bitflip', (_root, folder) => {
  const catalog = withCatalog(folder);
  const bytes = readFileSync(catalog);
  // In the number of pages of a table's root: SQLite itself tells it as damage.
  bytes[4096 + 5] = (bytes[4096 + 5] as number) ^ 0x40;
  writeFileSync(catalog, bytes);
});
fixture('clone-of-storage', (root, folder) => cpSync(root, join(folder, 'clone'), { recursive: true, preserveTimestamps: true }));
rmSync(work, { recursive: true });
