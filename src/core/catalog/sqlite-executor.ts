/** The catalog in this thread: better-sqlite3 behind the SqlExecutor port. */
import type Database from 'better-sqlite3';
import { FacetStore } from './facet-store.ts';
import { changesFiles, FolderStore } from './folder-store.ts';
import { openSqlite, type OpenOptions } from './open-sqlite.ts';
import { sealCopy } from './seal-copy.ts';
import type { SqlExecutor, SqlStatement } from './sql-executor.ts';
import { Timeline } from './timeline.ts';
import { readMembers } from './view-groups.ts';
import { ViewStore } from './view-store.ts';

/** Prepared statements kept; kysely writes the same text for the same query shape. */
const statementCacheSize = 200;

/** What the threads of a catalog ask each other for, besides. */
export interface LocalExecutor extends SqlExecutor {
  /** Another thread has written: what was counted may no longer be true. */
  forget(isAboutFiles: boolean): Promise<void>;
  /** Keeps the timeline in memory from now on: for a thread that lists for a window. */
  keepTimeline(): Promise<void>;
  /** A copy that nothing is known of yet: `backup` without its last step. */
  copy(path: string): Promise<void>;
}

/** Opens the catalog and serves it, all lanes from this thread. The caller closes it. @throws ImaLinkError catalog-unreadable, catalog-newer */
export function createSqliteExecutor(path: string, options: OpenOptions): LocalExecutor {
  const database = openSqlite(path, options);
  const prepare = statementCache(database);
  const views = new ViewStore();
  let timeline: Timeline | null = null;
  const facets = new FacetStore(database);
  const folders = new FolderStore(database);
  const transaction = database.transaction((statements: readonly SqlStatement[]) =>
    statements.map(({ sql, parameters }) => {
      const statement = prepare(sql);
      return statement.reader ? statement.all(...parameters).length : statement.run(...parameters).changes;
    }),
  );
  const forget = (isAboutFiles: boolean): void => {
    facets.forget();
    if (isAboutFiles) folders.forget();
  };
  const copy = async (target: string): Promise<void> => void (await database.backup(target, { progress: () => 1000 }));
  return {
    all: async ({ sql, parameters }) => {
      const statement = prepare(sql);
      if (!statement.reader) throw new Error(`a write outside a transaction: ${sql}`);
      return statement.all(...parameters) as Record<string, unknown>[];
    },
    transaction: async (statements) => {
      forget(changesFiles(statements));
      return transaction.immediate(statements);
    },
    openView: async (viewId, statement, grouping, part) => {
      const list = part && timeline && (await timeline.list(part));
      const groups = grouping && { grouping, members: readMembers(rowsOf(database, grouping.members), grouping) };
      return list ? views.keep(viewId, list, groups) : views.open(viewId, rowsOf(database, statement), groups);
    },
    keepTimeline: async () => {
      timeline ??= new Timeline(database);
      await timeline.load();
    },
    viewIds: async (viewId, offset, limit) => views.ids(viewId, offset, limit),
    viewPosition: async (viewId, id) => views.position(viewId, id),
    viewRatios: async (viewId) => views.ratios(viewId),
    facets: (ids, fields) => facets.count(ids, fields),
    folders: (storageId, keys) => folders.level(storageId, keys),
    check: async (depth) => {
      const rows = database.pragma(depth === 'full' ? 'integrity_check(20)' : 'quick_check(20)') as Record<string, string>[];
      return rows.map((row) => Object.values(row)[0]).join('; ');
    },
    forget: async (isAboutFiles) => forget(isAboutFiles),
    copy,
    backup: async (target) => {
      await copy(target);
      sealCopy(target);
    },
    close: async () => {
      if (!database.open) return;
      // An orderly end leaves one file: a copy of it alone is then complete.
      if (!options.readOnly) database.pragma('wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}

const rowsOf = (database: Database.Database, { sql, parameters }: SqlStatement): IterableIterator<unknown[]> =>
  database
    .prepare(sql)
    .raw()
    .iterate(...parameters) as IterableIterator<unknown[]>;

function statementCache(database: Database.Database): (sql: string) => Database.Statement {
  const cache = new Map<string, Database.Statement>();
  return (sql) => {
    const known = cache.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    cache.set(sql, statement);
    const oldest = cache.size > statementCacheSize ? cache.keys().next() : undefined;
    if (oldest && !oldest.done) cache.delete(oldest.value);
    return statement;
  };
}
