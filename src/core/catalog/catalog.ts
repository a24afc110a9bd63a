/**
 * The catalog: SQLite for speed, disposable, rebuilt from the storages when lost. Reads are kysely queries;
 * writes are batches of compiled queries, each batch one durable transaction.
 */
import {
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
} from 'kysely';
import type { OpenOptions } from './open-sqlite.ts';
import { createSqliteExecutor } from './sqlite-executor.ts';
import type { CatalogSchema } from './schema.ts';
import type { Lane, SqlExecutor } from './sql-executor.ts';

/** Anything kysely can compile: a query that has not been run. */
export interface Compilable {
  compile(): Pick<CompiledQuery, 'sql' | 'parameters'>;
}

export interface Catalog {
  /** Reads only: a write through it throws. */
  readonly read: Kysely<CatalogSchema>;
  /** Applies all queries in order, in one durable transaction, or none; returns the rows each changed. */
  write(queries: readonly Compilable[]): Promise<readonly number[]>;
  readonly executor: SqlExecutor;
  /** The same catalog with its reads on a lane of their own. They see every write that has been answered. */
  on(lane: Lane): Catalog;
  close(): Promise<void>;
}

/**
 * Opens (or creates) the catalog.
 * @param options.inThread run SQLite in a worker thread: hosts with a window or a server must
 * @throws ImaLinkError catalog-unreadable, catalog-newer
 */
export async function openCatalog(path: string, options: OpenOptions & { readonly inThread: boolean }): Promise<Catalog> {
  const executor = options.inThread
    ? await (await import('./threaded-executor.ts')).createThreadedExecutor(path, options)
    : createSqliteExecutor(path, options);
  const withReads = (lane: Lane): Catalog => ({
    read: readsOf(executor, lane),
    write: (queries) => (queries.length === 0 ? Promise.resolve([]) : executor.transaction(queries.map((query) => query.compile()))),
    executor,
    on: (other) => catalogs[other],
    close: () => executor.close(),
  });
  const catalogs: Readonly<Record<Lane, Catalog>> = { work: withReads('work'), screen: withReads('screen'), counts: withReads('counts') };
  return catalogs.work;
}

const readsOf = (executor: SqlExecutor, lane: Lane): Kysely<CatalogSchema> =>
  new Kysely<CatalogSchema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => executorDriver(executor, lane),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

/** kysely's driver over our executor; transactions go through Catalog.write alone. */
function executorDriver(executor: SqlExecutor, lane: Lane): Driver {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery) => ({ rows: [...(await executor.all({ sql, parameters }, lane))] as R[] }),
    streamQuery: () => {
      throw new Error('read in pages instead of streaming');
    },
  };
  const refuse = async (): Promise<void> => {
    throw new Error('write through Catalog.write');
  };
  const nothing = async (): Promise<void> => undefined;
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
