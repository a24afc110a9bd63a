/**
 * The port between the catalog's typed queries and SQLite. Two implementations: in this thread
 * (sqlite-executor.ts) and in a worker thread (threaded-executor.ts); one conformance suite holds both.
 */
import type { DayCount } from './day-runs.ts';
import type { FacetCounts } from './facet-columns.ts';
import type { FacetField } from './facet-rows.ts';
import type { FolderLevel } from './folder-store.ts';
import type { TimelinePart } from './timeline.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, unknown>>;

export interface SqlStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Photos that queries of ids name: those that all of `all` name, and none of `none`. A query may name one twice, and hidden ones; fewer
 * than 255 queries, which marks of a byte tell apart.
 */
export interface NamedPhotos {
  readonly all: readonly SqlStatement[];
  readonly none: readonly SqlStatement[];
}

/**
 * Who waits for whom. `work` is answered in the order in which it is asked, writes included; what a screen shows and what is
 * counted over everything wait for neither a write nor each other: they see what was committed when their turn comes.
 */
export type Lane = 'work' | 'screen' | 'counts';

/** An opened list of photos, in order. Days are run-length coded; the ids stay with the executor. */
export interface OpenedView {
  readonly total: number;
  readonly days: readonly DayCount[];
}

/** How a list is dealt out to groups, where its own order is that within each of them. */
export interface ViewGrouping {
  /** A query of (photo id, key); with `storages` of (photo id, session id, path), for the folders of files. */
  readonly members: SqlStatement;
  /** Numbers of sessions with those of their storages. */
  readonly storages?: readonly (readonly [session: number, storage: number])[];
  /** Keys in the order in which the groups stand; by name when absent. */
  readonly order?: readonly string[];
  /** The last group first. */
  readonly descending: boolean;
  /** Photos of no group stand before all others instead of after them. */
  readonly restFirst?: boolean;
}

export interface SqlExecutor {
  /** Runs one query and returns its rows. @param lane `work` when absent */
  all(statement: SqlStatement, lane?: Lane): Promise<readonly SqlRow[]>;
  /** Runs all statements in one durable transaction, or none; returns the number of rows each changed. */
  transaction(statements: readonly SqlStatement[]): Promise<readonly number[]>;
  /** Runs a query of (id, day, width, height) and keeps its ids under `viewId`, in groups where that is asked for (`day` is then the key of the group); the oldest views are dropped beyond eight. @param part of the timeline that the query lists: where that is kept in memory, it answers instead */
  openView(viewId: string, statement: SqlStatement, grouping?: ViewGrouping, part?: TimelinePart): Promise<OpenedView>;
  /** Ids at [offset, offset + limit) of an open view; null when it is no longer open. */
  viewIds(viewId: string, offset: number, limit: number): Promise<readonly number[] | null>;
  /** Position of an id in an open view; -1 when absent, null when the view is no longer open. */
  viewPosition(viewId: string, id: number): Promise<number | null>;
  /** Float32 aspect ratios (width / height, 0 when unknown) of an open view; null when it is no longer open. */
  viewRatios(viewId: string): Promise<Uint8Array | null>;
  /** Counts the values of each field over some photos (null: all of them), in the order of the fields. */
  facets(photos: NamedPhotos | null, fields: readonly FacetField[]): Promise<FacetCounts>;
  /** One level of the folders of a storage; `keys` are folded names from its photos folder down. Null for a folder without photos. */
  folders(storageId: number, keys: readonly string[]): Promise<FolderLevel | null>;
  /** Reads pragmas and integrity; `quick` or `full`. Returns `ok` or the first faults. */
  check(depth: 'quick' | 'full'): Promise<string>;
  /** Writes a consistent copy of the catalog (SQLite's backup API), a thousand pages at a time, and reads it through. */
  backup(path: string): Promise<void>;
  close(): Promise<void>;
}
