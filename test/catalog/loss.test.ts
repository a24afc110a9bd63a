/** A catalog that is absent, empty, cut short or flipped: recognised at the start, set aside, and never taken for a first run. */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { homePaths } from '#core/home.ts';
import { migrations } from '#core/catalog/migrations/index.ts';
import { openSqlite } from '#core/catalog/open-sqlite.ts';
import { createSqliteExecutor } from '#core/catalog/sqlite-executor.ts';
import { backUpDaily, restoreNewest } from '#core/services/catalog-care/backups.ts';
import { examineCatalog } from '#core/services/catalog-care/examine.ts';
import { readNote } from '#core/services/catalog-care/note.ts';
import { openEngine, type Engine } from '#core/services/engine.ts';
import { runCli } from '../builders/cli.ts';
import { testEngine } from '../builders/engine.ts';
import { tempFolder } from '../builders/temp-folder.ts';
import { jpeg, writeTree } from '../builders/tree.ts';

interface ClosedLibrary {
  readonly folder: string;
  readonly home: string;
  readonly root: string;
  /** What a user saw. */
  readonly before: unknown;
}

const place = mkdtempSync(join(tmpdir(), 'imalink-loss-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));
let made: Promise<ClosedLibrary> | undefined;

/** A home whose library has two photos in one session, closed. It is made once, and put back as it was for every test. */
async function closedLibrary(): Promise<ClosedLibrary> {
  const kept = join(place, 'kept');
  const library = await (made ??= makeLibrary(join(place, 'library')).then((closed) => {
    cpSync(closed.folder, kept, { recursive: true, preserveTimestamps: true });
    return closed;
  }));
  rmSync(library.folder, { recursive: true });
  cpSync(kept, library.folder, { recursive: true, preserveTimestamps: true });
  return library;
}

async function makeLibrary(folder: string): Promise<ClosedLibrary> {
  const app = await testEngine({ folder });
  const storage = await app.newStorage();
  writeTree(join(folder, 'card'), { 'a.jpg': await jpeg({ seed: 1 }), 'b.jpg': await jpeg({ seed: 2 }) });
  await app.import({ sources: [join(folder, 'card')], storage: storage.uuid });
  const before = await app.call('dump', { normalised: true });
  await app.engine.close();
  return { folder, home: join(folder, 'home'), root: storage.root, before };
}

const withoutBackups = (home: string): void => rmSync(join(home, 'backups'), { recursive: true, force: true });
const damaged = (home: string): string[] => readdirSync(home).filter((name) => name.startsWith('catalog-damaged-'));

async function opened(home: string): Promise<Engine> {
  const engine = await openEngine({ home });
  onTestFinished(() => engine.close());
  return engine;
}

const losses: Record<string, (catalog: string) => void> = {
  absent: (catalog) => rmSync(catalog),
  'of zero bytes': (catalog) => truncateSync(catalog, 0),
  'cut in half': (catalog) => truncateSync(catalog, Math.floor(readFileSync(catalog).length / 2)),
  'another kind of file': (catalog) => writeFileSync(catalog, 'this is no catalog'),
  'a fresh one in its place': (catalog) => {
    rmSync(catalog);
    openSqlite(catalog, { readOnly: false }).close();
  },
};

describe.each(Object.entries(losses))('a catalog that is %s', (name, lose) => {
  test('is told as lost at every start, until the storages came back', async () => {
    const { folder, home, root, before } = await closedLibrary();
    withoutBackups(home);
    lose(join(home, 'catalog.sqlite'));
    for (let start = 0; start < 2; start++) {
      // The first look reads the file: in a window's host in a thread of its own.
      const engine = await openEngine({ home, catalogInThread: start === 0 });
      expect(engine.catalog()).toMatchObject({
        catalog_state: 'lost',
        catalog_words: expect.stringContaining('imalink recover') as string,
      });
      await engine.close();
    }
    expect(damaged(home)).toHaveLength(name === 'absent' ? 0 : 1);
    const app = await testEngine({ folder });
    const doctor = await app.call('system.doctor', { fix: false });
    expect(doctor.checks.find(({ id }) => id === 'catalog')).toMatchObject({ status: 'warn' });
    await app.ended((await app.call('recover.start', { paths: [root], dry_run: false })).job_id);
    expect(await app.call('dump', { normalised: true })).toEqual(before);
    await app.engine.close();
    expect((await opened(home)).catalog()).toEqual({ catalog_state: 'ok', catalog_words: null });
  });

  test('gives way to the newest whole backup, with what the storages know since', async () => {
    const { folder, home, before } = await closedLibrary();
    const [backup] = readdirSync(join(home, 'backups'));
    writeFileSync(join(home, 'backups/catalog-29990101T000000000Z.sqlite'), 'cut short');
    lose(join(home, 'catalog.sqlite'));
    const app = await testEngine({ folder });
    expect(app.engine.catalog()).toMatchObject({ catalog_state: 'restored-from-backup' });
    expect(await app.call('dump', { normalised: true })).toEqual(before);
    expect(existsSync(join(home, 'backups', backup ?? ''))).toBe(true);
    await app.engine.close();
    expect((await opened(home)).catalog().catalog_state).toBe('ok');
  });
});

test('the command line says on stderr that the catalog was lost, and what to do; stdout stays a document', async () => {
  const { home } = await closedLibrary();
  withoutBackups(home);
  truncateSync(join(home, 'catalog.sqlite'), 0);
  writeFileSync(join(home, '00000000-0000-4000-8000-000000000000.tmp'), 'half-writ');
  const first = await runCli(home, ['storage', 'list', '--json']);
  expect(JSON.parse(first.stdout)).toEqual({ storages: [] });
  expect(JSON.parse(first.stderr)).toEqual({ notice: expect.stringContaining('is empty (0 bytes)') as string });
  const again = await runCli(home, ['storage', 'list']);
  expect(again.stderr).toMatch(/^imalink: The catalog is empty .*imalink recover <storage>/);
  expect(readdirSync(home).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a first run is no loss, and neither is a library that is closed and opened', async () => {
  const home = join(tempFolder(), 'home');
  for (let start = 0; start < 2; start++) {
    const engine = await openEngine({ home });
    expect(engine.catalog().catalog_state).toBe('ok');
    await engine.close();
  }
  const library = await closedLibrary();
  expect((await opened(library.home)).catalog().catalog_state).toBe('ok');
});

test('a catalog whose log was deleted after a crash is whole without it, or recognised', async () => {
  const folder = tempFolder();
  const app = await testEngine({ folder });
  const storage = await app.newStorage();
  writeTree(join(folder, 'card'), { 'a.jpg': await jpeg({ seed: 1 }) });
  await app.import({ sources: [join(folder, 'card')], storage: storage.uuid });
  // As a crash leaves it: the file without what stands in the log.
  const crashed = homePaths(tempFolder());
  copyFileSync(join(folder, 'home/catalog.sqlite'), crashed.catalog);
  const note = readNote(homePaths(join(folder, 'home')));
  expect(note).toMatchObject({ open: true, storages: 1 });
  expect(examineCatalog(crashed.catalog, note)).toMatchObject({ kind: 'lost' });
});

test('a catalog of a newer version is left alone', async () => {
  const { home } = await closedLibrary();
  const { catalog, catalogNote } = homePaths(home);
  const database = new Database(catalog);
  database.pragma('user_version = 99');
  database.close();
  writeFileSync(catalogNote, JSON.stringify({ ...JSON.parse(readFileSync(catalogNote, 'utf8')), version: 99 }));
  await expect(openEngine({ home })).rejects.toMatchObject({ code: 'catalog-newer' });
  expect(damaged(home)).toEqual([]);
});

test('a flipped bit is recognised, or everything can still be read and written', async () => {
  const { home } = await closedLibrary();
  const { catalog } = homePaths(home);
  const note = readNote(homePaths(home));
  const whole = readFileSync(catalog);
  const random = generator(20_261_122);
  let recognised = 0;
  for (let n = 0; n < 120; n++) {
    const bytes = Buffer.from(whole);
    // A third hits the header, a third the first page, where the schema begins.
    const at = Math.floor(random() * ([100, 4096][n % 3] ?? bytes.length));
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    writeFileSync(catalog, bytes);
    if (examineCatalog(catalog, note).kind === 'lost') recognised++;
    else readAndWrite(catalog, `flip ${n} at byte ${at}`);
  }
  expect(recognised).toBeGreaterThan(5);
});

/** Every row of every table can be read, and a row written. */
function readAndWrite(path: string, what: string): void {
  try {
    const database = openSqlite(path, { readOnly: false });
    const tables = database.prepare("select name from sqlite_schema where type = 'table' and sql not like 'create virtual%'").pluck().all();
    for (const table of tables) database.prepare(`select * from "${String(table)}"`).all();
    database.prepare("insert into meta (key, value) values ('probe', '1')").run();
    database.close();
  } catch (error) {
    throw new Error(`${what}: ${String(error)}`, { cause: error });
  }
  for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
}

test('backups are made once a day, and seven are kept; each is a whole catalog', async () => {
  const home = homePaths(tempFolder());
  const executor = createSqliteExecutor(home.catalog, { readOnly: false });
  onTestFinished(() => executor.close());
  const days = Array.from({ length: 10 }, (_, n) => new Date(Date.UTC(2026, 0, 25 + n, 12)));
  for (const [n, day] of days.entries()) {
    await executor.transaction([{ sql: 'insert into tag (name) values (?)', parameters: [`day ${n}`] }]);
    expect(await backUpDaily(home, executor, day)).not.toBeNull();
    expect(await backUpDaily(home, executor, new Date(day.getTime() + 3_600_000))).toBeNull();
  }
  expect(readdirSync(home.backups)).toEqual(days.slice(3).map((day) => `catalog-${day.toISOString().replaceAll(/[-:.]/g, '')}.sqlite`));
  await executor.close();
  rmSync(home.catalog);
  expect(restoreNewest(home)).not.toBeNull();
  const restored = new Database(home.catalog);
  expect(restored.prepare('select count(*) from tag').pluck().get()).toBe(10);
  restored.close();
});

test('what a killed backup left behind goes with the next one, and nothing else does', async () => {
  const home = homePaths(tempFolder());
  const executor = createSqliteExecutor(home.catalog, { readOnly: false });
  onTestFinished(() => executor.close());
  mkdirSync(home.backups, { recursive: true });
  const left = 'catalog-20260101T000000000Z.sqlite.part';
  const others = ['catalog-before-3.sqlite', 'mine.sqlite.part'];
  for (const name of [left, `${left}-journal`, `${left}-wal`, ...others]) writeFileSync(join(home.backups, name), 'x');
  await backUpDaily(home, executor, new Date('2026-01-02T00:00:00Z'));
  expect(readdirSync(home.backups).toSorted()).toEqual(['catalog-20260102T000000000Z.sqlite', ...others]);
});

test('a migration leaves the catalog of the older version behind', async () => {
  const home = homePaths(tempFolder());
  const database = new Database(home.catalog);
  const older = migrations.slice(0, -1);
  for (const { sql } of older) database.exec(sql);
  const version = older.at(-1)?.version ?? 0;
  database.pragma(`user_version = ${version}`);
  database.close();
  openSqlite(home.catalog, { readOnly: false }).close();
  expect(readdirSync(home.backups)).toEqual([`catalog-before-${version + 1}.sqlite`]);
  const kept = new Database(join(home.backups, `catalog-before-${version + 1}.sqlite`));
  expect(kept.pragma('user_version', { simple: true })).toBe(version);
  kept.close();
});

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
