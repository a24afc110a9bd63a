/** The ids of a query by the hundred thousand, read in one piece. */
import type Database from 'better-sqlite3';
import { release, roomOf } from './room.ts';
import type { NamedPhotos, SqlStatement } from './sql-executor.ts';

const zero = 0x30;
const room = roomOf((length) => new Int32Array(length));

/**
 * Prepares a query of ids, to be read several times. SQLite writes them as one text, `12,7,104`, and its bytes are read here: a
 * row an id, or JSON of them, costs several times as much.
 * @returns a function that reads the ids in the order of the query, good until ids are read again
 */
export function idReader(database: Database.Database, sql: string): (parameters: readonly unknown[]) => Int32Array {
  // Without a separator of its own: SQLite writes its comma faster.
  const statement = database.prepare(`select cast(group_concat(id) as blob) from (${sql})`).pluck();
  return (parameters) => {
    const digits = statement.get(...parameters) as Uint8Array | null;
    if (digits === null) return room(0);
    const ids = parseIds(digits);
    release(digits);
    return ids;
  };
}

const isOut = 255;

/**
 * Marks photos by their ids: one query after the other is read, each by its own index, and what they name is put together here.
 * SQLite would look at every photo that the first names to see what the others say of it.
 * @param marks as long as ids go
 * @param without ids that are left out
 * @returns the mark of those that are named
 */
export function markPhotos(
  database: Database.Database,
  { all, none }: NamedPhotos,
  marks: Uint8Array,
  without: readonly number[] = [],
): number {
  marks.fill(0);
  const idsOf = ({ sql, parameters }: SqlStatement): Int32Array => idReader(database, sql)(parameters);
  for (const [met, query] of all.entries()) for (const id of idsOf(query)) if (marks[id] === met) marks[id] = met + 1;
  // Ids past the end are nowhere, and nothing is written for them.
  for (const query of none) for (const id of idsOf(query)) marks[id] = isOut;
  for (const id of without) marks[id] = isOut;
  return all.length;
}

/** No call for each id: that takes longer than reading its digits. */
function parseIds(digits: Uint8Array): Int32Array {
  // An id has a digit and a comma at least.
  const ids = room((digits.length >> 1) + 1);
  let to = 0;
  let id = 0;
  for (let at = 0; at < digits.length; at++) {
    const byte = digits[at] as number;
    if (byte >= zero) id = (id * 10 + byte - zero) | 0;
    else {
      ids[to++] = id;
      id = 0;
    }
  }
  ids[to] = id;
  return ids.subarray(0, to + 1);
}
