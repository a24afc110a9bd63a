/** Which photos changed: rows that triggers write, whoever changes the catalog, for those who keep something of it in memory. */
import type Database from 'better-sqlite3';

export const changeTables = ['timeline_change', 'facet_change'] as const;

export interface Changes {
  readonly photos: ReadonlySet<number>;
  /** Number of the last of them. */
  readonly last: number;
}

export class ChangeLog {
  readonly #database: Database.Database;
  readonly #table: (typeof changeTables)[number];
  readonly #most: number;

  /** @param most after more changes than this, reading all of it is less work than finding their places */
  constructor(database: Database.Database, table: (typeof changeTables)[number], most: number) {
    this.#database = database;
    this.#table = table;
    this.#most = most;
  }

  /** Number of the newest change, 0 before the first. */
  last(): number {
    return (this.#database.prepare(`select max(seq) from ${this.#table}`).pluck().get() as number | null) ?? 0;
  }

  /** @returns null when there are too many changes, or some of them were let go of */
  since(known: number): Changes | null {
    const rows = this.#database
      .prepare(`select seq, photo_id from ${this.#table} where seq > ? order by seq limit ${this.#most + 1}`)
      .raw()
      .all(known) as [number, number][];
    const last = rows.at(-1)?.[0] ?? known;
    if (rows.length > this.#most || last - known !== rows.length) return null;
    return { photos: new Set(rows.map(([, photo]) => photo)), last };
  }
}

/** The start of a program: nobody has anything in memory yet that these would be news to. The newest row stays, see the migrations. */
export function forgetChanges(database: Database.Database): void {
  for (const table of changeTables) {
    const rows = database.prepare(`select seq from ${table} limit 2`).all();
    if (rows.length > 1) database.exec(`delete from ${table} where seq < (select max(seq) from ${table})`);
  }
}
