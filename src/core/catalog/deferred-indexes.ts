/**
 * Filling an empty catalog without its secondary indexes, and building them afterwards: a sorted build costs a tenth of
 * keeping each up to date row by row (bench/recover.ts). What is left out is noted in the catalog itself, so that
 * whoever opens it after a crash builds it first.
 */
import type Database from 'better-sqlite3';
import type { SqlStatement } from './sql-executor.ts';

const noteTable = 'deferred_index';

/**
 * Indexes that only lists, searches and scans ask for. Those that hold a rule, that a recovery itself looks things up
 * in, and that of the timeline, which a window shows meanwhile, stay.
 */
const deferrable = [
  'image_file_by_session',
  'image_file_by_checksum',
  'image_file_by_size',
  'image_file_by_key',
  'image_file_by_status',
  'image_file_due',
  'photo_by_import',
  'photo_by_camera',
  'photo_by_lens',
  'photo_by_rating',
  'photo_by_flag',
  'photo_by_color',
  'photo_by_place',
  'photo_sidecar_due',
] as const;

/** Statements that note and drop them, to be run in one transaction. */
export function deferIndexes(): SqlStatement[] {
  return [
    {
      sql: `create table ${noteTable} as select name, sql from sqlite_master
        where type = 'index' and name in (${deferrable.map(() => '?').join(', ')})`,
      parameters: deferrable,
    },
    ...deferrable.map((name) => ({ sql: `drop index if exists ${name}`, parameters: [] })),
  ];
}

/** What asks for the statements of those that are still to be built; fails where none were deferred. */
export const deferredIndexes: SqlStatement = { sql: `select name, sql from ${noteTable}`, parameters: [] };

/** Statements that build one that was read from `deferredIndexes`, to be run in one transaction. */
export function buildIndex(row: { readonly name: string; readonly sql: string }): SqlStatement[] {
  return [
    { sql: row.sql, parameters: [] },
    { sql: `delete from ${noteTable} where name = ?`, parameters: [row.name] },
  ];
}

export const forgetDeferred: SqlStatement = { sql: `drop table ${noteTable}`, parameters: [] };

/** Builds what an interrupted recovery left out. Nothing is done, and nothing written, in a catalog that has all. */
export function buildDeferredIndexes(database: Database.Database): void {
  const isNoted = database.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(noteTable);
  if (!isNoted) return;
  database.transaction(() => {
    const rows = database.prepare(deferredIndexes.sql).all() as { name: string; sql: string }[];
    for (const { sql, parameters } of [...rows.flatMap(buildIndex), forgetDeferred]) database.prepare(sql).run(...parameters);
  })();
}
