/** The ids of a query by the hundred thousand, read in one piece. */
import type Database from 'better-sqlite3';
import { release, roomOf } from './room.ts';
import type { NamedPhotos, SqlStatement } from './sql-executor.ts';
import type { MarkedIds } from './timeline-order.ts';

const zero = 0x30;
const room = roomOf((length) => new Int32Array(length));
const marksRoom = roomOf((length) => new Uint8Array(length));

/**
 * Prepares a query of ids, to be read several times. SQLite writes them as one text, `12,7,104`, and its bytes are read here: a
 * row an id, or JSON of them, costs several times as much.
 * @returns a function that reads the ids in the order of the query, good until ids are read again
 */
export function idReader(database: Database.Database, sql: string): (parameters: readonly unknown[]) => Int32Array {
  const read = digitReader(database, sql);
  return (parameters) => {
    const digits = read(parameters);
    const ids = parseIds(digits);
    release(digits);
    return ids;
  };
}

/** @returns a function that reads `12,7,104,`, empty for no ids */
function digitReader(database: Database.Database, sql: string): (parameters: readonly unknown[]) => Uint8Array {
  // Without a separator of its own: SQLite writes its comma faster.
  const statement = database.prepare(`select cast(group_concat(id) || ',' as blob) from (${sql})`).pluck();
  return (parameters) => (statement.get(...parameters) as Uint8Array | null) ?? new Uint8Array(0);
}

const isOut = 255;

/**
 * Marks photos by their ids: one query after the other is read, each by its own index, and what they name is put together here.
 * SQLite would look at every photo that the first names to see what the others say of it.
 * @param end greater than every id that matters
 * @param without ids that are left out
 * @returns the ids that are named, good until photos are marked again
 */
export function markPhotos(
  database: Database.Database,
  { all, none }: NamedPhotos,
  end: number,
  without: readonly number[] = [],
): MarkedIds {
  const marks = marksRoom(end).fill(0);
  const read = ({ sql, parameters }: SqlStatement, from: number, to: number): void => {
    const digits = digitReader(database, sql)(parameters);
    markIds(digits, marks, from, to);
    release(digits);
  };
  for (const [met, query] of all.entries()) read(query, met, met + 1);
  for (const query of none) read(query, all.length, isOut);
  // Ids past the end are nowhere, and nothing is written for them.
  for (const id of without) marks[id] = isOut;
  return { marks, kept: all.length };
}

/** Marks ids that have one mark with another as they are read: a list of them in between takes a third as long again. */
function markIds(digits: Uint8Array, marks: Uint8Array, from: number, to: number): void {
  let id = 0;
  for (let at = 0; at < digits.length; at++) {
    const byte = digits[at] as number;
    if (byte >= zero) id = (id * 10 + byte - zero) | 0;
    else {
      if (marks[id] === from) marks[id] = to;
      id = 0;
    }
  }
}

/** No call for each id: that takes longer than reading its digits. */
function parseIds(digits: Uint8Array): Int32Array {
  // An id has a digit and a comma at least.
  const ids = room(digits.length >> 1);
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
  return ids.subarray(0, to);
}
