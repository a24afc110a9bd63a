/** Opens the catalog file: pragmas, integrity after a crash, migrations. */
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ImaLinkError } from '#contract/errors.ts';
import { currentVersion, migrations } from './migrations/index.ts';
import { forgetChanges } from './change-log.ts';
import { buildDeferredIndexes } from './deferred-indexes.ts';
import { sealCopy } from './seal-copy.ts';

/** What every connection runs with; `synchronous=FULL` is the difference between losing commits in a power cut and not. */
const pragmas = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'journal_size_limit = 67108864',
  ...(process.platform === 'darwin' ? ['fullfsync = 1', 'checkpoint_fullfsync = 1'] : []),
];

export interface OpenOptions {
  readonly readOnly: boolean;
  /** What is written can be written again, all of it: commits wait for no disk, and closing makes them last. */
  readonly isRepeatable?: boolean;
}

/** No flush for each commit, a log of 64 MB between two checkpoints, and room for what a hundred thousand inserts touch. */
const repeatablePragmas = ['synchronous = NORMAL', 'wal_autocheckpoint = 16000', 'cache_size = -65536'];

/**
 * @param path of catalog.sqlite; created when absent and not `readOnly`
 * @throws ImaLinkError catalog-unreadable, catalog-newer
 */
export function openSqlite(path: string, options: OpenOptions): Database.Database {
  const isLost = existsSync(path) && statSync(path).size === 0;
  if (isLost)
    throw new ImaLinkError('catalog-unreadable', `The catalog ${path} is empty (0 bytes). Your photos are not affected.`, {
      details: { path },
    });
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: options.readOnly, fileMustExist: options.readOnly });
    refuseNewer(database, path);
    for (const pragma of pragmas) if (!options.readOnly || !pragma.startsWith('journal')) database.pragma(pragma);
    migrate(database, path, options.readOnly);
    if (!options.readOnly) buildDeferredIndexes(database);
    if (!options.readOnly && !options.isRepeatable) forgetChanges(database);
    if (options.isRepeatable) for (const pragma of repeatablePragmas) database.pragma(pragma);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof ImaLinkError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ImaLinkError('catalog-unreadable', `The catalog ${path} could not be opened: ${reason}. Your photos are not affected.`, {
      details: { path },
      cause: error,
    });
  }
}

const versionOf = (database: Database.Database): number => Number(database.pragma('user_version', { simple: true }));

/** Before anything is set: even the mode of its journal is a byte in the file. */
function refuseNewer(database: Database.Database, path: string): void {
  const version = versionOf(database);
  if (version > currentVersion) {
    throw new ImaLinkError(
      'catalog-newer',
      `The catalog ${path} has version ${version}; this ImaLink knows up to ${currentVersion}. Update ImaLink to open it.`,
      { details: { path, version } },
    );
  }
}

/** Brings the schema up to date, one transaction per migration. */
function migrate(database: Database.Database, path: string, readOnly: boolean): void {
  const version = versionOf(database);
  if (readOnly && version < currentVersion)
    throw new ImaLinkError('catalog-unreadable', `The catalog ${path} must be opened for writing once, to be brought up to date.`);
  if (version > 0 && version < currentVersion) keepBefore(database, path, version);
  for (const migration of migrations.filter((candidate) => candidate.version > version)) {
    database.transaction(() => {
      database.exec(migration.sql);
      database.pragma(`user_version = ${migration.version}`);
    })();
  }
}

/** A copy of the catalog as the older version left it: the way back, should the migration turn out to be wrong. */
function keepBefore(database: Database.Database, path: string, version: number): void {
  const folder = join(dirname(path), 'backups');
  const copy = join(folder, `catalog-before-${version + 1}.sqlite`);
  mkdirSync(folder, { recursive: true });
  rmSync(copy, { force: true });
  database.prepare('vacuum into ?').run(copy);
  sealCopy(copy);
}
