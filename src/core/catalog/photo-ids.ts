/** The ids of a query by the hundred thousand, read in one piece. */
import type Database from 'better-sqlite3';
import type { SqlStatement } from './sql-executor.ts';

const zero = 0x30;

export type Visit = (id: number) => void;

/**
 * Prepares a query of ids, to be read several times. SQLite writes them as one text, `12 7 104`, and its bytes are read here: a
 * row an id, or JSON of them, costs several times as much.
 * @returns a function that calls for each id, in the order of the query
 */
export function idReader(database: Database.Database, sql: string): (parameters: readonly unknown[], visit: Visit) => void {
  const statement = database.prepare(`select cast(group_concat(id, ' ') as blob) from (${sql})`).pluck();
  return (parameters, visit) => {
    const digits = statement.get(...parameters) as Uint8Array | null;
    if (digits === null) return;
    let id = 0;
    for (let at = 0; at < digits.length; at++) {
      const byte = digits[at] as number;
      if (byte >= zero) id = id * 10 + byte - zero;
      else {
        visit(id);
        id = 0;
      }
    }
    visit(id);
  };
}

/** The same, once. */
export function forEachId(database: Database.Database, { sql, parameters }: SqlStatement, visit: Visit): void {
  idReader(database, sql)(parameters, visit);
}
