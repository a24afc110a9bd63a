/** Judges a catalog before it is used: a lost one must never look like a first run, nor be written to. */
import Database from 'better-sqlite3';
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { currentVersion, migrations } from '#core/catalog/migrations/index.ts';
import { hasRows, type CatalogNote } from './note.ts';

/** `good` may still be refused when it is opened, for reasons that are no damage. */
export type Finding = { readonly kind: 'new' | 'good' } | { readonly kind: 'lost'; readonly reason: string };

const good: Finding = { kind: 'good' };
const lost = (reason: string): Finding => ({ kind: 'lost', reason });

/** What SQLite says of damage; anything else (a full disk, permissions) is not for us to judge. */
const damageCodes = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_MISMATCH', 'SQLITE_FORMAT']);

/** @param path of catalog.sqlite, which no process uses */
export function examineCatalog(path: string, note: CatalogNote | null): Finding {
  if (!existsSync(path)) return hasRows(note) ? lost('is not there any more') : { kind: 'new' };
  const { size, mtimeMs } = statSync(path);
  if (size === 0) return lost('is empty (0 bytes)');
  if (isAsLeft(note, size, mtimeMs) && !hasLog(path)) return good;
  try {
    // A file that changed while nobody used it is read whole; after a crash the cheaper check has to do.
    return examineFile(path, note, note?.open === false ? 'integrity_check(1)' : 'quick_check(1)');
  } catch (error) {
    if (!isDamage(error)) return good;
    return lost(`is damaged (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** False when a glance at the size and the time of the file is enough to judge it. */
export function mustBeRead(path: string, note: CatalogNote | null): boolean {
  if (!existsSync(path)) return hasRows(note);
  const { size, mtimeMs } = statSync(path);
  return !isAsLeft(note, size, mtimeMs) || hasLog(path);
}

const isAsLeft = (note: CatalogNote | null, size: number, mtimeMs: number): boolean =>
  note?.open === false && note.size_bytes === size && note.modified_ms === mtimeMs;

/** A reader beside leaves an empty log behind: it says nothing. */
function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** True when a file is a whole catalog that this version can open. It is left as one file, without a log. */
export function isWholeCatalog(path: string): boolean {
  try {
    if (examineFile(path, null, 'integrity_check(1)').kind !== 'good') return false;
    const database = new Database(path, { fileMustExist: true });
    try {
      const version = versionOf(database);
      database.pragma('journal_mode = DELETE');
      return version > 0 && version <= currentVersion;
    } finally {
      database.close();
    }
  } catch {
    // Whatever it is, it is not a backup to rely on.
    return false;
  }
}

function examineFile(path: string, note: CatalogNote | null, check: string): Finding {
  if (!hasWholeHeader(path)) return lost('is damaged (its first page is not that of a catalog)');
  const database = new Database(path, { fileMustExist: true });
  try {
    const version = versionOf(database);
    if (note && version < note.version) return lost('is damaged or empty (its version is gone)');
    if (note && version > currentVersion && note.version !== version) return lost('is damaged (its version cannot be)');
    database.pragma('cell_size_check = ON');
    const [fault] = database.pragma(check) as Record<string, string>[];
    const answer = fault && Object.values(fault)[0];
    if (answer !== 'ok') return lost(`is damaged (${answer})`);
    if (version === currentVersion && !hasTables(database)) return lost('is damaged (its tables are not those of a catalog)');
    if (note && version > 0 && version <= currentVersion && isEmptied(database, note)) return lost('has lost what was in it');
    return good;
  } finally {
    database.close();
  }
}

/** The signature, and read and write versions that SQLite knows: with others it would quietly refuse to write. */
function hasWholeHeader(path: string): boolean {
  const header = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, 20, 0) < 20) return false;
  } finally {
    closeSync(file);
  }
  return header.toString('latin1', 0, 16) === 'SQLite format 3\0' && [1, 2].includes(header[18] ?? 0) && [1, 2].includes(header[19] ?? 0);
}

const versionOf = (database: Database.Database): number => Number(database.pragma('user_version', { simple: true }));

/** Every table has the columns that the migrations give it: names are data to SQLite's own checks. */
function hasTables(database: Database.Database): boolean {
  const expected = new Database(':memory:');
  try {
    for (const { sql } of migrations) expected.exec(sql);
    const columns = (of: Database.Database): Set<string> =>
      new Set(
        of
          .prepare(
            "select t.name || '.' || c.name from pragma_table_list t join pragma_table_info(t.name) c where t.schema = 'main' and t.name not like 'sqlite_%'",
          )
          .pluck()
          .all() as string[],
      );
    const actual = columns(database);
    return [...columns(expected)].every((column) => actual.has(column));
  } finally {
    expected.close();
  }
}

/** Something was in it and nothing is: the file is older than the note, as after its log was deleted. */
function isEmptied(database: Database.Database, note: CatalogNote): boolean {
  const has = (table: 'storage' | 'session' | 'photo'): boolean => database.prepare(`select 1 from ${table} limit 1`).get() !== undefined;
  return (note.storages > 0 && !has('storage')) || (note.sessions > 0 && !has('session')) || (note.photos > 0 && !has('photo'));
}

function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && [...damageCodes].some((damage) => code.startsWith(damage));
}
