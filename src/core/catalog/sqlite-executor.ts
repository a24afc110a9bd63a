/** The catalog in this thread: better-sqlite3 behind the SqlExecutor port. */
import type Database from 'better-sqlite3';
import { copyCatalog } from './copy-catalog.ts';
import type { DayCount } from './day-runs.ts';
import { FacetStore } from './facet-store.ts';
import { changesFiles, FolderStore } from './folder-store.ts';
import { openSqlite, type OpenOptions } from './open-sqlite.ts';
import { sealCopy } from './seal-copy.ts';
import { packView, type PackedView } from './packed-view.ts';
import type { SqlExecutor, SqlStatement, ViewGrouping } from './sql-executor.ts';
import { Timeline, type TimelineList, type TimelinePart } from './timeline.ts';
import { dealOut, readMembers, type Members } from './view-groups.ts';
import { readList, ViewStore, type Groups } from './view-store.ts';

/** Prepared statements kept; kysely writes the same text for the same query shape. */
const statementCacheSize = 200;

/** What the threads of a catalog ask each other for, besides. */
export interface LocalExecutor extends SqlExecutor {
  /** Another thread has written of files: what was read of folders may no longer be true. */
  forgetFolders(): Promise<void>;
  /** Reads a list and keeps it nowhere. */
  list(statement: SqlStatement, grouping?: ViewGrouping): Promise<TimelineList>;
  /** Reads which photo stands in which group. */
  members(grouping: ViewGrouping): Promise<Members>;
  /** Keeps a list that another thread has read. */
  keepView(viewId: string, list: TimelineList): Promise<PackedView>;
  /** Lists a part of the timeline, in groups whose members are read already. */
  openPart(viewId: string, part: TimelinePart, groups?: Groups): Promise<PackedView>;
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
  const timeline = new Timeline(database);
  const membersOf = (grouping: ViewGrouping): Members => readMembers(rowsOf(database, grouping.members), grouping);
  const listOf = (statement: SqlStatement, grouping: ViewGrouping | undefined): TimelineList<readonly DayCount[]> => {
    const list = readList(rowsOf(database, statement));
    return grouping === undefined ? list : dealOut(list.ids, list.ratios, membersOf(grouping), grouping);
  };
  const facets = new FacetStore(database);
  const folders = new FolderStore(database);
  const transaction = database.transaction((statements: readonly SqlStatement[]) =>
    statements.map(({ sql, parameters }) => {
      const statement = prepare(sql);
      return statement.reader ? statement.all(...parameters).length : statement.run(...parameters).changes;
    }),
  );
  return {
    all: async ({ sql, parameters }) => {
      const statement = prepare(sql);
      if (!statement.reader) throw new Error(`a write outside a transaction: ${sql}`);
      return statement.all(...parameters) as Record<string, unknown>[];
    },
    transaction: async (statements) => {
      if (changesFiles(statements)) folders.forget();
      return transaction.immediate(statements);
    },
    openView: async (viewId, statement, grouping) => views.keep(viewId, listOf(statement, grouping)),
    list: async (statement, grouping) => listOf(statement, grouping),
    members: async (grouping) => membersOf(grouping),
    keepView: async (viewId, list) => packView(views.keep(viewId, list)),
    openPart: async (viewId, part, groups) => packView(views.keep(viewId, await timeline.list(part), groups)),
    keepTimeline: () => timeline.load(),
    viewIds: async (viewId, offset, limit) => views.ids(viewId, offset, limit),
    viewPosition: async (viewId, id) => views.position(viewId, id),
    viewRatios: async (viewId) => views.ratios(viewId),
    facets: (ids, fields) => facets.count(ids, fields),
    folders: (storageId, keys) => folders.level(storageId, keys),
    check: async (depth) => {
      const rows = database.pragma(depth === 'full' ? 'integrity_check(20)' : 'quick_check(20)') as Record<string, string>[];
      return rows.map((row) => Object.values(row)[0]).join('; ');
    },
    forgetFolders: async () => folders.forget(),
    copy: (target) => copyCatalog(database, target, { isGentle: true }),
    backup: async (target) => {
      await copyCatalog(database, target, { isGentle: false });
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
