/** The ids of a query by the hundred thousand, read in one piece. */
import type Database from 'better-sqlite3';
import type { SqlStatement } from './sql-executor.ts';

const zero = 0x30;

/**
 * Calls for each id of a query, in its order. SQLite writes them as one text, `12 7 104`, and its bytes are read here: a row an
 * id, or JSON of them, costs several times as much.
 */
export function forEachId(database: Database.Database, { sql, parameters }: SqlStatement, visit: (id: number) => void): void {
  const statement = database.prepare(`select cast(group_concat(id, ' ') as blob) from (${sql})`).pluck();
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
}
